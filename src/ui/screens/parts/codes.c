#include "ui/screens/parts/codes.h"

#include <sodium.h>

#include "base/text.h"
#include "model/desk/second.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/form.h"
#include "ui/qr.h"

enum { CODES_SAVE = 1, CODES_OUT, WORDS_COLS = 36, GAP = 4, HALF_LETTERS = 19, CODE_MAX = 16 };
enum { ROW_WHAT, ROW_PASSPHRASE, ROW_CODE };
enum { WHAT_ANOTHER, WHAT_RECOVERY, WHAT_AWAY };

typedef enum CodesMode { MODE_ASK, MODE_SCAN, MODE_WRITE } CodesMode;

typedef struct CodesState {
	Form form;
	CodesMode mode;
	CodesArgument at_door; /* zero: from My desk */
	bool had;	       /* codes, when this was opened */
	Enrolment enrolment;
	RecoveryCodes recovery;
	bool renewed; /* the app is the one they had */
	Instant last_key;
} CodesState;

static const Binding codes_keys[] = {
	{KC_CTRL('s'), CODES_SAVE, "Go on", "Go on; what was typed right is kept.", .bar = true},
};

static const Binding door_keys[] = {
	{KC_CTRL('s'), CODES_SAVE, "Go on", "Go on; what was typed right is kept.", .bar = true, .in_field = true},
	{KC_ESC, CODES_OUT, "Sign out", "Sign out; the codes are asked for again.", .bar = true, .in_field = true},
	{KC_F(9), CODES_OUT, .in_field = true},
};

static const char *const whats[] = {
	[WHAT_ANOTHER] = "set up another app",
	[WHAT_RECOVERY] = "make new recovery codes",
	[WHAT_AWAY] = "take the codes away",
	NULL,
};

static const FormRow first_rows[] = {
	{.label = "Passphrase",
	 .kind = FORM_SECRET,
	 .required = true,
	 .max = PASSPHRASE_MAX_BYTES,
	 .help = "The one you sign in with, once more."},
};

static const FormRow again_rows[] = {
	[ROW_WHAT] = {.label = "What", .kind = FORM_CHOICE, .choices = whats, .help = "Left and Right choose."},
	[ROW_PASSPHRASE] = {.label = "Passphrase",
			    .kind = FORM_SECRET,
			    .required = true,
			    .max = PASSPHRASE_MAX_BYTES,
			    .help = "The one you sign in with, once more."},
	[ROW_CODE] = {.label = "Code",
		      .kind = FORM_TEXT,
		      .required = true,
		      .max = CODE_MAX,
		      .help = "Of the app you have now, or a recovery code."},
};

static const FormRow scan_rows[] = {
	{.label = "Code", .kind = FORM_TEXT, .required = true, .max = CODE_MAX, .help = "The 6 digits the app shows."},
};

/* --- going on --- */

static void ask(App *app, CodesState *state)
{
	if (state->had)
		form_open(&state->form, app_arena(app), again_rows, countof(again_rows));
	else
		form_open(&state->form, app_arena(app), first_rows, countof(first_rows));
	state->mode = MODE_ASK;
}

static void scan(App *app, CodesState *state)
{
	form_close(&state->form);
	form_open(&state->form, app_arena(app), scan_rows, countof(scan_rows));
	state->mode = MODE_SCAN;
	app_turned(app);
}

static bool codes_enter(App *app, void *self, const void *argument, Error *err)
{
	CodesState *state = self;
	Desk *desk = app_desk(app);
	if (argument)
		state->at_door = *(const CodesArgument *)argument;
	state->last_key = app_now(app);
	state->had = desk_has_codes(desk);
	if (!argument) {
		ask(app, state);
		return true;
	}
	if (!desk_enrol(desk, NULL, NULL, &state->enrolment, err))
		return false;
	scan(app, state);
	return true;
}

