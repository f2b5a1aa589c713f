#include "ui/screens/door/door.h"

#include <inttypes.h>

#include "base/text.h"
#include "model/desk/card.h"
#include "model/desk/proofs.h"
#include "model/desk/sessions.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/form.h"
#include "ui/screens/door/sign_in_card.h"

enum { SIGN_IN_LATER = 1, SIGN_IN_END, SIGN_IN_OTHER, SIGN_IN_DONE, SIGN_IN_COLS = 60, SHORT_MAX = 128 };
enum { ROW_NAME, ROW_PASSPHRASE };
enum { ROW_PIN, ROW_AGAIN };

typedef struct SignInState {
	Form form;
	bool in;       /* signed in, and not yet past this page: … */
	bool choosing; /* … a passphrase of their own is chosen, else a PIN */
	SignInCard card;
	Instant last_key; /* then */
} SignInState;

static const Binding sign_in_keys[] = {
	{KC_ESC, SIGN_IN_LATER, "Not now", "Go on without it; the passphrase unlocks.", .bar = true, .in_field = true},
	{KC_F(2), SIGN_IN_OTHER, "Card or name", "Sign in by name instead of by the card, or by the card again.",
	 .bar = true, .in_field = true},
	{KC_CTRL('q'), SIGN_IN_END, "Close", "Close sharedesk.", .bar = true},
};

static const FormRow sign_in_rows[] = {
	[ROW_NAME] = {.label = "Name", .kind = FORM_TEXT, .required = true, .max = 64, .help = "As on your account."},
	[ROW_PASSPHRASE] =
		{.label = "Passphrase", .kind = FORM_SECRET, .required = true, .max = 128, .help = "Enter signs in."},
};

static const FormRow choose_rows[] = {
	[ROW_PIN] = {.label = "Passphrase",
		     .kind = FORM_SECRET,
		     .required = true,
		     .max = PASSPHRASE_MAX_BYTES,
		     .check = passphrase_acceptable,
		     .help = "At least 10 characters; three or four plain words do well."},
	[ROW_AGAIN] = {.label = "The same again",
		       .kind = FORM_SECRET,
		       .required = true,
		       .max = PASSPHRASE_MAX_BYTES,
		       .help = "Enter keeps it."},
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

/* "Since Monday 09:12 3 wrong passphrases were typed for you." */
void sign_in_say_wrong(App *app)
{
	/* date_days begins with a Thursday */
	static const char *const days[] = {"Thursday", "Friday",  "Saturday", "Sunday",
					   "Monday",   "Tuesday", "Wednesday"};
	const Wrong *wrong = desk_wrong(app_desk(app));
	if (!wrong)
		return;
	const LocalTime since = zone_local(desk_zone(app_desk(app)), wrong->since);
	char day[16], time[8];
	date_print_staff(since.date, day);
	time_print_staff(since, time);
	const int64_t ago = date_days(app_time(app).date) - date_days(since.date);
	app_notice(app, NOTICE_WARNING, "%" PRId64 " wrong passphrase%s typed for you since %s %s.", wrong->count,
		   wrong->count == 1 ? " was" : "s were", ago < 7 ? days[date_days(since.date) % 7] : day, time);
	desk_wrong_said(app_desk(app));
}

static void say_elsewhere(App *app)
{
	Instant since;
	char time[8];
	if (!desk_signed_in_elsewhere(app_desk(app), &since))
		return;
	time_print_staff(zone_local(app_zone(app), since), time);
	app_notice(app, NOTICE_WARNING,
		   "You are signed in at another desk too, since %s. My desk (Ctrl-P) signs you out there.", time);
}

static void go_on(App *app)
{
	app_setup(app)->hooks.signed_in(app);
	say_elsewhere(app);
	sign_in_say_wrong(app);
}

/* --- the screen --- */

static void sign_in_ask(App *app, SignInState *state, bool choosing)
{
	state->in = true;
	state->choosing = choosing;
	state->last_key = app_now(app);
	form_open(&state->form, app_arena(app), choosing ? choose_rows : pin_rows, countof(pin_rows));
}

/* What is still to be asked of who signed in; false: nothing. */
static bool sign_in_asks(App *app, SignInState *state)
{
	bool must;
	if (sign_in_card_step(app, &state->card, &state->form)) {
		state->last_key = app_now(app);
		return true;
	}
	const bool choosing = desk_is_to_choose(app_desk(app), &must);
	if (!choosing && (desk_has_pin(app_desk(app)) || desk_by_card(app_desk(app))))
		return false;
	sign_in_heading(app);
	sign_in_ask(app, state, choosing);
	return true;
}

static void sign_in_by_name(App *app, SignInState *state)
{
	form_close(&state->form);
	form_open(&state->form, app_arena(app), sign_in_rows, countof(sign_in_rows));
}

static bool sign_in_enter(App *app, void *self, const void *argument, Error *err)
{
	SignInState *state = self;
	sign_in_heading(app);
	if (desk_staff(app_desk(app)))
		sign_in_ask(app, state, false);
	else
		sign_in_by_name(app, state);
	if (!desk_staff(app_desk(app)))
		sign_in_card_look(app, &state->card, &state->form);
	return true;
}

static void sign_in_draw(const void *self, const App *app, Area area)
{
	const SignInState *state = self;
	const int cols = area.cols < SIGN_IN_COLS ? area.cols : SIGN_IN_COLS;
	const Area box = area_part(area, area.rows > 14 ? 4 : 0, (area.cols - cols) / 2, -1, cols);
	area_put(box, 0, 1, STYLE_STRONG,
		 !state->in	   ? text_or(state->card.title, "Sign in to open the desk")
		 : state->choosing ? "Choose a passphrase of your own"
				   : "Choose a PIN for this desk");
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
	} else if (!sign_in_asks(app, state)) {
		go_on(app);
	}
}

