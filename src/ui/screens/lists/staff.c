#include "ui/screens/lists/lists.h"

#include "base/text.h"
#include "model/desk/card.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/form.h"
#include "ui/list.h"

enum {
	STAFF_ADD = 1,
	STAFF_CHANGE,
	STAFF_OUT,
	STAFF_RESET,
	STAFF_CARD,
	STAFF_CARD_GONE,
	STAFF_CODES,
	STAFF_SAVE,
	NAME_MAX = 64,
	ROLE_COLS = 20,
	STATE_COLS = 14,
	ROOMY = 8
};
enum { ADD_NAME, ADD_ROLE, ADD_PASSPHRASE, ADD_AGAIN };
enum { CHANGE_ROLE, CHANGE_ACTIVE };

/* A card is enrolled in two steps: its owner types the PIN, then it is said which card that is, and Ctrl-S keeps it. */
typedef enum StaffMode {
	STAFF_LIST,
	STAFF_ADDING,
	STAFF_CHANGING,
	STAFF_GIVEN,
	STAFF_ASKING_CARD,
	STAFF_CARD_PROVED
} StaffMode;

typedef struct StaffState {
	List list;
	StaffList staff;
	StaffMode mode;
	Form form;
	CardProof card;		   /* that answered */
	char name[NAME_MAX + 1];   /* whose account the form changes, or who is given … */
	char once[STAFF_ONCE_MAX]; /* … this passphrase, as long as it is shown */
} StaffState;

static const Binding staff_keys[] = {
	{'+', STAFF_ADD, "Add", "Add somebody, with a role and a first passphrase.", .bar = true},
	{KC_ENTER, STAFF_CHANGE, "Change", "Change the role, or let in and keep out.", .bar = true},
	{KC_DELETE, STAFF_OUT, "Keep out", "Keep them out, or let them in again; what they did stays.", .bar = true},
	{'r', STAFF_RESET, "New passphrase", "Give them a passphrase for one sign-in; it is shown once.", .bar = true},
	{'k', STAFF_CARD, "Card", "Make the smartcard in the reader theirs: they type its PIN.", .bar = false},
	{'t', STAFF_CARD_GONE, "Take card", "Take their smartcard away: it lets nobody in any more.", .bar = false},
	{'l', STAFF_CODES, "Lost device", "Take their authenticator codes away.", .bar = false},
	{KC_CTRL('s'), STAFF_SAVE, "Save", "Save what the form says.", .bar = true},
};

static const char *const role_names[] = {"receptionist",    "nurse",	     "clinician",
					 "privacy officer", "administrator", NULL};

static const FormRow add_rows[] = {
	[ADD_NAME] = {.label = "Name",
		      .kind = FORM_TEXT,
		      .required = true,
		      .max = NAME_MAX,
		      .check = staff_name_acceptable,
		      .help = "As colleagues know them, such as Priya S."},
	[ADD_ROLE] = {.label = "Role",
		      .kind = FORM_CHOICE,
		      .choices = role_names,
		      .help = "What they may do at the desk."},
	[ADD_PASSPHRASE] = {.label = "Passphrase",
			    .kind = FORM_SECRET,
			    .required = true,
			    .max = 128,
			    .check = passphrase_acceptable,
			    .help = "At least 10 characters; three plain words do well."},
	[ADD_AGAIN] = {.label = "The same again",
		       .kind = FORM_SECRET,
		       .required = true,
		       .max = 128,
		       .help = "Ctrl-S adds them."},
};

static const FormRow change_rows[] = {
	[CHANGE_ROLE] = {.label = "Role",
			 .kind = FORM_CHOICE,
			 .choices = role_names,
			 .help = "What they may do at the desk."},
	[CHANGE_ACTIVE] = {.label = "May sign in", .kind = FORM_TOGGLE, .help = "What they did stays in the ledger."},
};

static const FormRow card_rows[] = {
	{.label = "PIN of the card",
	 .kind = FORM_SECRET,
	 .required = true,
	 .max = 64,
	 .help = "Its owner puts the card in and types it; Enter asks the card."},
};

static const Staff *chosen(const StaffState *state)
{
	return state->staff.count > 0 ? &state->staff.items[state->list.selected] : NULL;
}

/* --- loading --- */

static const char *staff_key(const void *rows, size_t index)
{
	return ((const Staff *)rows)[index].name;
}