static void drop(App *app, CodesState *state)
{
	if (!app_done(app, desk_drop_codes(app_desk(app), form_text(&state->form, ROW_PASSPHRASE),
					   form_text(&state->form, ROW_CODE), app_error(app))))
		return;
	state->form.changed = false;
	app_close(app);
	app_notice(app, NOTICE_GOOD, "The codes are gone: your passphrase alone signs you in.");
}

static void show_recovery(App *app, CodesState *state)
{
	form_close(&state->form);
	state->mode = MODE_WRITE;
	app_turned(app);
}

static void renew(App *app, CodesState *state)
{
	state->renewed =
		app_done(app, desk_renew_recovery(app_desk(app), form_text(&state->form, ROW_PASSPHRASE),
						  form_text(&state->form, ROW_CODE), &state->recovery, app_error(app)));
	if (state->renewed)
		show_recovery(app, state);
}

static void begin(App *app, CodesState *state)
{
	const size_t what = state->had ? form_chosen(&state->form, ROW_WHAT) : WHAT_ANOTHER;
	const char *passphrase = form_text(&state->form, state->had ? ROW_PASSPHRASE : 0);
	const char *code = state->had ? form_text(&state->form, ROW_CODE) : NULL;
	if (!form_check(&state->form, app_error(app)))
		app_fail(app, app_error(app));
	else if (what == WHAT_RECOVERY)
		renew(app, state);
	else if (what == WHAT_AWAY)
		drop(app, state);
	else if (app_done(app, desk_enrol(app_desk(app), passphrase, code, &state->enrolment, app_error(app))))
		scan(app, state);
}

static void keep(App *app, CodesState *state)
{
	if (!app_done(app,
		      desk_enrol_keep(app_desk(app), form_text(&state->form, 0), &state->recovery, app_error(app))))
		return;
	sodium_memzero(&state->enrolment, sizeof state->enrolment);
	show_recovery(app, state);
}

static void codes_leave(App *app, void *self)
{
	CodesState *state = self;
	sodium_memzero(&state->enrolment, sizeof state->enrolment);
	sodium_memzero(&state->recovery, sizeof state->recovery);
}

static void written(App *app, CodesState *state)
{
	if (state->at_door.done) {
		state->at_door.done(app);
		return;
	}
	app_close(app);
	app_notice(app, NOTICE_GOOD,
		   state->renewed ? "From now on these recovery codes count, and none from before."
				  : "The next sign-in asks for a code of the app.");
}

/* Nobody leaves them by a key that was typed ahead. */
static void say_once(App *app)
{
	app_notice(app, NOTICE_WARNING, "These codes are never shown again: write them down, then Ctrl-S.");
}

static void codes_act(App *app, void *self, int action)
{
	CodesState *state = self;
	if (action == CODES_OUT && state->mode == MODE_WRITE)
		say_once(app);
	else if (action == CODES_OUT)
		state->at_door.out(app);
	else if (state->mode == MODE_ASK)
		begin(app, state);
	else if (state->mode == MODE_SCAN)
		keep(app, state);
	else
		written(app, state);
}

static bool codes_type(App *app, void *self, Key key)
{
	CodesState *state = self;
	state->last_key = app_now(app);
	if (state->mode != MODE_WRITE || (key.code != KC_ENTER && key.code != KC_ESC))
		return false;
	say_once(app);
	return true;
}

/* Somebody signed in and went away: there is no lock here yet. */
static void door_tick(App *app, void *self)
{
	const CodesState *state = self;
	const int after = app_settings(app).lock_after;
	if (after > 0 && app_now(app).seconds - state->last_key.seconds >= after)
		state->at_door.out(app);
}

static bool codes_secret(const void *self)
{
	return ((const CodesState *)self)->mode != MODE_ASK;
}

/* --- drawing --- */

