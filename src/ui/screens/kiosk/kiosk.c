#include "ui/screens/kiosk/kiosk.h"

#include <assert.h>

#include "ui/screens/kiosk/inside.h"

static const Binding kiosk_keys[] = {
	{KC_F(10), KIOSK_STAFF, "Staff", "For staff: end the kiosk, or unlock it, with a passphrase.", .bar = false},
};

/* --- what is said at each place, and which keys are its own --- */

static const struct {
	KioskCompose *compose; /* NULL: nothing is said to a patient there */
	KioskKey *key;	       /* NULL, or false: a key is that of a button */
} pages[] = {
	[KIOSK_AT_START] = {kiosk_compose_start, NULL},
	[KIOSK_AT_WELCOME] = {kiosk_compose_welcome, NULL},
	[KIOSK_AT_SHEET] = {kiosk_compose_sheet, NULL},
	[KIOSK_AT_BORN] = {kiosk_compose_born, kiosk_who_key},
	[KIOSK_AT_TICKET] = {kiosk_compose_ticket, kiosk_who_key},
	[KIOSK_AT_SITTING] = {kiosk_compose_sitting, NULL},
	[KIOSK_AT_GUIDE] = {kiosk_compose_guide, NULL},
	[KIOSK_AT_CALLED] = {kiosk_compose_called, NULL},
	[KIOSK_AT_TOLD] = {kiosk_compose_told, NULL},
	[KIOSK_AT_LOCKED] = {kiosk_compose_locked, NULL},
	[KIOSK_AT_LEAVE] = {NULL, kiosk_leave_key},
};
static_assert(countof(pages) == KIOSK_PLACES, "a page for each place");

static bool kiosk_load(App *app, void *self, Error *err)
{
	KioskVisit *state = self;
	kiosk_compose(pages[state->place].compose, app, state);
	return true;
}

/* A warning is stopped by any key, which then does nothing else. */
static void stop_warning(KioskVisit *state)
{
	state->warned = false;
	state->page.at = state->warned_page;
	state->page.seen->words = state->warned_words;
	state->page.selected = KIOSK_NONE;
}

static bool kiosk_type(App *app, void *self, Key key)
{
	KioskVisit *state = self;
	KioskKey *own = pages[state->place].key;
	state->last_key = app_now(app);
	state->says = false;
	if (state->warned)
		stop_warning(state);
	else if (!own || !own(app, state, key))
		kiosk_button_key(app, state, key);
	app_load(app);
	return true;
}

/* --- silence --- */

static bool over_soon(const KioskVisit *state)
{
	return state->place == KIOSK_AT_TOLD || (state->place == KIOSK_AT_SITTING && sitting_done(&state->sitting));
}

static void warn(App *app, KioskVisit *state)
{
	state->warned = true;
	state->warned_at = app_now(app);
	state->warned_page = state->page.at;
	state->warned_words = state->page.seen->words;
	state->says = false;
	state->page.at = 0;
	state->page.selected = KIOSK_NONE;
}

/* Nothing else is timed. Where nothing can be lost any more, the kiosk is free again without a word. */
static void listen(App *app, KioskVisit *state)
{
	const int64_t now = app_now(app).seconds, silent = now - state->last_key.seconds;
	if (silent < 0)
		state->last_key = app_now(app); /* the clock was set back */
	if (state->place == KIOSK_AT_START || state->place == KIOSK_AT_LOCKED)
		state->says = state->says && silent < state->argument.silence_seconds;
	else if (state->warned && (now - state->warned_at.seconds >= KIOSK_COUNTDOWN || now < state->warned_at.seconds))
		kiosk_start(app, state);
	else if (!state->warned &&
		 silent >= (over_soon(state) ? KIOSK_TOLD_SECONDS : state->argument.silence_seconds)) {
		if (over_soon(state) || state->place == KIOSK_AT_LEAVE)
			kiosk_start(app, state);
		else
			warn(app, state);
	}
}

/* --- what the desk did --- */

static void look(App *app, KioskVisit *state)
{
	KioskNow now = {0};
	Error err = {0};
	if (!desk_kiosk_tick(state->desk, state->chart, &now, &err))
		return; /* it cannot be known: what is said stays, and a save is refused */
	if (state->chart && now.taken_over) {
		kiosk_tell(app, state, KIOSK_WORDS_TAKEN);
	} else if (now.locked && state->place != KIOSK_AT_LOCKED && state->place != KIOSK_AT_LEAVE) {
		kiosk_start(app, state);
		kiosk_go(app, state, KIOSK_AT_LOCKED);
	} else if (!now.locked && state->place == KIOSK_AT_LOCKED) {
		kiosk_start(app, state);
	} else if (!now.calling && state->place == KIOSK_AT_CALLED) {
		kiosk_go(app, state, state->from[KIOSK_AT_CALLED]);
	}
}

/* The heading of the start is said in each language that is on, in turn, and so is why a kiosk is locked. */
static void turn(App *app, KioskVisit *state)
{
	if ((state->place != KIOSK_AT_START && state->place != KIOSK_AT_LOCKED) ||
	    app_now(app).seconds % KIOSK_HEADING_SECONDS != 0)
		return;
	do
		state->turn = (state->turn + 1) % language_count;
	while (desk_language_named(state->desk, languages[state->turn].code) != &languages[state->turn] ||
	       (state->argument.latin_only && languages[state->turn].shaped));
}

static void kiosk_tick(App *app, void *self)
{
	KioskVisit *state = self;
	look(app, state);
	listen(app, state);
	turn(app, state);
	app_load(app);
}

/* --- the screen --- */

static const FormRow leave_rows[] = {
	{.label = "Name", .kind = FORM_TEXT, .max = 64, .help = "As on your account."},
	{.label = "Passphrase", .kind = FORM_SECRET, .required = true, .max = 128, .help = "Enter ends the kiosk."},
};

static bool kiosk_enter(App *app, void *self, const void *argument, Error *err)
{
	KioskVisit *state = self;
	state->argument = *(const KioskArgument *)argument;
	state->argument.number = arena_text(app_arena(app), state->argument.number);
	if (state->argument.hint)
		state->argument.hint = arena_text(app_arena(app), state->argument.hint);
	state->desk = app_desk(app);
	state->last_key = app_now(app);
	state->page.seen = arena_alloc(app_arena(app), sizeof *state->page.seen);
	state->page.seen->pages = 1;
	form_open(&state->form, app_arena(app), leave_rows, countof(leave_rows));
	kiosk_go(app, state, KIOSK_AT_START);
	look(app, state); /* a lock stands as it stood */
	return true;
}

static void kiosk_draw(const void *self, const App *app, Area area)
{
	const KioskVisit *state = self;
	if (state->place == KIOSK_AT_LEAVE && !state->warned)
		kiosk_leave_draw(state, area);
	else
		kiosk_page_draw(&state->page, area);
}

static void kiosk_act(App *app, void *self, int action)
{
	kiosk_type(app, self, (Key){.code = KC_F(10)});
}

static void kiosk_leave(App *app, void *self)
{
	KioskVisit *state = self;
	kiosk_end(state);
	form_wipe(&state->form);
}

const Screen screen_kiosk = {
	.name = "kiosk",
	.title = "Kiosk",
	.keymap = KEYMAP(kiosk_keys),
	.size = sizeof(KioskVisit),
	.enter = kiosk_enter,
	.load = kiosk_load,
	.draw = kiosk_draw,
	.act = kiosk_act,
	.type = kiosk_type,
	.tick = kiosk_tick,
	.leave = kiosk_leave,
	.sealed = true,
	.bare = true,
};
