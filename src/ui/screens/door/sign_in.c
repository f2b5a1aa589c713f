#include "ui/screens/door/door.h"

#include <inttypes.h>

#include "base/text.h"
#include "model/desk/card.h"
#include "model/desk/second.h"
#include "model/desk/sessions.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/form.h"
#include "ui/screens/door/sign_in_card.h"
#include "ui/screens/parts/codes.h"

enum { CODE_MAX = 16 };
enum { SIGN_IN_LATER = 1, SIGN_IN_END, SIGN_IN_OTHER, SIGN_IN_DONE, SIGN_IN_COLS = 60, SHORT_MAX = 128 };
enum { ROW_NAME, ROW_PASSPHRASE };
enum { ROW_PIN, ROW_AGAIN };

/* What is asked; from the second on the passphrase was right, and they are not yet past this page. */
typedef enum SignInAsks { ASKS_NAME, ASKS_CODE, ASKS_PASSPHRASE, ASKS_PIN } SignInAsks;

typedef struct SignInState {
	Form form;
	SignInAsks asks;
	SignInCard card;  /* where a name is asked: by card instead */
	Instant last_key; /* once it was right */
} SignInState;

static const Binding sign_in_keys[] = {
	{KC_ESC, SIGN_IN_LATER, "Not now",
	 "At the PIN go on without it: the passphrase unlocks. Else begin again, with the name.", .bar = true,
	 .in_field = true},
	{KC_F(2), SIGN_IN_OTHER, "Card or name", "Sign in by name instead of by the card, or by the card again.",
	 .bar = true, .in_field = true},
	{KC_CTRL('q'), SIGN_IN_END, "Close", "Close sharedesk.", .bar = true},
};

static const FormRow sign_in_rows[] = {
	[ROW_NAME] = {.label = "Name", .kind = FORM_TEXT, .required = true, .max = 64, .help = "As on your account."},
	[ROW_PASSPHRASE] =
		{.label = "Passphrase", .kind = FORM_SECRET, .required = true, .max = 128, .help = "Enter signs in."},
};

static const FormRow code_rows[] = {
	{.label = "Code",
	 .kind = FORM_TEXT,
	 .required = true,
	 .max = CODE_MAX,
	 .help = "Enter signs in. Lost it? Type a recovery code."},
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

/* "3 wrong passphrases were typed for you since Monday 09:12." */
static void add_wrong(App *app, Text *out)
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
	text_add_print(out, "%" PRId64 " wrong passphrase%s typed for you since %s %s. ", wrong->count,
		       wrong->count == 1 ? " was" : "s were", ago < 7 ? days[date_days(since.date) % 7] : day, time);
	desk_wrong_said(app_desk(app));
}

static void say(App *app, Text *out)
{
	const char *said = text_done(out);
	if (*said)
		app_notice(app, NOTICE_WARNING, "%s", said);
}

void sign_in_say_wrong(App *app)
{
	Text out = {.arena = app_scratch(app)};
	add_wrong(app, &out);
	say(app, &out);
}

static void add_elsewhere(App *app, Text *out)
{
	Instant since;
	char time[8];
	if (!desk_signed_in_elsewhere(app_desk(app), &since))
		return;
	time_print_staff(zone_local(app_zone(app), since), time);
	text_add_print(out, "You are signed in at another desk too, since %s. My desk (Ctrl-P) signs you out there. ",
		       time);
}

void sign_in_say_meanwhile(App *app)
{
	Instant when;
	char time[8];
	if (!desk_signed_in_meanwhile(app_desk(app), &when))
		return;
	time_print_staff(zone_local(app_zone(app), when), time);
	app_notice(
		app, NOTICE_WARNING,
		"You signed in at another desk at %s. If that was not you: My desk (Ctrl-P), F4, and a new passphrase.",
		time);
}

static void go_on(App *app)
{
	app_setup(app)->hooks.signed_in(app);
	Text out = {.arena = app_scratch(app)};
	text_add(&out, text_or(desk_codes_news(app_desk(app), app_scratch(app)), ""));
	text_add(&out, out.length > 0 ? " " : "");
	add_wrong(app, &out);
	add_elsewhere(app, &out);
	say(app, &out);
}

/* --- the screen --- */

static void sign_in_ask(App *app, SignInState *state, SignInAsks asks)
{
	static const struct {
		const FormRow *rows;
		size_t count;
	} forms[] = {
		[ASKS_NAME] = {sign_in_rows, countof(sign_in_rows)},
		[ASKS_CODE] = {code_rows, countof(code_rows)},
		[ASKS_PASSPHRASE] = {choose_rows, countof(choose_rows)},
		[ASKS_PIN] = {pin_rows, countof(pin_rows)},
	};
	state->asks = asks;
	state->last_key = app_now(app);
	form_close(&state->form);
	form_open(&state->form, app_arena(app), forms[asks].rows, forms[asks].count);
}

