/* One entry of the record with all that it says, for those who may see content. That it was looked at is told. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct EntryCardArgument {
	Chart *chart;	   /* stays the caller's */
	const char *entry; /* its identifier; copied */
} EntryCardArgument;

extern const Screen screen_entry_card;