/* By the card, or by the passphrase behind it. */
static void sign_in_by_card(App *app, SignInState *state)
{
	switch (sign_in_card_try(app, &state->card, &state->form)) {
	case SIGN_IN_CARD_IN:
		if (!sign_in_asks(app, state))
			go_on(app);
		break;
	case SIGN_IN_CARD_NAME: sign_in_by_name(app, state); break;
	case SIGN_IN_CARD_WAITS: break;
	}
}

static bool sign_in_twice(SignInState *state, const char *what, Error *err)
{
	return text_is(form_text(&state->form, ROW_PIN), form_text(&state->form, ROW_AGAIN)) ||
	       fail(err, ERROR_INPUT, "The two %s differ: type both again.", what);
}

static void sign_in_choose(App *app, SignInState *state)
{
	Error err = {0};
	const bool done = sign_in_twice(state, "passphrases", &err) &&
			  desk_choose_passphrase(app_desk(app), form_text(&state->form, ROW_PIN), &err);
	form_wipe(&state->form);
	state->form.focus = ROW_PIN;
	if (!done) {
		app_fail(app, &err);
		return;
	}
	if (!sign_in_asks(app, state))
		go_on(app);
	app_notice(app, NOTICE_GOOD, "The passphrase is kept: sign in with it from now on.");
}

static void sign_in_set_pin(App *app, SignInState *state)
{
	Error err = {0};
	const bool done = sign_in_twice(state, "PINs", &err) &&
			  desk_set_pin(app_desk(app), form_text(&state->form, ROW_PIN), &err);
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
	SignInState *state = self;
	const int after = app_settings(app).lock_after;
	const bool known = desk_staff(app_desk(app)) != NULL;
	if (!state->in && sign_in_card_tick(app, &state->card, &state->form))
		sign_in_by_card(app, state);
	else if (known && desk_card_gone(app_desk(app)))
		sign_in_anew(app);
	else if (known && after > 0 && app_now(app).seconds - state->last_key.seconds >= after)
		sign_in_anew(app);
}

static void sign_in_by_other(App *app, SignInState *state)
{
	if (state->card.asks == SIGN_IN_ASKS_CARD) {
		sign_in_card_leave(&state->card);
		sign_in_by_name(app, state);
	} else {
		state->card.turn = 0; /* as if it was put in just now */
		sign_in_card_look(app, &state->card, &state->form);
	}
}

static void sign_in_act(App *app, void *self, int action)
{
	SignInState *state = self;
	bool must;
	if (action == SIGN_IN_LATER && state->choosing && desk_is_to_choose(app_desk(app), &must) && must)
		sign_in_anew(app);
	else if (action == SIGN_IN_LATER && !state->in)
		sign_in_anew(app);
	else if (action == SIGN_IN_LATER)
		go_on(app);
	else if (action == SIGN_IN_OTHER)
		sign_in_by_other(app, state);
	else if (action == SIGN_IN_END)
		app_end(app);
	else if (state->choosing)
		sign_in_choose(app, state);
	else if (state->in)
		sign_in_set_pin(app, state);
	else if (state->card.asks)
		sign_in_by_card(app, state);
	else
		sign_in_try(app, state);
}

static bool sign_in_can(const void *self, int action, Error *why)
{
	const SignInState *state = self;
	if (action == SIGN_IN_OTHER)
		return (!state->in && state->card.there && !state->card.known) ||
		       fail(why, ERROR_REFUSED, "There is no card in the reader.");
	return action != SIGN_IN_LATER || state->in || state->card.known ||
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