static bool staff_load(App *app, void *self, Error *err)
{
	StaffState *state = self;
	if (!desk_staff_list(app_desk(app), app_loaded(app), &state->staff, err))
		return false;
	list_set(&state->list, state->staff.items, state->staff.count);
	return true;
}

/* --- acts --- */

static void begin_adding(App *app, StaffState *state)
{
	form_open(&state->form, app_arena(app), add_rows, countof(add_rows));
	state->mode = STAFF_ADDING;
}

static void begin_changing(App *app, StaffState *state)
{
	const Staff *staff = chosen(state);
	form_open(&state->form, app_arena(app), change_rows, countof(change_rows));
	form_choose(&state->form, CHANGE_ROLE, staff->role - 1U);
	form_choose(&state->form, CHANGE_ACTIVE, staff->active);
	text_copy(state->name, sizeof state->name, staff->name);
	state->mode = STAFF_CHANGING;
}

static void done(App *app, StaffState *state, const char *name, const char *what)
{
	form_close(&state->form);
	state->mode = STAFF_LIST;
	list_wish(&state->list, name);
	app_notice(app, NOTICE_GOOD, "%s %s.", name, what);
	app_load(app);
}

static bool passphrases_same(StaffState *state, Error *err)
{
	if (text_is(form_text(&state->form, ADD_PASSPHRASE), form_text(&state->form, ADD_AGAIN)))
		return true;
	editor_wipe(&state->form.fields[ADD_AGAIN].editor);
	state->form.focus = ADD_AGAIN;
	return fail(err, ERROR_INPUT, "The two passphrases differ: type the second again.");
}

static void add(App *app, StaffState *state)
{
	const char *name = arena_text(app_scratch(app), form_text(&state->form, ADD_NAME));
	const char *passphrase = form_text(&state->form, ADD_PASSPHRASE);
	const Role role = (Role)(form_chosen(&state->form, ADD_ROLE) + 1);
	Error *err = app_error(app);
	if (app_done(app, form_check(&state->form, err) && passphrases_same(state, err) &&
				  desk_add_staff(app_desk(app), name, role, passphrase, err)))
		done(app, state, name, "is added and can sign in");
}

static void change(App *app, StaffState *state)
{
	const Role role = (Role)(form_chosen(&state->form, CHANGE_ROLE) + 1);
	const bool active = form_chosen(&state->form, CHANGE_ACTIVE) == 1;
	if (app_done(app, desk_change_staff(app_desk(app), state->name, role, active, app_error(app))))
		done(app, state, state->name, "is changed");
}

static void keep_out(App *app, StaffState *state)
{
	const Staff staff = *chosen(state);
	const char *name = arena_text(app_scratch(app), staff.name);
	if (app_done(app, desk_change_staff(app_desk(app), name, (Role)staff.role, !staff.active, app_error(app))))
		done(app, state, name, staff.active ? "is kept out; Delete lets them in again" : "can sign in again");
}

static void reset(App *app, StaffState *state)
{
	text_copy(state->name, sizeof state->name, chosen(state)->name);
	if (app_done(app, desk_reset_staff(app_desk(app), state->name, state->once, app_error(app)))) {
		state->mode = STAFF_GIVEN;
		app_load(app);
	}
}

static void take_codes(App *app, StaffState *state)
{
	const char *name = arena_text(app_scratch(app), chosen(state)->name);
	if (app_done(app, desk_take_codes(app_desk(app), name, app_error(app))))
		done(app, state, name, "has no authenticator codes any more, and is signed out");
}

static void begin_card(App *app, StaffState *state)
{
	if (!app_done(app, desk_card_lend(app_desk(app), app_error(app))))
		return;
	form_open(&state->form, app_arena(app), card_rows, countof(card_rows));
	text_copy(state->name, sizeof state->name, chosen(state)->name);
	state->mode = STAFF_ASKING_CARD;
}

static void ask_card(App *app, StaffState *state)
{
	Error err = {0};
	const bool asked = desk_card_ask(app_desk(app), form_text(&state->form, 0), &err);
	form_wipe(&state->form);
	if (!asked)
		app_fail(app, &err);
}

