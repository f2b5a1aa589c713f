/* A list one types into: what is typed filters the rows, word beginnings in any order, marks and case ignored. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ui/editor.h"
#include "ui/list.h"

typedef struct PickerItem {
	const char *name;   /* filtered by, shown on the left */
	const char *detail; /* shown on the right; may be NULL */
	bool barred;	    /* shown, but cannot be chosen */
	const char *words;  /* filtered by too, and not shown; may be NULL */
} PickerItem;

typedef enum PickerAnswer { PICKER_IGNORED, PICKER_CHANGED, PICKER_CHOSEN } PickerAnswer;

typedef struct Picker {
	Arena *arena;
	const PickerItem *items;
	const char **folded, **wider; /* with the words that are not shown; NULL: there are none */
	size_t count, *shown;	      /* indexes of the items that match */
	Editor editor;
	List list;
} Picker;

void picker_open(Picker *picker, Arena *arena, const PickerItem *items, size_t count);
PickerAnswer picker_key(Picker *picker, Key key);
size_t picker_chosen(const Picker *picker); /* index into items; SIZE_MAX where nothing matches */
void picker_draw(const Picker *picker, Area area, const char *label);
/* Whether every word of `typed` begins a word of `name`; both folded (utf8_fold). */
bool picker_matches(const char *name, const char *typed);
