#include "ui/screens/home/home.h"

#include <stdint.h>

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/desk/find.h"
#include "model/facts/nhs_number.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/home/inside.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/parts/parts.h"
#include "ui/screens/people/people.h"

enum { HOME_OPEN = 1, HOME_END, HOME_AUDIT, HOME_KIOSK, HOME_ADD, HOME_PASS_ON, HOME_CALLER, HOME_HERE_ALL };
enum { HOME_LATELY = HOME_HERE_ALL + 1, HOME_TAKE_UP, HOME_MINE, HOME_ACCOUNTS, HOME_ACTIONS };
enum { MINUTE = 60 /* s */, TYPED_MAX = 100 };

static const char label[] = "Find a patient", hint[] = "name, NHS number or date of birth";
static const char short_hint[] = "name, NHS no. or birth";

typedef struct HomeState {
	Opening opening; /* first */
	bool patients;	 /* who is signed in may look for one */
	const Desk *desk;
	Editor typed;
	List found_list, due_list, place_list;
	FoundList found;
	HomeDue due[WORK_KINDS];
	size_t due_count;
	HereTable here;
	HomeAsides asides;
	bool moved;	/* staff chose the row: it does not follow who is next */
	int64_t minute; /* of here_look */
	HomeRow *rows;	/* of the due list: HOME_ROWS of them */
	HomeRow *drawn; /* the same, as the window has it now */
	bool counting, clock_behind;
	const char *backup; /* what is said of the last; in due_arena; NULL: it is of last night */
	FoundList recent;   /* whom staff had open here today */
	bool served;	    /* … and there is somebody */
	bool lately;	    /* they are listed in place of what is found */
	bool renew;	    /* something was chosen or gone back from: the next letter begins a new search */
	KioskWatch kiosks;
	HomeWitness witness;
	char unread[HOME_UNREAD];    /* who was left out of what is due, as it was said */
	int64_t head;		     /* of the ledger, when it was last looked at */
	bool stale;		     /* what is due may be another than what was loaded */
	size_t room;		     /* rows that it was loaded for … */
	Instant loaded;		     /* … and when */
	Arena due_arena, here_arena; /* what is due, and who comes, through all keys of a search */
} HomeState;

static const Binding home_keys[] = {
	{KC_ENTER, HOME_OPEN, "Open", "Open what is selected.", .bar = true, .in_field = true},
	{KC_CTRL('z'), HOME_TAKE_UP, "Take up", "Take up again what was put aside: the selected, or the latest.",
	 .bar = true},
	{KC_TAB, HOME_LATELY, "Lately", "List the patients whom you had open here today, the last first.", .bar = false,
	 .in_field = true},
	{KC_F(6), HOME_AUDIT, "Who has looked", "See who looked at which patient, what was handed out, and overrides.",
	 .bar = true, .right = ACT_SEE_AUDIT},
	{KC_F(8), HOME_ACCOUNTS, "Accounts", "See who may sign in, when they last did, and what was changed.",
	 .bar = true, .right = ACT_SEE_ACCOUNTS},
	{KC_F(4), HOME_KIOSK, "Kiosk", "Go to the kiosk on top: its call ends, its patient opens.", .bar = false},
	{KC_F(2), HOME_ADD, "Add a patient", "Add a patient by hand, with what was typed in its field.", .bar = false},
	{KC_F(3), HOME_CALLER, "New request", "Somebody rings about the selected patient: open their request.",
	 .bar = false, .right = ACT_REQUEST},
	{KC_F(7), HOME_PASS_ON, "To pass on", "See what waits to be entered where it acts, and tick it.", .bar = false,
	 .right = ACT_PASS_ON},
	{KC_F(12), HOME_HERE_ALL, "Here today", "See all who come today, by the time of their appointments.",
	 .bar = false, .right = ACT_FIND},
	{KC_CTRL('o'), HOME_MINE, "My desk", "Theme, mouse and signs as you like them; your PIN and passphrase.",
	 .bar = false},
	{KC_CTRL('q'), HOME_END, "Close", "Close sharedesk.", .bar = false},
};

static bool home_searches(const HomeState *state)
{
	return state->lately ||
	       (state->typed.length > 0 && home_row_typed(&state->due_list, state->typed.text) == SIZE_MAX);
}

