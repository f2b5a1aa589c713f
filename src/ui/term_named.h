/* For term.c alone: the keys that curses has a name for. */
#pragma once

#include "ui/key.h"

KeyCode term_named(int code); /* KC_NONE for one that the desk does not know */
