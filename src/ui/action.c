#include "ui/action.h"

static const Binding global_rows[] = {
	{'?', ACTION_HELP, "Help", "Show the keys of this screen, the signs and the words.", .bar = true},
	{KC_F(1), ACTION_HELP, .in_field = true},
	{KC_CTRL('p'), ACTION_PALETTE, "Actions", "List every action by name, with its key.", .bar = true},
	{'/', ACTION_SEARCH, "Search", "Search for a patient.", .bar = false},
	{KC_ESC, ACTION_BACK, "Back", "Go back, asking first where typed text would be lost.", .bar = true,
	 .in_field = true},
	{'u', ACTION_UNDO, "Undo", "Take back the last act of this visit; the ledger says so.", .bar = false},
	{KC_F(10), ACTION_LOCK, "Lock", "Lock the desk.", .bar = true},
	{KC_F(9), ACTION_SIGN_OUT, "Sign out", "Sign out, so that somebody else can sign in.", .bar = true},
	{KC_CTRL('z'), ACTION_ASIDE, "Put aside",
	 "Put what is open aside, serve somebody else, take it up again today from Home; nothing is recorded.",
	 .bar = true},
	{KC_CTRL('l'), ACTION_REDRAW, "Redraw", "Draw the whole screen again.", .bar = false},
};

static const Binding sealed_rows[] = {
	{KC_F(1), ACTION_HELP, "Help", "Show the keys of this screen, the signs and the words.", .bar = true},
	{KC_CTRL('l'), ACTION_REDRAW, "Redraw", "Draw the whole screen again.", .bar = false},
};

static const Binding held_rows[] = {
	{KC_CTRL('s'), ACTION_FIRST, "Do it", "Do what was asked for.", .bar = true},
	{KC_ESC, ACTION_BACK, "Leave it", "Record nothing.", .bar = true},
};

const Keymap action_global = KEYMAP(global_rows);
const Keymap action_held = KEYMAP(held_rows);
const Keymap action_sealed = KEYMAP(sealed_rows);