/* --- loading --- */

static void home_fit(const HomeState *state, const App *app, HomeRow *out, List *list)
{
	const int rows = app_body_rows(app) - home_due_top(app_body_rows(app)) - 1 - state->kiosks.count -
			 home_witness_rows(&state->witness, app);
	const HomeHolds holds = {&state->asides, &state->here, state->due, state->due_count, state->counting};
	const size_t count = home_rows(&holds, rows, app_body_cols(app), out);
	home_rows_number(out, count, app_body_cols(app));
	home_rows_set(list, out, count);
}

static const HomeRow *home_row(const HomeState *state)
{
	return state->due_list.count > 0 ? &state->rows[state->due_list.selected] : NULL;
}

static bool home_load_due(App *app, HomeState *state, Error *err)
{
	Desk *desk = app_desk(app);
	const WorkCounts work = desk_work(desk);
	if (state->stale) {
		if (!home_kinds(app, &work, home_room(app), &state->due_arena, state->due, &state->due_count, err))
			return false;
		state->room = home_room(app);
		state->loaded = app_now(app);
		state->backup = desk_warning(desk, &state->due_arena);
	}
	arena_clear(&state->here_arena);
	const HereList here = desk_here(desk, &state->here_arena);
	state->here = here_table(&here);
	here_say(app, &state->here, &state->here_arena);
	state->counting = work.counting;
	if (!state->moved && here.due > 0)
		list_wish(&state->due_list, here_key(&here.items[here.next], app_scratch(app)));
	home_fit(state, app, state->rows, &state->due_list);
	state->stale = false;
	return true;
}

/* A fault is said, and nobody is found then: what is due shows all the same. */
static bool home_load(App *app, void *self, Error *err)
{
	HomeState *state = self;
	Desk *desk = app_desk(app);
	FoundList found = {0}, recent = {0};
	aside_load(app, &state->asides);
	state->served = desk_recent_count(desk) > 0;
	const bool looks = state->patients && !desk_locked(desk); /* somebody may sign out at the lock */
	if (looks && state->typed.length == 0 && !desk_recent_people(desk, app_loaded(app), &recent, err))
		app_fail(app, err);
	if (looks && state->typed.length > 0 &&
	    !desk_find_people(desk, state->typed.text, HOME_FOUND, app_loaded(app), &found, err))
		app_fail(app, err);
	state->lately &= recent.count > 0 && state->typed.length == 0;
	if ((!home_searches(state) || state->stale) && !home_load_due(app, state, err))
		return false; /* what was found before stays */
	state->recent = recent;
	state->found = state->lately ? recent : found;
	list_set(&state->found_list, state->found.items, state->found.count);
	return true;
}

/* What any desk told since shows within a second; the time left of a code goes on by itself. Whether anything is
 * new. */
static bool home_look(App *app, HomeState *state)
{
	Desk *desk = app_desk(app);
	home_witness_load(app, &state->witness);
	if (!state->patients || desk_locked(desk))
		return false;
	kiosk_watch_load(&state->kiosks, app);

	const bool listed = here_look(app, &state->minute), worked = app_look_on(app);
	const int64_t before = state->head;

	state->head = desk_head(desk);
	state->clock_behind = desk_clock_behind(desk, NULL);

	const WorkCounts work = desk_work(desk);

	home_say_unread(app, work.unread, state->unread);
	state->stale |= worked || listed || state->head != before || home_counts_down(state->due, state->due_count) ||
			state->room != home_room(app) || state->counting != work.counting;
	for (size_t i = 0; i < state->due_count; i++)
		state->stale |= state->due[i].count != work.of[state->due[i].kind];
	return state->stale;
}

static bool home_enter(App *app, void *self, const void *argument, Error *err)
{
	HomeState *state = self;
	Desk *desk = app_desk(app);
	state->patients = desk_may(desk, ACT_FIND) || desk_may(desk, ACT_SEE_AUDIT);
	state->desk = desk;
	editor_open(&state->typed, app_arena(app), TYPED_MAX, NULL);
	list_open(&state->found_list, app_arena(app), home_found_key);
	list_open(&state->due_list, app_arena(app), home_due_key);
	list_open(&state->place_list, app_arena(app), NULL);
	home_set_places(&state->place_list);
	state->rows = arena_array(app_arena(app), HOME_ROWS, sizeof *state->rows);
	state->drawn = arena_array(app_arena(app), HOME_ROWS, sizeof *state->drawn);
	state->stale = true;
	if (desk_may(desk, ACT_REVIEW_PRIVATE)) /* what nobody else does */
		list_wish(&state->due_list, home_kind_key(WORK_PRIVATE_REVIEW, app_arena(app)));
	home_look(app, state);
	return true;
}

