#include "ui/term.h"

#include <curses.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/burst.h"
#include "ui/ground.h"
#include "ui/interrupt.h"
#include "ui/keystroke.h"
#include "ui/mouse.h"
#include "ui/shaped.h"
#include "ui/term_cells.h"
#include "ui/term_named.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1006l\033[?1003l\033[?1002l\033[?1000l"

enum { CODE_PASTE = KEY_MAX + 1, CODE_PASTE_END, CODE_GROUND, CODE_MOUSE, CODE_MOUSE_BYTES };

struct Term {
	SCREEN *screen;
	ThemeName wanted;
	Scheme scheme; /* as it is taken here */
	Ground ground;
	bool escaped; /* the last key was Esc, while an answer may come: it may have been its first byte */
	bool utf8, colours, mouse, inverted, pasting;
	bool no_paste;
	int escape_delay;
	TermCells cells;
	Burst burst;
	Clicks clicks;
	ShapedRows shaped;
};

static Term *opened;

static void say(const char *bytes)
{
	fputs(bytes, stdout);
	fflush(stdout);
}

/* For an exit nobody planned: the shell's prompt must be usable. */
static void restore_at_exit(void)
{
	if (!opened)
		return;
	say(PASTE_OFF);
	endwin();
	interrupt_gives_back("");
	opened = NULL;
}

/* As the terminal's own description has it; without what it would have one wait for. */
static void keep_way_back(void)
{
	static const char *const names[] = {"sgr0", "cnorm", "rmcup"};
	char bytes[256] = PASTE_OFF MOUSE_OFF;
	for (size_t i = 0; i < countof(names); i++) {
		const char *does = tigetstr(names[i]);
		if (does && does != (const char *)-1 && !strstr(does, "$<"))
			text_print(bytes + strlen(bytes), sizeof bytes - strlen(bytes), "%s", does);
	}
	interrupt_gives_back(bytes);
}

/* --- colours --- */

static attr_t attributes_here(uint8_t look)
{
	return (look & LOOK_BOLD ? A_BOLD : 0) | (look & LOOK_DIM ? A_DIM : 0) |
	       (look & LOOK_UNDERLINE ? A_UNDERLINE : 0) | (look & LOOK_REVERSE ? A_REVERSE : 0);
}

static void take_look(Term *term, Style style)
{
	const Look look = theme_look(term->scheme, style);
	const bool plain = look.ink == INK_DEFAULT && look.paper == INK_DEFAULT;
	const CellLook here = {attributes_here(look.attributes), plain ? 0 : (short)(style + 1)};
	term->cells.looks[style] = here;
	if (!plain)
		init_pair(here.pair, look.ink, look.paper);
}

/* More than 256 are no palette: of those the first eight alone are what they are elsewhere. */
static int colours_here(const Term *term)
{
	enum { PALETTE = 256 };

	return !term->colours ? 0 : COLORS > PALETTE ? 8 : COLORS;
}

/* NO_COLOR takes the colours from everything but a QR, which is content. */
static void take_theme(Term *term)
{
	term->colours = has_colors() && COLORS >= 8 && COLOR_PAIRS > STYLE_COUNT;
	term->scheme = theme_scheme(term->wanted, getenv("NO_COLOR"), colours_here(term), term->ground.luminance);
	term->scheme.inverted = term->inverted;
	for (unsigned style = 0; style < STYLE_COUNT; style++)
		take_look(term, (Style)style);
	const CellLook normal = term->cells.looks[STYLE_NORMAL];
	bkgdset((chtype)' ' | normal.attributes | COLOR_PAIR(normal.pair));
	term->cells.forgotten = true;
}

/* Nobody waits for the answer: it comes among the keys, or never. */
static void ask_ground(Term *term)
{
	ground_ask(&term->ground);
	say(GROUND_QUESTION);
}

static bool next_point(int wait, uint32_t *ret_point)
{
	wint_t next;
	timeout(wait);
	if (get_wch(&next) != OK)
		return false;
	*ret_point = (uint32_t)next;
	return true;
}

static void hear_ground(Term *term)
{
	if (!ground_listen(&term->ground, next_point))
		return;
	take_theme(term);
	term_redraw(term);
}

void term_set_theme(Term *term, ThemeName theme)
{
	if (theme == term->wanted)
		return;
	term->wanted = theme;
	take_theme(term);
	term_redraw(term);
}

void term_set_inverted(Term *term, bool on)
{
	if (on == term->inverted)
		return;
	term->inverted = on;
	take_theme(term);
}

void term_set_paste(Term *term, bool on)
{
	term->no_paste = !on;
}

void term_set_mouse(Term *term, bool on)
{
	if (on != term->mouse)
		mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
	term->mouse = on;
}

/* --- opening and closing --- */

