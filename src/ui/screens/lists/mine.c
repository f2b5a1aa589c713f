/* How the desk looks to who is signed in, at every desk, and what they sign in and unlock with. */
#include "ui/screens/lists/lists.h"

#include "base/text.h"
#include "model/desk/desk.h"
#include "model/desk/sessions.h"
#include "ui/app.h"
#include "ui/form.h"
#include "ui/screens/parts/codes.h"

enum { MINE_SAVE = 1, MINE_ELSEWHERE, MINE_CODES, ROOMY = 9 };
enum { ROW_THEME, ROW_MOUSE, ROW_SIGNS, ROW_PASSPHRASE, ROW_PIN, ROW_PIN_AGAIN, ROW_NEW, ROW_NEW_AGAIN, ROWS };

typedef struct MineState {
	Form form;
} MineState;

static const Binding mine_keys[] = {
	{KC_CTRL('s'), MINE_SAVE, "Save", "Keep it so for you, at every desk.", .bar = true},
	{KC_F(4), MINE_ELSEWHERE, "Other desks", "Sign you out at every other desk.", .bar = true},
	{KC_F(6), MINE_CODES, "App codes", "Set up codes of an authenticator app, or take them away.", .bar = true},
};

static const char *const sign_names[] = {"as the terminal has them", "plain letters (ASCII)", NULL};
static const char *const sign_words[] = {"terminal", "ascii"};

static const FormRow mine_rows[ROWS] = {
	[ROW_THEME] = {.label = "Theme",
		       .kind = FORM_CHOICE,
		       .choices = theme_titles,
		       .help = "Left and Right choose; it is used once saved."},
	[ROW_MOUSE] = {.label = "Mouse",
		       .kind = FORM_TOGGLE,
		       .help = "Off, the terminal's own marking and copying work again."},
	[ROW_SIGNS] = {.label = "Signs",
		       .kind = FORM_CHOICE,
		       .choices = sign_names,
		       .help = "Where ticks and lines are drawn wrongly, plain letters stand for them."},
	[ROW_PASSPHRASE] = {.label = "Passphrase",
			    .kind = FORM_SECRET,
			    .max = PASSPHRASE_MAX_BYTES,
			    .help = "The one you sign in with: only to change what follows."},
	[ROW_PIN] = {.label = "New PIN",
		     .kind = FORM_SECRET,
		     .max = PIN_MAX,
		     .check = pin_acceptable,
		     .help = "4 to 8 digits, to unlock; empty: it stays as it is."},
	[ROW_PIN_AGAIN] = {.label = "The same again",
			   .kind = FORM_SECRET,
			   .max = PIN_MAX,
			   .help = "The new PIN once more."},
	[ROW_NEW] = {.label = "New passphrase",
		     .kind = FORM_SECRET,
		     .max = PASSPHRASE_MAX_BYTES,
		     .check = passphrase_acceptable,
		     .help = "Three or four words; empty: it stays as it is."},
	[ROW_NEW_AGAIN] = {.label = "The same again",
			   .kind = FORM_SECRET,
			   .max = PASSPHRASE_MAX_BYTES,
			   .help = "The new passphrase once more."},
};

static bool mine_enter(App *app, void *self, const void *argument, Error *err)
{
	MineState *state = self;
	Desk *desk = app_desk(app);
	const AppSettings now = app_settings(app);
	if (!desk_staff(desk))
		return fail(err, ERROR_REFUSED, "Nobody is signed in: sign in first.");
	form_open(&state->form, app_arena(app), mine_rows, ROWS);
	form_choose(&state->form, ROW_THEME, now.theme);
	form_choose(&state->form, ROW_MOUSE, now.mouse);
	form_choose(&state->form, ROW_SIGNS, text_is(desk_own_setting(desk, "signs", app_scratch(app)), sign_words[1]));
	return true;
}

/* --- saving --- */

static bool mine_twice(MineState *state, size_t row, const char *what, Error *err)
{
	if (text_is(form_text(&state->form, row), form_text(&state->form, row + 1)))
		return true;
	editor_wipe(&state->form.fields[row + 1].editor);
	state->form.focus = row + 1;
	return fail(err, ERROR_INPUT, "The two new %s differ: type the second again.", what);
}

static bool mine_secrets(App *app, MineState *state, Error *err)
{
	const char *pin = form_text(&state->form, ROW_PIN), *wanted = form_text(&state->form, ROW_NEW);
	if (!mine_twice(state, ROW_PIN, "PINs", err) || !mine_twice(state, ROW_NEW, "passphrases", err))
		return false;
	if (text_empty(pin) && text_empty(wanted))
		return true;
	if (desk_change_secrets(app_desk(app), form_text(&state->form, ROW_PASSPHRASE), text_empty(pin) ? NULL : pin,
				text_empty(wanted) ? NULL : wanted, err))
		return true;
	if (err->kind == ERROR_INPUT) { /* to be typed again; what is only held back stays as it is */
		editor_wipe(&state->form.fields[ROW_PASSPHRASE].editor);
		state->form.focus = ROW_PASSPHRASE;
	}
	return false;
}

static bool mine_put(Desk *desk, const char *name, const char *value, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return text_is(desk_own_setting(desk, name, &arena), value) || desk_put_own_setting(desk, name, value, err);
}

static bool mine_looks(Desk *desk, const Form *form, Error *err)
{
	return mine_put(desk, "theme", theme_name((ThemeName)form_chosen(form, ROW_THEME)), err) &&
	       mine_put(desk, "mouse", form_chosen(form, ROW_MOUSE) ? "on" : "off", err) &&
	       mine_put(desk, "signs", sign_words[form_chosen(form, ROW_SIGNS)], err);
}

static void mine_elsewhere(App *app)
{
	if (app_done(app, desk_sign_out_elsewhere(app_desk(app), app_error(app))))
		app_notice(app, NOTICE_GOOD, "You are signed out at every other desk, and here you go on.");
}

/* What was chosen here holds at once, whatever the desk was started with. */
static void mine_act(App *app, void *self, int action)
{
	MineState *state = self;
	AppSettings settings = app_settings(app);
	Error *err = app_error(app);
	if (action == MINE_CODES) {
		app_open(app, &screen_codes, NULL);
		return;
	}
	if (action == MINE_ELSEWHERE) {
		mine_elsewhere(app);
		return;
	}
	if (!app_done(app, form_check(&state->form, err) && mine_secrets(app, state, err) &&
				   mine_looks(app_desk(app), &state->form, err)))
		return;
	settings.theme_given = false;
	state->form.changed = false;
	app_close(app);
	app_set_settings(app, settings);
	app_read_settings(app);
	app_notice(app, NOTICE_GOOD, "Kept for you, at every desk.");
}

static void mine_draw(const void *self, const App *app, Area area)
{
	form_draw(&((const MineState *)self)->form, area_part(area, area.rows >= ROOMY, 0, -1, -1));
}

const Screen screen_mine = {
	.name = "mine",
	.title = "My desk",
	.keymap = KEYMAP(mine_keys),
	.size = sizeof(MineState),
	.form = SCREEN_AT(MineState, form),
	.finished = MINE_SAVE,
	.enter = mine_enter,
	.draw = mine_draw,
	.act = mine_act,
};
