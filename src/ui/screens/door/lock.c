#include "ui/screens/door/door.h"

#include "base/text.h"
#include "model/desk/card.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/flow.h"

enum { LOCK_OPEN = 1, LOCK_SIGN_OUT, LOCK_OTHER, LOCK_MAX = 128, LOCK_COLS = 36 };

typedef struct LockState {
	Editor secret;
	const char *who;
	bool by_pin;
	bool there, by_card; /* a card is in; its PIN is asked … */
	bool bound;	     /* … and nothing else unlocks */
	unsigned turn;	     /* of the card that was looked at last */
	const char *hint;    /* below the field */
} LockState;

static const Binding lock_keys[] = {
	{KC_ENTER, LOCK_OPEN, "Unlock", "Unlock with what was typed.", .bar = true, .in_field = true},
	{KC_F(2), LOCK_OTHER, "Card or not", "Unlock without the card that is in, or by it again.", .bar = true,
	 .in_field = true},
	{KC_F(9), LOCK_SIGN_OUT, "Someone else", "Sign out, so that somebody else can sign in.", .bar = true},
};

static const char *lock_hint(App *app, const LockState *state)
{
	if (state->by_card)
		return arena_print(app_arena(app), "Card of %s.%s", desk_card(app_desk(app))->holder,
				   state->bound ? "" : " The passphrase unlocks too: F2.");
	if (state->bound)
		return "Put your smartcard in and type its PIN.";
	if (desk_by_card(app_desk(app)))
		return "Your smartcard and its PIN unlock too.";
	return state->by_pin ? "The passphrase unlocks too." : "What was open is kept as it was.";
}

static void lock_look(App *app, LockState *state)
{
	Desk *desk = app_desk(app);
	state->by_pin = desk_has_pin(desk) && !desk_pin_spent(desk) && !desk_by_card(desk);
	state->bound = !desk_by_passphrase(desk);
	state->hint = lock_hint(app, state);
}

/* A card asks for its PIN as soon as it is in; what was typed for something else is no PIN of it. */
static void lock_look_at_card(App *app, LockState *state)
{
	const CardSeen *seen = desk_card(app_desk(app));
	if (seen->in == state->there && seen->turn == state->turn)
		return;
	state->there = state->by_card = seen->in;
	state->turn = seen->turn;
	editor_wipe(&state->secret);
	lock_look(app, state);
}

static bool lock_enter(App *app, void *self, const void *argument, Error *err)
{
	LockState *state = self;
	const Staff *staff = desk_staff(app_desk(app));
	if (!staff)
		return fail(err, ERROR_REFUSED, "Nobody is signed in: there is nothing to lock.");
	state->who = arena_text(app_arena(app), staff->name);
	editor_open(&state->secret, app_arena(app), LOCK_MAX, NULL);
	state->secret.secret = true;
	lock_look_at_card(app, state);
	lock_look(app, state);
	desk_lock(app_desk(app));
	return true;
}

static void lock_draw(const void *self, const App *app, Area area)
{
	const LockState *state = self;
	const int top = area.rows > 8 ? (area.rows - 6) / 3 : 0, cols = area.cols < LOCK_COLS ? area.cols : LOCK_COLS;
	const Area box = area_part(area, top, (area.cols - cols) / 2, -1, cols);
	const LocalTime now = app_time(app);
	char day[16], time[8];
	date_print_staff(now.date, day);
	time_print_staff(now, time);
	area_put_centred(box, 0, STYLE_STRONG, "Locked");
	area_put_centred(box, 1, STYLE_NORMAL, arena_print(area_scratch(area), "%s  %s", day, time));
	area_put_centred(box, 3, STYLE_NORMAL, state->who);
	area_put(box, 4, 0, STYLE_STRONG, state->by_card ? "PIN of card" : state->by_pin ? "PIN" : "Passphrase");
	editor_draw(&state->secret, box, 4, 12, cols - 12, true);
	flow_put(box, 6, 0, STYLE_MUTED, state->hint);
}

static void lock_done(App *app, LockState *state, bool done, const Error *err)
{
	if (done) {
		app_close(app);
		sign_in_say_wrong(app);
		return;
	}
	lock_look(app, state);
	app_fail(app, err);
}

static void lock_try(App *app, LockState *state)
{
	Error err = {0};
	const bool done = state->by_card ? desk_card_ask(app_desk(app), state->secret.text, &err)
					 : desk_unlock(app_desk(app), state->secret.text, &err);
	editor_wipe(&state->secret);
	if (!state->by_card || !done)
		lock_done(app, state, done, &err);
}

static void lock_tick(App *app, void *self)
{
	LockState *state = self;
	Error err = {0};
	lock_look_at_card(app, state);
	const CardAnswer answer = desk_card_heard(app_desk(app), &err);
	if (answer >= CARD_PROVED)
		lock_done(app, state, answer == CARD_PROVED && desk_unlock_card(app_desk(app), &err), &err);
}

static void lock_by_other(App *app, LockState *state)
{
	state->by_card = !state->by_card;
	editor_wipe(&state->secret);
	lock_look(app, state);
}

static bool lock_can(const void *self, int action, Error *why)
{
	const LockState *state = self;
	if (action != LOCK_OTHER || (state->there && !state->bound))
		return true;
	return fail(why, ERROR_REFUSED,
		    state->there ? "Only your card unlocks: type its PIN." : "There is no card in the reader.");
}

static void lock_left(App *app, void *self, const char *text)
{
	sign_in_anew(app);
}

static void lock_act(App *app, void *self, int action)
{
	if (action == LOCK_OPEN)
		lock_try(app, self);
	else if (action == LOCK_OTHER)
		lock_by_other(app, self);
	else
		app_ask(app,
			&(Dialog){
				.kind = DIALOG_LETTER,
				.title = "Sign out?",
				.text = app_aside_count(app) > 0
						? "What was typed or put aside at this desk, and not saved, is lost."
						: "What was typed at this desk and not saved is lost.",
				.letter = 'o',
				.yes = "Sign out",
				.done = lock_left,
			});
}

static bool lock_type(App *app, void *self, Key key)
{
	return editor_key(&((LockState *)self)->secret, key);
}

static void lock_leave(App *app, void *self)
{
	editor_wipe(&((LockState *)self)->secret);
}

static void lock_explain(const void *self, const App *app, Text *out)
{
	text_add(out, text_or(app_setup(app)->hint, ""));
}

const Screen screen_lock = {
	.name = "lock",
	.title = "Locked",
	.about = "Your PIN or your passphrase unlocks. What was open stays as it was; nobody else sees it.",
	.keymap = KEYMAP(lock_keys),
	.size = sizeof(LockState),
	.enter = lock_enter,
	.draw = lock_draw,
	.explain = lock_explain,
	.act = lock_act,
	.type = lock_type,
	.in_field = app_always_in_field,
	.tick = lock_tick,
	.can = lock_can,
	.leave = lock_leave,
	.sealed = true,
};
