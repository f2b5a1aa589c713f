#include "ui/screens/door/door.h"

#include "base/text.h"
#include "model/desk/desk.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/form.h"

enum { SIGN_IN_LATER = 1, SIGN_IN_END, SIGN_IN_DONE, SIGN_IN_COLS = 60, SHORT_MAX = 128 };
enum { ROW_NAME, ROW_PASSPHRASE };
enum { ROW_PIN, ROW_AGAIN };

typedef struct SignInState {
	Form form;
	bool pin;	  /* signed in: a PIN is chosen */
	Instant last_key; /* then */
} SignInState;

static const Binding sign_in_keys[] = {
	{KC_ESC, SIGN_IN_LATER, "Not now", "Go on without a PIN; the passphrase unlocks.", .bar = true,
	 .in_field = true},
	{KC_CTRL('q'), SIGN_IN_END, "Close", "Close sharedesk.", .bar = true},
};

static const FormRow sign_in_rows[] = {
	[ROW_NAME] = {.label = "Name", .kind = FORM_TEXT, .required = true, .max = 64, .help = "As on your account."},
	[ROW_PASSPHRASE] =
		{.label = "Passphrase", .kind = FORM_SECRET, .required = true, .max = 128, .help = "Enter signs in."},
};

static const FormRow pin_rows[] = {
	[ROW_PIN] = {.label = "PIN",
		     .kind = FORM_SECRET,
		     .required = true,
		     .max = PIN_MAX,
		     .check = pin_acceptable,
		     .help = "4 to 8 digits, to unlock the desk when you come back."},
	[ROW_AGAIN] = {.label = "The same again",
		       .kind = FORM_SECRET,
		       .required = true,
		       .max = PIN_MAX,
		       .help = "Enter keeps it."},
};

/* --- who is signed in --- */

/* As a title says it. */
static const char *role_title(Role role)
{
	return role == ROLE_RECEPTIONIST ? "reception" : words_text(&role_words, role);
}

void sign_in_heading(App *app)
{
	const Organisation *practice = desk_practice(app_desk(app));
	const Staff *staff = desk_staff(app_desk(app));
	char name[SHORT_MAX] = "", person[SHORT_MAX] = "";
	if (practice)
		organisation_short_name(practice, name, sizeof name);
	if (staff)
		text_print(person, sizeof person, "%s, %s", staff->name, role_title((Role)staff->role));
	app_set_heading(app, name, person);
}

/* The screens close before the desk forgets who was signed in: what they own goes with them. */
void sign_in_anew(App *app)
{
	app_home(app);
	app_forget_aside(app);
	desk_sign_out(app_desk(app));
	app_read_settings(app);
	app_replace(app, &screen_sign_in, NULL);
}

static void go_on(App *app)
{
	app_setup(app)->hooks.signed_in(app);
}

/* --- the screen --- */

static void sign_in_pin(App *app, SignInState *state)
{
	state->pin = true;
	state->last_key = app_now(app);
	form_open(&state->form, app_arena(app), pin_rows, countof(pin_rows));
}

static bool sign_in_enter(App *app, void *self, const void *argument, Error *err)
{
	SignInState *state = self;
	sign_in_heading(app);
	if (desk_staff(app_desk(app)))
		sign_in_pin(app, state);
	else
		form_open(&state->form, app_arena(app), sign_in_rows, countof(sign_in_rows));
	return true;
}

static void sign_in_draw(const void *self, const App *app, Area area)
{
	const SignInState *state = self;
	const int cols = area.cols < SIGN_IN_COLS ? area.cols : SIGN_IN_COLS;
	const Area box = area_part(area, area.rows > 14 ? 4 : 0, (area.cols - cols) / 2, -1, cols);
	area_put(box, 0, 1, STYLE_STRONG, state->pin ? "Choose a PIN for this desk" : "Sign in to open the desk");
	form_draw(&state->form, area_part(box, 2, 0, -1, -1));
}

static void sign_in_try(App *app, SignInState *state)
{
	Desk *desk = app_desk(app);
	Error err = {0};
	const bool done =
		desk_sign_in(desk, form_text(&state->form, ROW_NAME), form_text(&state->form, ROW_PASSPHRASE), &err);
	form_wipe(&state->form);
	if (!done) {
		state->form.focus = ROW_PASSPHRASE;
		app_fail(app, &err);
	} else if (desk_has_pin(desk)) {
		go_on(app);
	} else {
		sign_in_heading(app);
		sign_in_pin(app, state);
	}
}

static void sign_in_set_pin(App *app, SignInState *state)
{
	Error err = {0};
	bool done = text_is(form_text(&state->form, ROW_PIN), form_text(&state->form, ROW_AGAIN));
	if (!done)
		fail(&err, ERROR_INPUT, "The two PINs differ: type both again.");
	else
		done = desk_set_pin(app_desk(app), form_text(&state->form, ROW_PIN), &err);
	form_wipe(&state->form);
	state->form.focus = ROW_PIN;
	if (!done) {
		app_fail(app, &err);
		return;
	}
	go_on(app);
	app_notice(app, NOTICE_GOOD, "The PIN is kept. F10 locks the desk.");
}

static bool sign_in_type(App *app, void *self, Key key)
{
	((SignInState *)self)->last_key = app_now(app);
	return false;
}

/* Somebody signed in and went away: without a PIN there is nothing to lock by but this. */
static void sign_in_tick(App *app, void *self)
{
	const SignInState *state = self;
	const int after = app_settings(app).lock_after;
	if (state->pin && after > 0 && app_now(app).seconds - state->last_key.seconds >= after)
		sign_in_anew(app);
}

static void sign_in_act(App *app, void *self, int action)
{
	SignInState *state = self;
	if (action == SIGN_IN_LATER)
		go_on(app);
	else if (action == SIGN_IN_END)
		app_end(app);
	else if (state->pin)
		sign_in_set_pin(app, state);
	else
		sign_in_try(app, state);
}

static bool sign_in_can(const void *self, int action, Error *why)
{
	return action != SIGN_IN_LATER || ((const SignInState *)self)->pin ||
	       fail(why, ERROR_REFUSED, "Sign in with name and passphrase.");
}

static void sign_in_explain(const void *self, const App *app, Text *out)
{
	text_add(out, text_or(app_setup(app)->hint, ""));
}

const Screen screen_sign_in = {
	.name = "sign_in",
	.title = "Sign in",
	.about =
		"Type your name and passphrase as they are on your account, Enter after each. An administrator makes accounts "
		"and sets a forgotten passphrase anew.",
	.keymap = KEYMAP(sign_in_keys),
	.size = sizeof(SignInState),
	.form = SCREEN_AT(SignInState, form),
	.finished = SIGN_IN_DONE,
	.enter = sign_in_enter,
	.draw = sign_in_draw,
	.explain = sign_in_explain,
	.act = sign_in_act,
	.type = sign_in_type,
	.tick = sign_in_tick,
	.can = sign_in_can,
	.sealed = true,
};
