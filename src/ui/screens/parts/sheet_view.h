/* A sheet as it will be printed, read in rows that scroll. */
#pragma once

#include "model/paper/sheet.h"
#include "ui/canvas.h"
#include "ui/key.h"

typedef struct SheetSeen { /* of the last drawing */
	int page, over; /* rows shown at once, and rows beyond them */
} SheetSeen;

typedef struct SheetView {
	int top;
	SheetSeen *seen; /* drawing fills it, so that keys know */
} SheetView;

/* In the language of the sheet with its English below each block, or in English alone. */
void sheet_view_draw(const SheetView *view, const Sheet *sheet, bool english, Area area);
bool sheet_view_key(SheetView *view, Key key); /* false: not one that scrolls */
