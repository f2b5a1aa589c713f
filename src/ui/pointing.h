/* Whatever is drawn as a key can be clicked: the key, or the words that say what it does. */
#pragma once

#include "ui/canvas.h"
#include "ui/key.h"

enum { POINTING_MAX = 64 };

typedef struct Pointing { /* what can be clicked on a canvas as it was drawn */
	struct PointingSpot {
		int row, col, end; /* the columns up to `end` */
		KeyCode key;
	} spots[POINTING_MAX];
	size_t count;
} Pointing;

void pointing_learn(Pointing *pointing, const Canvas *canvas);
KeyCode pointing_key(const Pointing *pointing, int row, int col); /* KC_NONE where none is */
