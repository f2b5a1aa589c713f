/* The acts every screen has, and their keys: the global binding table. */
#pragma once

#include "ui/keymap.h"

typedef enum Action {
	ACTION_FIRST = 1000, /* screens' own are below */
	ACTION_HELP,
	ACTION_PALETTE,
	ACTION_SEARCH,
	ACTION_BACK,
	ACTION_UNDO,
	ACTION_LOCK,
	ACTION_REDRAW,
	ACTION_SIGN_OUT,
	ACTION_ASIDE,
	ACTION_PLACES = 2000, /* AppHooks.places from here on; this one is home */
} Action;

extern const Keymap action_global; /* ? F1 Ctrl-P / Esc u F9 F10 Ctrl-Z Ctrl-L */
extern const Keymap action_held;   /* Ctrl-S and Esc, while an act waits for one of them; only shown */
extern const Keymap action_sealed; /* F1 and Ctrl-L alone, for sealed screens */
