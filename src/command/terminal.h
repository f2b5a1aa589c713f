/* The desk at the terminal, from its first picture to its last. */
#pragma once

#include <stdbool.h>

#include "base/error.h"
#include "command/options.h"
#include "command/session.h"
#include "model/desk/desk.h"
#include "store/store.h"

/* Filled by options_read through LOOK_OPTIONS. */
typedef struct LookOptions {
	const char *theme;
	bool ascii;
} LookOptions;

/* clang-format off */
#define LOOK_OPTIONS(options)                                                                                          \
	{"theme", &(options).theme, NULL},                                                                             \
	{                                                                                                              \
		"ascii", NULL, &(options).ascii                                                                        \
	}
/* clang-format on */

/* Whether the desk can be opened here at all: a terminal, a theme that exists. Else says why and answers EXIT_USAGE. */
int terminal_check(const char *command, const LookOptions *look);

/* Until somebody closes it, or a signal: then `ret_signal` is its number, else 0. */
bool terminal_run(Session *session, const LookOptions *look, int *ret_signal, Error *err) must_check;

/* The exit status after the desk or a kiosk ended: as shells count, 143 for SIGTERM; 129, the terminal is gone. */
int terminal_status(int signal);

typedef struct KioskLook {
	LookOptions look;
	const char *number;
	const char *hint; /* said at the start and where a ticket is typed; may be NULL */
	int silence_seconds;
	bool latin; /* no Gujarati and Gurmukhi, whatever TERM says */
} KioskLook;

/* The same for a kiosk: `desk` is signed in as one. Until staff leave, or a signal. */
bool terminal_run_kiosk(Store *store, Desk *desk, const KioskLook *look, int *ret_signal, Error *err) must_check;
