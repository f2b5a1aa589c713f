/* Whatever is drawn as a key can be clicked: the key, or the words that say what it does. */
#pragma once

#include "ui/canvas.h"
#include "ui/key.h"

KeyCode pointing_key(const Canvas *drawn, int row, int col); /* KC_NONE where none is */