static void hear_card(App *app, StaffState *state)
{
	Error err = {0};
	switch (desk_card_heard(app_desk(app), &err)) {
	case CARD_PROVED:
		form_close(&state->form);
		state->card = *desk_card_answer(app_desk(app));
		state->mode = STAFF_CARD_PROVED;
		app_turned(app);
		app_notice(app, NOTICE_PLAIN, "The card answered: read whose it is.");
		break;
	case CARD_REFUSED: app_fail(app, &err); break;
	case CARD_WAITS:
	case CARD_NOT_ASKED: break;
	}
}

static void staff_tick(App *app, void *self)
{
	if (((StaffState *)self)->mode == STAFF_ASKING_CARD)
		hear_card(app, self);
}

static void enrol(App *app, StaffState *state)
{
	if (app_done(app, desk_enrol_card(app_desk(app), state->name, app_error(app))))
		done(app, state, state->name, "signs in by this card from now on");
}

static void take_card(App *app, StaffState *state)
{
	const char *name = arena_text(app_scratch(app), chosen(state)->name);
	if (app_done(app, desk_take_card(app_desk(app), name, app_error(app))))
		done(app, state, name, "has no card any more");
}

static void save(App *app, StaffState *state)
{
	switch (state->mode) {
	case STAFF_ADDING: add(app, state); break;
	case STAFF_CHANGING: change(app, state); break;
	case STAFF_ASKING_CARD: ask_card(app, state); break;
	case STAFF_CARD_PROVED: enrol(app, state); break;
	case STAFF_LIST:
	case STAFF_GIVEN: break;
	}
}

static void staff_act(App *app, void *self, int action)
{
	StaffState *state = self;
	switch (action) {
	case STAFF_ADD: begin_adding(app, state); return;
	case STAFF_CHANGE: begin_changing(app, state); return;
	case STAFF_OUT: keep_out(app, state); return;
	case STAFF_RESET: reset(app, state); return;
	case STAFF_CARD: begin_card(app, state); return;
	case STAFF_CARD_GONE: take_card(app, state); return;
	case STAFF_CODES: take_codes(app, state); return;
	default: save(app, state);
	}
}

static bool staff_can(const void *self, int action, Error *why)
{
	const StaffState *state = self;
	if (action == STAFF_SAVE)
		return (state->mode != STAFF_LIST && state->mode != STAFF_GIVEN) ||
		       fail(why, ERROR_REFUSED, "Nothing is being changed.");
	if (state->mode == STAFF_GIVEN)
		return fail(why, ERROR_REFUSED, "Write the passphrase down, then leave it with Esc.");
	if (state->mode != STAFF_LIST)
		return fail(why, ERROR_REFUSED, "Save this first, or leave it with Esc.");
	return action == STAFF_ADD || chosen(state) || fail(why, ERROR_REFUSED, "Nobody is selected.");
}

/* What was given out is shown once. */
static void staff_forget(App *app, void *self)
{
	StaffState *state = self;
	volatile char *once = state->once;
	for (size_t i = 0; i < sizeof state->once; i++)
		once[i] = '\0';
}

static bool staff_type(App *app, void *self, Key key)
{
	StaffState *state = self;
	const bool typed = (state->mode == STAFF_ADDING || state->mode == STAFF_CHANGING) && state->form.changed;
	if (state->mode == STAFF_LIST || key.code != KC_ESC || typed)
		return false;
	staff_forget(app, state);
	form_close(&state->form);
	state->mode = STAFF_LIST;
	return true;
}

static bool staff_secret(const void *self)
{
	return ((const StaffState *)self)->mode == STAFF_GIVEN;
}

static bool staff_in_field(const void *self)
{
	const StaffState *state = self;
	return state->mode == STAFF_ADDING || state->mode == STAFF_CHANGING ||
	       state->mode == STAFF_ASKING_CARD; /* Enter and Space belong to the form, on a choice too */
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const Staff *staff = (const Staff *)rows + index;
	const Style style = staff->active ? STYLE_NORMAL : STYLE_MUTED;
	const int role = area.cols - ROLE_COLS - (area.cols > 2 * (ROLE_COLS + STATE_COLS) ? STATE_COLS : 0);
	area_put_in(area, 0, 0, role - 1, staff->active ? STYLE_STRONG : STYLE_MUTED, staff->name);
	area_put_in(area, 0, role, ROLE_COLS - 1, style,
		    role + ROLE_COLS < area.cols || staff->active ? words_text(&role_words, staff->role) : "kept out");
	if (role + ROLE_COLS < area.cols && !staff->active)
		area_put(area, 0, role + ROLE_COLS, style, "kept out");
}