/* What is still to be asked of who signed in; ASKS_NAME: nothing. */
static SignInAsks sign_in_left(App *app)
{
	bool must;
	return desk_step(app_desk(app)) == STEP_CODE			    ? ASKS_CODE
	       : desk_is_to_choose(app_desk(app), &must)		    ? ASKS_PASSPHRASE
	       : desk_has_pin(app_desk(app)) || desk_by_card(app_desk(app)) ? ASKS_NAME
									    : ASKS_PIN;
}

/* They set up the codes that are required. */
static void codes_done(App *app)
{
	if (sign_in_left(app) == ASKS_NAME)
		go_on(app);
	else
		app_replace(app, &screen_sign_in, NULL);
}

static void ask_what_is_left(App *app, SignInState *state)
{
	const SignInAsks left = sign_in_left(app);
	sign_in_heading(app);
	if (sign_in_card_step(app, &state->card, &state->form)) {
		state->asks = ASKS_NAME;
		state->last_key = app_now(app);
		return;
	}
	if (desk_step(app_desk(app)) == STEP_ENROL)
		app_replace(app, &screen_codes_first, &(CodesArgument){.done = codes_done, .out = sign_in_anew});
	else if (left == ASKS_NAME)
		go_on(app);
	else
		sign_in_ask(app, state, left);
}

static bool sign_in_enter(App *app, void *self, const void *argument, Error *err)
{
	SignInState *state = self;
	const bool in = desk_staff(app_desk(app)) != NULL;
	const SignInAsks left = in ? sign_in_left(app) : ASKS_NAME;
	sign_in_heading(app);
	sign_in_ask(app, state, in && left == ASKS_NAME ? ASKS_PIN : left);
	if (!in)
		sign_in_card_look(app, &state->card, &state->form);
	return true;
}

static void sign_in_draw(const void *self, const App *app, Area area)
{
	const SignInState *state = self;
	const int cols = area.cols < SIGN_IN_COLS ? area.cols : SIGN_IN_COLS;
	const Area box = area_part(area, area.rows > 14 ? 4 : 0, (area.cols - cols) / 2, -1, cols);
	static const char *const titles[] = {
		[ASKS_NAME] = "Sign in to open the desk",
		[ASKS_CODE] = "Code of your authenticator app",
		[ASKS_PASSPHRASE] = "Choose a passphrase of your own",
		[ASKS_PIN] = "Choose a PIN for this desk",
	};
	area_put(box, 0, 1, STYLE_STRONG,
		 state->asks == ASKS_NAME ? text_or(state->card.title, titles[ASKS_NAME]) : titles[state->asks]);
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
	} else {
		ask_what_is_left(app, state);
	}
}

/* Where the account was changed meanwhile there is nothing left to type here. */
static void sign_in_code(App *app, SignInState *state)
{
	Desk *desk = app_desk(app);
	Error err = {0};
	const bool done = desk_give_code(desk, form_text(&state->form, 0), &err);
	editor_wipe(&state->form.fields[0].editor);
	if (done)
		ask_what_is_left(app, state);
	else
		app_fail(app, &err);
}

/* By the card, or by the passphrase behind it. */
static void sign_in_by_card(App *app, SignInState *state)
{
	switch (sign_in_card_try(app, &state->card, &state->form)) {
	case SIGN_IN_CARD_IN: ask_what_is_left(app, state); break;
	case SIGN_IN_CARD_NAME: sign_in_ask(app, state, ASKS_NAME); break;
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
	ask_what_is_left(app, state);
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
	if (state->asks == ASKS_NAME && sign_in_card_tick(app, &state->card, &state->form))
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
		sign_in_ask(app, state, ASKS_NAME);
	} else {
		state->card.turn = 0; /* as if it was put in just now */
		sign_in_card_look(app, &state->card, &state->form);
	}
}

static void sign_in_act(App *app, void *self, int action)
{
	SignInState *state = self;
	bool must;
	const bool no_later = state->asks == ASKS_CODE || (desk_is_to_choose(app_desk(app), &must) && must);
	if (action == SIGN_IN_LATER && no_later)
		sign_in_anew(app);
	else if (action == SIGN_IN_LATER && state->card.known && state->asks == ASKS_NAME)
		sign_in_anew(app);
	else if (action == SIGN_IN_LATER)
		go_on(app);
	else if (action == SIGN_IN_OTHER)
		sign_in_by_other(app, state);
	else if (action == SIGN_IN_END)
		app_end(app);
	else if (state->asks == ASKS_CODE)
		sign_in_code(app, state);
	else if (state->asks == ASKS_PASSPHRASE)
		sign_in_choose(app, state);
	else if (state->asks == ASKS_PIN)
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
		return (state->asks == ASKS_NAME && state->card.there && !state->card.known) ||
		       fail(why, ERROR_REFUSED, "There is no card in the reader.");
	return action != SIGN_IN_LATER || state->asks != ASKS_NAME || state->card.known ||
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
		"Type your name and passphrase as they are on your account, Enter after each; then, where it is asked "
		"for, the 6 digits that your app shows now, or a recovery code, or the PIN of your card. An administrator makes "
		"accounts and sets a forgotten passphrase anew.",
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