/* In two rows, beside the QR; where there is none in one, which 40 columns hold. */
static int draw_letters(const CodesState *state, Area area, int row, bool halves)
{
	const char *letters = state->enrolment.letters;
	if (!halves) {
		area_put(area, row, 1, STYLE_STRONG, letters);
		return row + 1;
	}
	area_put(area, row, 1, STYLE_STRONG, arena_print(area_scratch(area), "%.*s", HALF_LETTERS, letters));
	area_put(area, row + 1, 1, STYLE_STRONG, letters + HALF_LETTERS + 1);
	return row + 2;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void draw_scan(const CodesState *state, Area area)
{
	Qr qr;
	const bool fits = qr_make(area_scratch(area), state->enrolment.address, area_glyphs(area)->utf8, area.rows,
				  area.cols - WORDS_COLS, &qr, NULL);
	const Area words = area_part(area, fits, 0, -1, fits ? WORDS_COLS : area.cols);
	int row = flow_put(words, 0, 1, STYLE_NORMAL,
			   fits ? "Scan this with the app, or type these letters into it:"
				: "Type these letters into the app (a larger window shows a picture):");
	row = draw_letters(state, words, row + fits, fits) + fits;
	if (fits)
		qr_draw(&qr,
			area_part(area, area.rows > qr.rows, least(area.cols - qr.cols, WORDS_COLS + GAP), -1, -1));
	form_draw(&state->form, area_part(words, row, 0, -1, -1));
}

static void draw_written(const CodesState *state, Area area)
{
	enum { HALF = RECOVERY_CODES / 2, COLUMN = 16 };
	const int row = flow_put(area, 0, 1, STYLE_NORMAL,
				 "Recovery codes, shown this once. Each signs you in once, without the app:");
	for (int i = 0; i < RECOVERY_CODES; i++)
		area_put(area, row + i % HALF, 1 + i / HALF * COLUMN, STYLE_STRONG, state->recovery.codes[i]);
}

static void codes_draw(const void *self, const App *app, Area area)
{
	const CodesState *state = self;
	const bool roomy = area.rows > 9;
	if (state->mode == MODE_SCAN)
		draw_scan(state, area);
	else if (state->mode == MODE_WRITE)
		draw_written(state, area_part(area, roomy, 0, -1, -1));
	else
		form_draw(&state->form, area_part(area, roomy, 0, -1, -1));
}

static void codes_explain(const void *self, const App *app, Text *out)
{
	const CodesState *state = self;
	const bool door = state->at_door.done;
	if (state->mode == MODE_ASK)
		text_add(out, "An app that shows codes is asked for at sign-in from then on.");
	else if (state->mode == MODE_SCAN)
		text_add_print(out, "%sThen type the code that the app shows; %s keeps it.",
			       door ? "Your role needs codes. " : "", door ? "Enter" : "Ctrl-S");
	else
		text_add(out, "Write them down, apart from the telephone; then Ctrl-S.");
}

const Screen screen_codes = {
	.name = "codes",
	.title = "Codes of an authenticator app",
	.about =
		"An app on a telephone shows six digits that change every 30 seconds. Whoever signs in with them needs the "
		"telephone, not the passphrase alone.",
	.keymap = KEYMAP(codes_keys),
	.size = sizeof(CodesState),
	.form = SCREEN_AT(CodesState, form),
	.finished = CODES_SAVE,
	.enter = codes_enter,
	.draw = codes_draw,
	.act = codes_act,
	.type = codes_type,
	.secret = codes_secret,
	.leave = codes_leave,
	.explain = codes_explain,
};

const Screen screen_codes_first = {
	.name = "codes_first",
	.title = "Codes of an authenticator app",
	.about =
		"The practice requires codes of an authenticator app of your role. Scan the picture with the app, or type "
		"the letters into it, and then the code that it shows.",
	.keymap = KEYMAP(door_keys),
	.size = sizeof(CodesState),
	.form = SCREEN_AT(CodesState, form),
	.finished = CODES_SAVE,
	.enter = codes_enter,
	.draw = codes_draw,
	.act = codes_act,
	.type = codes_type,
	.tick = door_tick,
	.secret = codes_secret,
	.leave = codes_leave,
	.explain = codes_explain,
	.sealed = true,
};