static void home_leave(App *app, void *self)
{
	HomeState *state = self;
	arena_free(&state->due_arena);
	arena_free(&state->here_arena);
}

/* Nothing on it goes by the second. */
static bool home_rests(App *app, const HomeState *state)
{
	return !home_counts_down(state->due, state->due_count) && !app_moved(app) && !state->stale &&
	       !state->counting && state->kiosks.count == 0 && state->room == home_room(app);
}

static void home_tick(App *app, void *self)
{
	if (!home_rests(app, self) && home_look(app, self))
		app_load(app);
}

static void home_again(App *app, void *self)
{
	HomeState *state = self;
	if (!home_searches(state))
		editor_set(&state->typed, "");
	state->renew = true;
	state->moved = state->lately = false;
	if (app_aside_count(app) > state->asides.count) /* its row is to be seen */
		editor_set(&state->typed, "");
	home_look(app, state);
	state->stale |= !instant_before(app_now(app), instant_add(state->loaded, MINUTE)); /* it says how long ago */
	app_load(app);
}

/* --- drawing --- */

static void home_draw_due(const HomeState *state, const App *app, Area area)
{
	HomeRow *fitting = state->drawn;
	List list = state->due_list; /* the window may have another size than at the last key */
	Area rows = area_part(area, 1, 0, -1, -1);
	if (area.rows < 2)
		return;
	const bool searches = home_searches(state), here = state->here.list.count > 0 && !searches;
	const bool aside = state->asides.count > 0;
	home_draw_rule(area, state->backup,
		       aside  ? state->asides.title
		       : here ? here_title(&state->here, area)
			      : home_due_title(area, state->counting));
	if (state->due_count == 0 && !state->counting && !here && !aside)
		area_put(rows, 0, 2, STYLE_MUTED, "Nothing is due.");
	if (!searches) {
		home_fit(state, app, fitting, &list);
		list_draw(&list, rows, home_draw_work);
		return;
	}
	/* Shown, but the keys move in what was found. */
	const HomeHolds holds = {.asides = &state->asides, .due = state->due, .due_count = state->due_count};
	const size_t count = home_rows(&holds, 0, 0, fitting);
	for (size_t i = 0; i < count; i++)
		home_draw_work(fitting, i, area_part(rows, (int)i, 1, 1, -1));
}

/* Below what was found. */
static int home_due_rows(const HomeState *state)
{
	const size_t aside = state->asides.count;
	return (int)(state->due_count + aside + (aside > 0));
}

static void home_draw_found(const HomeState *state, const App *app, Area area)
{
	const int found = (int)state->found.count;
	const char *says = state->lately ? "You had open here today:"
					 : home_found_says(&state->found, desk_may(state->desk, ACT_ADD_PATIENT), area);
	const Style style = state->found.fault ? STYLE_WARNING : STYLE_MUTED;
	const int said = says ? flow_put(area_part(area, 0, 2, -1, -1), 0, 0, style, says) : 0;
	const int due = home_due_rows(state) + 2 + said;
	const int room = area.rows - due > 3 ? area.rows - due : area.rows - said, used = found < room ? found : room;
	list_draw(&state->found_list, area_part(area, said, 0, used, -1), home_draw_person);
	home_draw_due(state, app, area_part(area, said + used + 1, 0, -1, -1));
}

static void home_draw_below(const HomeState *state, const App *app, Area area)
{
	if (home_due_top(area.rows) > 1)
		home_draw_recent(&state->recent, area_part(area, 1 + state->kiosks.count, 0, 1, -1));
	kiosk_watch_draw(&state->kiosks, area_part(area, 1, 0, state->kiosks.count, -1));
	home_draw_due(state, app, area_part(area, home_due_top(area.rows) + state->kiosks.count, 0, -1, -1));
}

