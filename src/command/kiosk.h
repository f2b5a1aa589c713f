/* A kiosk at the terminal: the process confined, the database with a kiosk's rights, until staff leave or its terminal
 * is gone. */
#pragma once

#include "command/terminal.h"

typedef struct KioskOptions {
	const char *database, *number;
	const char *hint; /* KioskLook.hint */
	bool latin;
	LookOptions look;
} KioskOptions;

/* Everything is given up before the database is opened, for good: whatever comes after is as limited as the patient
 * is. `ret_signal`: what ended it, or 0. */
bool kiosk_run(const KioskOptions *options, int *ret_signal, Error *err) must_check;