static void draw_given(const StaffState *state, Area area)
{
	area_put(area, 0, 0, STYLE_STRONG, state->once);
	flow_put(
		area, 2, 0, STYLE_NORMAL,
		arena_print(
			area_scratch(area),
			"%s signs in with it once, within 24 hours, and then chooses a passphrase of their own. Give it "
			"to nobody else; it is not shown again. Their PIN is gone too.",
			state->name));
}

static void draw_card(const StaffState *state, Area area)
{
	area_put(area, 0, 0, STYLE_STRONG, state->card.holder);
	flow_put(area, 2, 0, STYLE_NORMAL,
		 arena_print(
			 area_scratch(area),
			 "That is whom the certificate of the card names: %s. Ctrl-S makes it the card of %s, who then "
			 "signs in by it.",
			 state->card.identity, state->name));
}

static void staff_draw(const void *self, const App *app, Area area)
{
	const StaffState *state = self;
	const int row = area.rows >= ROOMY;
	if (state->mode == STAFF_LIST)
		list_draw(&state->list, area_part(area, row, 0, -1, -1), draw_row);
	else if (state->mode == STAFF_CARD_PROVED)
		draw_card(state, area_part(area, row, 1, -1, area.cols - 2));
	else if (state->mode == STAFF_GIVEN)
		draw_given(state, area_part(area, row, 1, -1, area.cols - 2));
	else
		form_draw(&state->form, area_part(area, row, 0, -1, -1));
}

static void staff_heading(const void *self, const App *app, Text *out)
{
	const StaffState *state = self;
	text_add(out, state->mode == STAFF_LIST ? "Staff" : state->mode == STAFF_ADDING ? "Add somebody" : state->name);
}

static void explain_account(const Staff *staff, const App *app, Text *out)
{
	char day[16];
	text_add_print(out, "%s, %s: %s", staff->name, words_text(&role_words, staff->role),
		       staff->altered			  ? "changed by something other than sharedesk"
		       : !staff->active			  ? "kept out"
		       : staff->once_until.seconds != 0	  ? "has a passphrase for one sign-in"
		       : staff->pin_failures >= PIN_TRIES ? "the PIN is spent; the passphrase unlocks"
							  : "can sign in");
	if (staff->active && staff->totp)
		text_add(out, ", with a code");
	if (staff->active && staff->signed_in.seconds != 0) {
		date_print_staff(zone_date(app_zone(app), staff->signed_in), day);
		text_add_print(out, "; last on %s%s", day,
			       staff_unused(staff, (Instant){0}, app_now(app)) ? ", unused for 90 days" : "");
	}
	text_add(out, staff->card ? "; has a smartcard." : ".");
}

static void staff_explain(const void *self, const App *app, Text *out)
{
	const StaffState *state = self;
	const Staff *staff = chosen(state);
	if (state->mode == STAFF_GIVEN)
		text_add(out, "Esc leaves it.");
	else if (state->mode == STAFF_ASKING_CARD)
		text_add(out, "Their card is in the reader, and they type its PIN. Esc leaves it.");
	else if (state->mode == STAFF_CARD_PROVED)
		text_add(out, "Ctrl-S makes it theirs, Esc leaves it.");
	else if (state->mode != STAFF_LIST)
		text_add(out, "Ctrl-S saves, Esc leaves it.");
	else if (staff)
		explain_account(staff, app, out);
}

const Screen screen_staff = {
	.name = "staff",
	.title = "Staff",
	.keymap = KEYMAP(staff_keys),
	.size = sizeof(StaffState),
	.list = SCREEN_AT(StaffState, list),
	.row_key = staff_key,
	.chosen = STAFF_CHANGE,
	.form = SCREEN_AT(StaffState, form),
	.finished = STAFF_SAVE,
	.load = staff_load,
	.draw = staff_draw,
	.act = staff_act,
	.tick = staff_tick,
	.type = staff_type,
	.secret = staff_secret,
	.in_field = staff_in_field,
	.heading = staff_heading,
	.explain = staff_explain,
	.can = staff_can,
	.leave = staff_forget,
};
