/* A small screen, as screen.h shows it: a list, a field, a question. */
#pragma once

#include "ui/drive.h"
#include "ui/editor.h"
#include "ui/list.h"

typedef struct WardState {
	List list;
	Editor editor;
	bool editing;
	int ticks, agains;
	const Person *person;
} WardState;

extern const Screen screen_ward, screen_ward_sealed;

WardState *ward_of(Drive *drive);
int ward_left(void); /* how many wards were left, ever */