/* Letters alone are the locale's: sentences, dates and order are the desk's own. */
static bool take_locale(void)
{
	const bool known = setlocale(LC_CTYPE, "") != NULL;
	const bool utf8 = known && text_is(nl_langinfo(CODESET), "UTF-8");
	if (!utf8)
		setlocale(LC_CTYPE, "C.UTF-8");
	return utf8;
}

/* Where curses would read the mouse itself. */
static void take_reports(const char *begin, int code)
{
	if (key_defined(begin) == KEY_MOUSE)
		define_key(begin, code);
}

static void take_terminal(Term *term)
{
	raw(); /* Ctrl-C, Ctrl-S and Ctrl-Z are keys: none may lose what was typed */
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	typeahead(-1);
	set_escdelay(term->escape_delay);
	mouseinterval(0);
	define_key("\033[200~", CODE_PASTE);
	define_key("\033[201~", CODE_PASTE_END);
	define_key(GROUND_ANSWER, CODE_GROUND);
	take_reports("\033[<", CODE_MOUSE);
	take_reports("\033[M", CODE_MOUSE_BYTES);
	say(PASTE_ON);
	if (has_colors()) {
		start_color();
		use_default_colors();
	}
	take_theme(term);
	if (term->colours)
		ask_ground(term);
}

bool term_open(const TermOptions *options, Term **ret_term, Error *err)
{
	const char *name = getenv("TERM");
	const bool utf8 = take_locale();
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fail(err, ERROR_SYSTEM, "The desk needs a terminal for its input and output: start it in one.");
	if (text_empty(name) || text_is(name, "dumb"))
		return fail(err, ERROR_SYSTEM,
			    "TERM does not name a full-screen terminal: set it to yours, for example TERM=xterm.");
	interrupt_catch();

	Term *term = calloc(1, sizeof *term);

	if (!term)
		abort();
	/* The terminal is asked for its size: LINES and COLUMNS in the environment may be those of another. */
	unsetenv("LINES");
	unsetenv("COLUMNS");
	term->screen = newterm(NULL, stdout, stdin);
	if (!term->screen) {
		free(term);
		return fail(err, ERROR_SYSTEM,
			    "The terminal %s is not known on this machine: set TERM to one that is, for example xterm.",
			    name);
	}
	term->utf8 = utf8;
	term->wanted = options->theme;
	term->ground = GROUND_UNKNOWN;
	term->escape_delay = options->escape_delay > 0 ? options->escape_delay : TERM_ESCAPE_DELAY;
	take_terminal(term);
	keep_way_back();
	term_set_mouse(term, options->mouse);
	if (!opened)
		atexit(restore_at_exit);
	opened = term;
	*ret_term = term;
	return true;
}

void term_close(Term *term)
{
	if (!term)
		return;
	term_set_mouse(term, false);
	say(PASTE_OFF);
	endwin();
	interrupt_gives_back("");
	delscreen(term->screen);
	canvas_free(&term->cells.told);
	opened = NULL;
	free(term);
}

bool term_colours(const Term *term)
{
	return term->colours;
}

bool term_utf8(const Term *term)
{
	return term->utf8;
}

int term_signal(const Term *term)
{
	return interrupt_caught();
}

/* --- showing --- */

void term_size(const Term *term, int *ret_rows, int *ret_cols)
{
	getmaxyx(stdscr, *ret_rows, *ret_cols);
}

void term_redraw(Term *term)
{
	shaped_forget(&term->shaped);
	term->cells.forgotten = true;
	clearok(curscr, TRUE);
}

void term_ring(Term *term)
{
	beep();
}

void term_forget_typed(Term *term)
{
	flushinp();
}

void term_show(Term *term, const Canvas *canvas)
{
	scoped(arena_free) Arena arena = {0};
	Text before = {.arena = &arena}, after = {.arena = &arena};
	bool again[CANVAS_ROWS_MAX];
	int rows, cols;
	term_size(term, &rows, &cols);
	term_cells_tell(&term->cells, canvas);
	curs_set(canvas->cursor_row >= 0);
	if (canvas->cursor_row >= 0)
		move(canvas->cursor_row, canvas->cursor_col);
	shaped_before(&term->shaped, canvas, term->scheme, again, &before);
	say(text_done(&before));
	for (int row = 0; row < canvas->rows && row < rows; row++)
		if (again[row])
			wredrawln(stdscr, row, 1);
	wnoutrefresh(stdscr);
	doupdate();
	shaped_show(&term->shaped, canvas, term->scheme, &after);
	say(text_done(&after));
}

/* --- keys --- */

static int next_byte(void)
{
	timeout(MOUSE_PAUSE);

	const int got = getch();

	return got > UCHAR_MAX ? (ungetch(got), -1) : got;
}

