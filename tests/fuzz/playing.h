/* Bytes played as keys into an app that a test drives (ui/drive.h). One byte is
 *
 *	20–7E	the character		00–1F	Ctrl with a letter; 08 Backspace, 09 Tab, 0A and 0D Enter, 1B Esc
 *	80–8B	F1–F12			8C–96	arrows, Home, End, pages, Delete, Insert, Shift-Tab
 *	97–99	a click, a double click, the wheel: at the row and column of the next two bytes
 *	9A	pasted: as many of the bytes that follow as the next one says, but for 40
 *	9B	typed ahead of the picture: the next key is taken before it is drawn
 *	9C	another size: of the sizes that the next byte says
 *	9D	the clock: as many seconds as the next byte says, a tick each
 *	9E	the clock: as many half hours, and a tick
 *	A1–FF	the character of that number */
#pragma once

#include "fuzz.h"
#include "ui/stage.h"

typedef struct Playing {
	const uint8_t *at, *end;
	Stage *stage;
	Drive *drive;
	void (*before)(void *self);	    /* a key is pressed, or a tick comes; may be NULL, as the next */
	void (*after)(void *self, Key key); /* {0}: a tick */
	void *self;
} Playing;

uint8_t playing_byte(Playing *playing); /* 0 behind the end */
void playing_size(Playing *playing, uint8_t which);
void playing_all(Playing *playing); /* until the end of the bytes, or of the app */

/* Each line of the ledger from `first` on (1 is the first of all) seals the one before. */
void playing_hold_chain(const MemoryLedger *memory, int64_t first);