static void home_draw(const void *self, const App *app, Area area)
{
	const HomeState *state = self;
	const int left = 1 + (int)sizeof label, hinted = area.cols >= HOME_WIDE ? (int)sizeof hint + 1 : 1;
	area = home_witness_draw(&state->witness, app, area);
	if (!state->patients) {
		home_draw_places(&state->place_list, &state->asides, state->backup, area);
		return;
	}
	area_put(area, 0, 1, STYLE_STRONG, label);
	editor_draw(&state->typed, area, 0, left, area.cols - left - hinted, true);
	if (hinted == 1 && !home_searches(state)) /* behind the cursor, until something is typed */
		area_put(area, 0, left + 1, STYLE_MUTED, short_hint);
	if (hinted > 1)
		area_put(area, 0, area.cols - hinted + 1, STYLE_MUTED, hint);
	if (home_searches(state))
		home_draw_found(state, app, area_part(area, 1, 0, -1, -1));
	else
		home_draw_below(state, app, area);
}

static void home_explain(const void *self, const App *app, Text *out)
{
	const HomeState *state = self;
	if (state->clock_behind)
		text_add(out, "This machine's clock is behind the ledger: no answer is taken until it is set right.");
	else if (!state->patients)
		home_say_place(&state->place_list, out);
	else if (!home_searches(state))
		home_say_row(home_row(state), app_body_cols(app), out);
	else if (state->found.count > 0)
		home_say_found(&state->found, state->found_list.selected, out);
	else
		text_add(out, "Try any part of the name, the date of birth, the telephone number or the postcode.");
}

/* --- keys --- */

static void home_open_found(App *app, HomeState *state)
{
	const Found *found = &state->found.items[state->found_list.selected];
	if (found->identified && !date_is_none(found->person.born))
		opening_known(app, &state->opening, found->person.nhs, found->person.born);
	else
		opening_begin(app, &state->opening, found->person.nhs, opening_answer);
}

static void home_open_due(App *app, HomeState *state)
{
	home_fit(state, app, state->rows, &state->due_list);
	const HomeRow *row = home_row(state);
	const HomeDue *due = row->due;
	if (row->aside)
		opening_aside(app, &state->opening, row->aside, opening_answer);
	else if (row->here)
		here_open(app, &state->opening, row->here, opening_answer);
	else if (row->table)
		app_open(app, &screen_here, NULL);
	else if (due->first && due->kind == WORK_PASS_ON)
		app_open(app, &screen_pass_on, NULL);
	else if (row->item)
		due_open(app, &state->opening, row->item, opening_answer);
	else if (!app_done(app, desk_allows(app_desk(app), due_kind(due->kind)->act, app_error(app))))
		return; /* it says whom to ask */
	else if (due->count == 1 && due->first)
		due_open(app, &state->opening, due->first, opening_answer);
	else
		app_open(app, &screen_due, &due->kind);
}

static void home_take_up(App *app, HomeState *state)
{
	const HomeRow *row = home_searches(state) || !state->patients ? NULL : home_row(state);
	opening_aside(app, &state->opening, row && row->aside ? row->aside : &state->asides.items[0], opening_answer);
}

static void home_list_recent(App *app, HomeState *state)
{
	editor_set(&state->typed, "");
	state->lately = !state->lately;
	list_select(&state->found_list, 0);
	state->found_list.kept[0] = '\0';
	app_load(app);
}

static void home_act(App *app, void *self, int action)
{
	static const Screen *const opened[HOME_ACTIONS] = {[HOME_PASS_ON] = &screen_pass_on,
							   [HOME_AUDIT] = &screen_audit,
							   [HOME_ACCOUNTS] = &screen_accounts,
							   [HOME_MINE] = &screen_mine,
							   [HOME_HERE_ALL] = &screen_here};
	HomeState *state = self;
	state->renew = true;
	if (opened[action])
		app_open(app, opened[action], NULL);
	else if (action == HOME_END)
		app_ask_end(app);
	else if (action == HOME_TAKE_UP)
		home_take_up(app, state);
	else if (action == HOME_LATELY)
		home_list_recent(app, state);
	else if (action == HOME_KIOSK)
		opening_kiosk(app, &state->opening, &state->kiosks);
	else if (action == HOME_ADD)
		app_open(app, &screen_add_patient, state->typed.text);
	else if (action == HOME_CALLER)
		opening_begin_calling(app, &state->opening, state->found.items[state->found_list.selected].person.nhs,
				      opening_answer);
	else if (!state->patients)
		home_open_place(app, &state->place_list);
	else if (home_searches(state))
		home_open_found(app, state);
	else
		home_open_due(app, state);
}