static Key reported_key(Term *term, bool (*hear)(MouseNext *next, MouseReport *ret_report))
{
	MouseReport report;
	return hear(next_byte, &report) ? mouse_key(&report, &term->clicks) : (Key){0};
}

/* Of the Linux console, whose mouse curses reads. */
static Key console_key(Term *term)
{
	MEVENT event;
	if (getmouse(&event) != OK)
		return (Key){0};
	return mouse_key(&(MouseReport){.row = event.y, .col = event.x, .pressed = event.bstate & BUTTON1_PRESSED},
			 &term->clicks);
}

static Key curses_key(Term *term, int code)
{
	switch (code) {
	case KEY_MOUSE: return console_key(term);
	case CODE_MOUSE: return reported_key(term, mouse_hear_numbers);
	case CODE_MOUSE_BYTES: return reported_key(term, mouse_hear_bytes);
	case CODE_GROUND: hear_ground(term); return (Key){0};
	case KEY_RESIZE: term_redraw(term); return (Key){.code = KC_RESIZE, .row = LINES, .col = COLS};
	case CODE_PASTE:
	case CODE_PASTE_END: term->pasting = code == CODE_PASTE; return (Key){0};
	default: return (Key){.code = term_named(code)};
	}
}

/* The rest of a control sequence no terminal description names: up to its last byte (ECMA-48). */
static void skip_sequence(void)
{
	wint_t next;
	while (get_wch(&next) == OK && next >= 0x20 && next < 0x40)
		;
}

static void put_back(int got, wint_t next)
{
	if (got != ERR)
		got == OK ? unget_wch((wchar_t)next) : ungetch((int)next);
}

/* Behind Esc and a bracket, whose bytes came with a pause: the answer that is waited for, or `key`. */
static Key broken_answer(Term *term, KeyCode key)
{
	wint_t next;
	timeout(GROUND_PAUSE);

	const int got = get_wch(&next);

	if (got == OK && next >= '0' && next <= '9') {
		hear_ground(term);
		return (Key){0};
	}
	put_back(got, next);
	return (Key){.code = key};
}

/* Alt sends Esc and the key together: what is there when Esc has been read belongs to it. A second Esc does not. */
static Key escape_key(Term *term)
{
	wint_t next;
	timeout(0);

	const int got = get_wch(&next);

	if (got == ERR) {
		term->escaped = ground_is_asked(&term->ground);
		return (Key){.code = KC_ESC};
	}

	const KeyCode code = got == OK ? keystroke_point(next) : KC_NONE;

	if (got == OK && code == '[') {
		skip_sequence();
		return (Key){0};
	}
	if (got == OK && code == ']' && ground_is_asked(&term->ground))
		return broken_answer(term, keystroke_alt(code));
	if (got == OK && key_is_text(code))
		return (Key){.code = keystroke_alt(code)};
	put_back(got, next);
	return (Key){.code = KC_ESC};
}

/* What came, as a key, or none for what means nothing; false where nothing came. */
static bool read_key(Term *term, int wait, Key *ret_key)
{
	const size_t before = burst_waiting();
	wint_t point;
	timeout(wait);

	const int got = get_wch(&point);
	const bool escaped = term->escaped && got != ERR;

	term->escaped = term->escaped && got == ERR;
	*ret_key = (Key){0};
	if (got == ERR) {
		/* A paste comes all at once: one whose end was lost must not keep the keys for ever. */
		term->pasting = term->pasting && wait == 0;
		if (wait > 0)
			interrupt_look_for_hangup();
		return false;
	}
	if (got == OK && point != 0x1B)
		burst_read(&term->burst, before);
	if (got == KEY_CODE_YES)
		*ret_key = curses_key(term, (int)point);
	else if (point == 0x1B && !term->pasting)
		*ret_key = escape_key(term);
	else if (point == ']' && escaped)
		*ret_key = broken_answer(term, ']');
	else
		ret_key->code = keystroke_point(point);
	return true;
}

bool term_key(Term *term, int wait, Key *ret_key)
{
	Key key;
	do
		if (!read_key(term, wait, &key))
			return false;
	while (term->pasting && term->no_paste && key.code != KC_RESIZE);
	/* Pasted lines are text: an Enter among them must not press anything. */
	if (term->pasting && (key.code == KC_ENTER || key.code == KC_TAB))
		key.code = ' ';
	if (key.code == KC_NONE || (term->pasting && !key_is_text(key.code) && key.code != KC_RESIZE))
		return false;
	key.pasted = key_is_typed(key.code) || key.code == KC_ENTER || key.code == KC_TAB;
	key.pasted &= term->pasting || (term->burst.pasted && !term->no_paste);
	*ret_key = key;
	return true;
}

const char *term_library_version(void)
{
	return curses_version();
}
