#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "ui/keystroke.h"
#include "ui/shaped.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

enum { CODE_PASTE = KEY_MAX + 1, CODE_PASTE_END };

struct Term {
	SCREEN *screen;
	ThemeName wanted, theme; /* asked for, and taken: mono where there are no colours */
	bool utf8, colours, mouse, inverted, pasting;
	bool no_paste;
	int escape_delay;
	attr_t attributes[STYLE_COUNT];
	short pairs[STYLE_COUNT];
	Clicks clicks;
	ShapedRows shaped;
};

/* A handler has nothing else to go by. */
static volatile sig_atomic_t caught;
static Term *opened;

static void on_signal(int number)
{
	caught = number;
}

static void catch_signals(void)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
	struct sigaction action = {.sa_handler = on_signal}; /* no SA_RESTART: waiting for a key ends */
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < countof(numbers); i++)
		sigaction(numbers[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

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
	opened = NULL;
}

/* --- colours --- */

static short ink_here(int16_t ink, attr_t *attributes)
{
	if (ink == INK_BLACK || ink == INK_WHITE)
		return COLORS >= 256 ? ink : ink == INK_BLACK ? COLOR_BLACK : COLOR_WHITE;
	if (ink < 8 || COLORS >= 16)
		return ink;
	if (ink == 8) { /* grey, where there is none: dimmed white, as bold black may not be seen */
		*attributes |= A_DIM;
		return COLOR_WHITE;
	}
	*attributes |= A_BOLD;
	return (short)(ink - 8);
}

static short paper_here(int16_t paper)
{
	attr_t ignored = 0;
	const short here = ink_here(paper, &ignored);
	return paper == 8 && COLORS < 16 ? COLOR_BLACK : here;
}

static attr_t attributes_here(uint8_t look)
{
	return (look & LOOK_BOLD ? A_BOLD : 0) | (look & LOOK_DIM ? A_DIM : 0) |
	       (look & LOOK_UNDERLINE ? A_UNDERLINE : 0) | (look & LOOK_REVERSE ? A_REVERSE : 0);
}

static bool style_is_qr(Style style)
{
	return style >= STYLE_QR_DARK && style <= STYLE_QR_LIGHT_ABOVE;
}

/* Without colours a light module is the reversed ground; `inverted` for terminals whose ground is light. */
static attr_t qr_mono(const Term *term, Style style)
{
	const bool light = style == STYLE_QR_LIGHT || style == STYLE_QR_LIGHT_ABOVE;
	return light != term->inverted ? A_REVERSE : A_NORMAL;
}

static void take_look(Term *term, Style style, bool colours)
{
	const Look look = theme_look(term->theme, style);
	const bool plain = look.ink == INK_DEFAULT && look.paper == INK_DEFAULT;
	term->attributes[style] = attributes_here(look.attributes);
	term->pairs[style] = 0;
	if (!colours && style_is_qr(style))
		term->attributes[style] = qr_mono(term, style);
	if (!colours || plain)
		return;
	term->pairs[style] = (short)(style + 1);
	init_pair(term->pairs[style], ink_here(look.ink, &term->attributes[style]), paper_here(look.paper));
}

/* NO_COLOR takes the colours from everything but a QR, which is content. */
static void take_theme(Term *term)
{
	term->colours = has_colors() && COLORS >= 8 && COLOR_PAIRS > STYLE_COUNT;
	term->theme = theme_choose(term->wanted, getenv("NO_COLOR"), term->colours ? COLORS : 0);
	for (unsigned style = 0; style < STYLE_COUNT; style++)
		take_look(term, (Style)style, term->colours);
	bkgdset((chtype)' ' | term->attributes[STYLE_NORMAL] | COLOR_PAIR(term->pairs[STYLE_NORMAL]));
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

static bool take_locale(void)
{
	const bool known = setlocale(LC_ALL, "") != NULL;
	const bool utf8 = known && text_is(nl_langinfo(CODESET), "UTF-8");
	if (!utf8)
		setlocale(LC_ALL, "C.UTF-8");
	return utf8;
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
	say(PASTE_ON);
	if (has_colors()) {
		start_color();
		use_default_colors();
	}
	take_theme(term);
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
	catch_signals();

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
	term->escape_delay = options->escape_delay > 0 ? options->escape_delay : TERM_ESCAPE_DELAY;
	take_terminal(term);
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
	delscreen(term->screen);
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
	return caught;
}

/* --- showing --- */

void term_size(const Term *term, int *ret_rows, int *ret_cols)
{
	getmaxyx(stdscr, *ret_rows, *ret_cols);
}

void term_redraw(Term *term)
{
	shaped_forget(&term->shaped);
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

static void show_cell(const Term *term, const Cell *cell, int row, int col)
{
	wchar_t wide[CELL_BYTES];
	int count = 0;
	uint32_t point;
	for (const char *at = cell->bytes; *at; at += utf8_decode(at, &point), wide[count++] = (wchar_t)point)
		;
	attr_set(term->attributes[cell->style], term->pairs[cell->style], NULL);
	mvaddnwstr(row, col, wide, count);
}

static void show_row(const Term *term, const Canvas *canvas, int row, int cols)
{
	for (int col = 0; col < canvas->cols && col < cols; col++) {
		const Cell *cell = canvas_cell(canvas, row, col);
		if (cell->columns > 0)
			show_cell(term, cell, row, col);
	}
}

void term_show(Term *term, const Canvas *canvas)
{
	scoped(arena_free) Arena arena = {0};
	Text before = {.arena = &arena}, after = {.arena = &arena};
	bool again[CANVAS_ROWS_MAX];
	int rows, cols;
	term_size(term, &rows, &cols);
	erase();
	for (int row = 0; row < canvas->rows && row < rows; row++)
		if (!shaped_row(canvas, row))
			show_row(term, canvas, row, cols);
	curs_set(canvas->cursor_row >= 0);
	if (canvas->cursor_row >= 0)
		move(canvas->cursor_row, canvas->cursor_col);
	shaped_before(&term->shaped, canvas, term->theme, term->colours, again, &before);
	say(text_done(&before));
	for (int row = 0; row < canvas->rows && row < rows; row++)
		if (again[row])
			wredrawln(stdscr, row, 1);
	wnoutrefresh(stdscr);
	doupdate();
	shaped_show(&term->shaped, canvas, term->theme, term->colours, &after);
	say(text_done(&after));
}

/* --- keys --- */

static const struct {
	int curses;
	KeyCode code;
} named[] = {
	{KEY_ENTER, KC_ENTER},
	{KEY_BACKSPACE, KC_BACKSPACE},
	{KEY_DC, KC_DELETE},
	{KEY_IC, KC_INSERT},
	{KEY_UP, KC_UP},
	{KEY_DOWN, KC_DOWN},
	{KEY_LEFT, KC_LEFT},
	{KEY_RIGHT, KC_RIGHT},
	{KEY_HOME, KC_HOME},
	{KEY_END, KC_END},
	{KEY_A1, KC_HOME},
	{KEY_C1, KC_END},
	{KEY_A3, KC_PAGE_UP},
	{KEY_C3, KC_PAGE_DOWN},
	{KEY_PPAGE, KC_PAGE_UP},
	{KEY_NPAGE, KC_PAGE_DOWN},
	{KEY_BTAB, KC_SHIFT | KC_TAB},
	{KEY_SLEFT, KC_SHIFT | KC_LEFT},
	{KEY_SRIGHT, KC_SHIFT | KC_RIGHT},
	{KEY_SR, KC_SHIFT | KC_UP},
	{KEY_SF, KC_SHIFT | KC_DOWN},
};

static KeyCode named_code(int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KC_F(code - KEY_F0);
	for (size_t i = 0; i < countof(named); i++) {
		if (named[i].curses == code)
			return named[i].code;
	}
	return KC_NONE;
}

static Key mouse_key(Term *term)
{
	MEVENT event;
	if (getmouse(&event) != OK)
		return (Key){0};
	if (event.bstate & BUTTON1_PRESSED)
		return keystroke_click(&term->clicks, event.y, event.x);
	if (event.bstate & BUTTON4_PRESSED)
		return (Key){.code = KC_WHEEL_UP, .row = event.y, .col = event.x};
	if (event.bstate & BUTTON5_PRESSED)
		return (Key){.code = KC_WHEEL_DOWN, .row = event.y, .col = event.x};
	return (Key){0};
}

static Key curses_key(Term *term, int code)
{
	switch (code) {
	case KEY_MOUSE: return mouse_key(term);
	case KEY_RESIZE: term_redraw(term); return (Key){.code = KC_RESIZE, .row = LINES, .col = COLS};
	case CODE_PASTE:
	case CODE_PASTE_END: term->pasting = code == CODE_PASTE; return (Key){0};
	default: return (Key){.code = named_code(code)};
	}
}

/* The rest of a control sequence no terminal description names: up to its last byte (ECMA-48). */
static void skip_sequence(void)
{
	wint_t next;
	while (get_wch(&next) == OK && next >= 0x20 && next < 0x40)
		;
}

/* Alt sends Esc and the key together: what is there when Esc has been read belongs to it. A second Esc does not. */
static Key escape_key(void)
{
	wint_t next;
	timeout(0);

	const int got = get_wch(&next);

	if (got == ERR)
		return (Key){.code = KC_ESC};

	const KeyCode code = got == OK ? keystroke_point(next) : KC_NONE;

	if (got == OK && code == '[') {
		skip_sequence();
		return (Key){0};
	}
	if (got == OK && key_is_text(code))
		return (Key){.code = keystroke_alt(code)};
	if (got == KEY_CODE_YES)
		ungetch((int)next);
	else
		unget_wch((wchar_t)next);
	return (Key){.code = KC_ESC};
}

/* The other end has gone: without this, waiting for a key would return at once, for ever. */
static void look_for_hangup(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	if (poll(&input, 1, 0) > 0 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)))
		caught = SIGHUP;
}

/* What came, as a key, or none for what means nothing; false where nothing came. */
static bool read_key(Term *term, int wait, Key *ret_key)
{
	wint_t point;
	timeout(wait);

	const int got = get_wch(&point);

	*ret_key = (Key){0};
	if (got == ERR) {
		/* A paste comes all at once: one whose end was lost must not keep the keys for ever. */
		term->pasting = term->pasting && wait == 0;
		look_for_hangup();
		return false;
	}
	if (got == KEY_CODE_YES)
		*ret_key = curses_key(term, (int)point);
	else if (point == 0x1B && !term->pasting)
		*ret_key = escape_key();
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
	key.pasted = term->pasting && key_is_text(key.code);
	*ret_key = key;
	return true;
}

const char *term_library_version(void)
{
	return curses_version();
}