static bool home_can(const void *self, int action, Error *why)
{
	const HomeState *state = self;
	if (action == HOME_AUDIT || action == HOME_ACCOUNTS)
		return desk_allows(state->desk, action == HOME_AUDIT ? ACT_SEE_AUDIT : ACT_SEE_ACCOUNTS, why);
	if (action == HOME_LATELY)
		return state->served || fail(why, ERROR_REFUSED, "You have opened nobody here today.");
	if (action == HOME_KIOSK)
		return state->kiosks.count > 0 || fail(why, ERROR_REFUSED, "No kiosk is in use just now.");
	if (action == HOME_ADD)
		return desk_may(state->desk, ACT_ADD_PATIENT) ||
		       fail(why, ERROR_REFUSED, "A receptionist, a nurse or a clinician adds patients.");
	if (action == HOME_CALLER)
		return (home_searches(state) && state->found.count > 0) ||
		       fail(why, ERROR_REFUSED,
			    "Find the patient first, by name or number: then F3, while somebody rings.");
	if (action == HOME_HERE_ALL)
		return state->here.list.count > 0 ||
		       fail(why, ERROR_REFUSED, "There is no list of today: Ctrl-P, Today's list, takes one in.");
	if (action == HOME_TAKE_UP)
		return state->asides.count > 0 || fail(why, ERROR_REFUSED, "Nothing is put aside.");
	if (action != HOME_OPEN || !state->patients)
		return true;
	if (home_searches(state))
		return state->found.count > 0 ||
		       fail(why, ERROR_REFUSED, "Nobody is found by that: type less, or something else.");
	return state->due_list.count > 0 || fail(why, ERROR_REFUSED, "Nothing is due: type a name to find a patient.");
}

static List *home_list(HomeState *state)
{
	if (!state->patients)
		return &state->place_list;
	return home_searches(state) ? &state->found_list : &state->due_list;
}

/* Up, Down and the pages move in the list; Home, End and letters belong to what is typed. */
static bool home_moves(const HomeState *state, KeyCode code)
{
	return !state->patients || (code != KC_HOME && code != KC_END);
}

static bool home_edit(App *app, HomeState *state, Key key)
{
	if (!state->patients)
		return home_type_place(app, &state->place_list, key.code);
	if (state->renew && key_is_text(key.code))
		editor_set(&state->typed, "");
	if (key.code == KC_ESC && (state->typed.length > 0 || state->lately))
		editor_set(&state->typed, "");
	else if (!editor_key(&state->typed, key))
		return false;
	state->renew = state->lately = false;
	state->moved |= home_select_typed(&state->due_list, state->typed.text);
	list_select(&state->found_list, 0); /* the likeliest is on top */
	state->found_list.kept[0] = '\0';
	app_load_typed(app);
	return true;
}

static bool home_type(App *app, void *self, Key key)
{
	HomeState *state = self;
	home_fit(state, app, state->rows, &state->due_list);
	const size_t before = state->due_list.selected;
	switch (home_moves(state, key.code) ? list_key(home_list(state), key) : LIST_IGNORED) {
	case LIST_IGNORED: return home_edit(app, state, key);
	case LIST_MOVED:
		state->moved = true;
		home_rows_pass(&state->due_list, state->due_list.selected < before);
		return true;
	case LIST_CHOSEN: app_act(app, HOME_OPEN); return true;
	}
	return false;
}

static bool home_in_field(const void *self)
{
	return ((const HomeState *)self)->patients;
}

const Screen screen_home = {
	.name = "home",
	.title = "Home",
	.keymap = KEYMAP(home_keys),
	.size = sizeof(HomeState),
	.enter = home_enter,
	.leave = home_leave,
	.load = home_load,
	.draw = home_draw,
	.act = home_act,
	.type = home_type,
	.in_field = home_in_field,
	.tick = home_tick,
	.again = home_again,
	.explain = home_explain,
	.can = home_can,
};
