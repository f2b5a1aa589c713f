/* The terminal. The only file that knows curses.
 *
 * One at a time. Whatever ends the program (return, SIGTERM, SIGHUP, SIGINT), the terminal is put back first. Keys
 * typed ahead are never dropped. */
#pragma once

#include <stdbool.h>

#include "base/error.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "ui/theme.h"

enum { TERM_ESCAPE_DELAY = 25 }; /* ms to wait after Esc for the rest of a key's bytes; more for a slow line */

typedef struct Term Term;

typedef struct TermOptions {
	ThemeName theme; /* mono is taken where NO_COLOR is set or there are no colours */
	bool mouse;
	int escape_delay; /* ms; 0: TERM_ESCAPE_DELAY */
} TermOptions;

/* Sets the locale: the user's, or C.UTF-8 where its codeset is not UTF-8. */
bool term_open(const TermOptions *options, Term **ret_term, Error *err) must_check;
void term_close(Term *term); /* NULL is nothing */

/* Has colours at all, whatever the theme: a QR is then black on white, and has nothing to be inverted. */
bool term_colours(const Term *term);
bool term_utf8(const Term *term); /* the user's own codeset is UTF-8: signs may be more than ASCII */
void term_size(const Term *term, int *ret_rows, int *ret_cols);
void term_set_theme(Term *term, ThemeName theme);
void term_set_mouse(Term *term, bool on);
void term_set_paste(Term *term, bool on);    /* off: pasted text is passed over; at first it is on */
void term_set_inverted(Term *term, bool on); /* a QR where there are no colours: dark modules in the ink's colour */
void term_show(Term *term, const Canvas *canvas); /* sends what changed */
void term_ring(Term *term);			  /* the bell, once */
void term_forget_typed(Term *term);		  /* keys that wait to be read are dropped */
void term_redraw(Term *term);			  /* the next term_show sends everything */
/* The next key; false after `timeout` ms without one (0: only what is there already). A resize is a key. */
bool term_key(Term *term, int timeout, Key *ret_key);
int term_signal(const Term *term);	/* a signal that asks the program to end, or 0 */
const char *term_library_version(void); /* "ncurses 6.4" and its date */
