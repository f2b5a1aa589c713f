#include "ui/screens/lists/lists.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/form.h"

enum { CARD_EDIT = 1, CARD_SAVE, CODE_MAX = 64, LABEL_COLS = 14, FULL_ROWS = 12 };
enum { ROW_NAME, ROW_CARE, ROW_MIG, ROW_SCR, ROW_TOWN, ROW_POSTCODE, ROW_PHONE, ROW_SYSTEM, ROW_STANDING, ROWS };

typedef struct CardState {
	const Desk *desk;
	char code[CODE_MAX]; /* "" for a new one */
	const Organisation *organisation;
	Standing standing;
	bool home; /* the practice itself */
	Form form;
	size_t first; /* of the rows, the first that this form has */
} CardState;

static const Binding card_keys[] = {
	{'e', CARD_EDIT, "Change", "Change what this desk knows of the organisation.", .bar = true},
	{KC_CTRL('s'), CARD_SAVE, "Save", "Save the card.", .bar = true},
};

/* As the choices stand. */
static const WordByte cares[] = {CARE_PLANNED, CARE_URGENT, CARE_GP};
static const char *const care_names[] = {"planned care", "urgent care", "general practice", NULL};
static const WordByte systems[] = {SYSTEM_UNKNOWN, SYSTEM_SYSTMONE, SYSTEM_EMIS, SYSTEM_OTHER};
static const char *const system_names[] = {"not known", "SystmOne", "EMIS", "another", NULL};
/* Where nobody told it, its care says it (S0). */
static const WordByte viewers[] = {0, TRUTH_TRUE, TRUTH_FALSE};
static const char *const viewer_names[] = {"as its care", "yes", "no", NULL};
static const WordByte standings[] = {STANDING_VERIFY, STANDING_ALLOWED, STANDING_PROHIBITED};
static const char *const standing_names[] = {"not on it: needs a code", "on the local list", "prohibited", NULL};

static const FormRow card_rows[ROWS] = {
	[ROW_NAME] = {.label = "Name",
		      .kind = FORM_TEXT,
		      .required = true,
		      .max = 200,
		      .help = "As it stands on its letters."},
	[ROW_CARE] = {.label = "Care",
		      .kind = FORM_CHOICE,
		      .choices = care_names,
		      .help = "Urgent is emergency, out of hours, 111 and ambulance."},
	[ROW_MIG] = {.label = "MIG partner", .kind = FORM_TOGGLE, .help = "Sees the coded GP record through the MIG."},
	[ROW_SCR] = {.label = "Views SCR",
		     .kind = FORM_CHOICE,
		     .choices = viewer_names,
		     .help = "The Summary Care Record. As its care: general practice and urgent care do."},
	[ROW_TOWN] = {.label = "Town", .kind = FORM_TEXT, .max = 100},
	[ROW_POSTCODE] = {.label = "Postcode", .kind = FORM_TEXT, .max = 10},
	[ROW_PHONE] = {.label = "Telephone",
		       .kind = FORM_TEXT,
		       .max = 40,
		       .help = "The listed number: codes are rung back on it."},
	[ROW_SYSTEM] = {.label = "System",
			.kind = FORM_CHOICE,
			.choices = system_names,
			.help = "Share In and Share Out reach SystmOne and EMIS only."},
	[ROW_STANDING] = {.label = "Our list",
			  .kind = FORM_CHOICE,
			  .choices = standing_names,
			  .help = "On the list: no code. Prohibited: nothing is shared, whatever a patient says."},
};

static bool editing(const CardState *state)
{
	return state->form.count > 0;
}

/* --- what may be changed --- */

static bool system_unknown(const CardState *state)
{
	return !state->organisation->system || state->organisation->system == SYSTEM_UNKNOWN;
}

/* An administrator changes all, the privacy officer the lists; whoever refers says which system, while nobody knows. */
static size_t editable(const CardState *state, size_t *ret_first)
{
	if (desk_may(state->desk, ACT_ORGANISATIONS)) {
		*ret_first = 0;
		return state->home ? ROW_STANDING : ROWS;
	}
	if (desk_may(state->desk, ACT_STANDING)) {
		*ret_first = ROW_STANDING;
		return state->home ? 0 : 1;
	}
	*ret_first = ROW_SYSTEM;
	return desk_may(state->desk, ACT_REFER) && system_unknown(state);
}

static size_t index_of(const WordByte *words, size_t count, unsigned word)
{
	for (size_t i = 0; i < count; i++)
		if (words[i] == word)
			return i;
	return 0;
}

static bool has_row(const CardState *state, size_t row)
{
	return row >= state->first && row < state->first + state->form.count;
}

static void set_text(CardState *state, size_t row, const char *text)
{
	if (has_row(state, row))
		form_set(&state->form, row - state->first, text_or(text, ""));
}

static void set_choice(CardState *state, size_t row, size_t choice)
{
	if (has_row(state, row))
		form_choose(&state->form, row - state->first, choice);
}

static void fill_form(CardState *state)
{
	const Organisation *organisation = state->organisation;
	set_text(state, ROW_NAME, organisation->name);
	set_text(state, ROW_TOWN, organisation->town);
	set_text(state, ROW_POSTCODE, organisation->postcode);
	set_text(state, ROW_PHONE, organisation->phone);
	set_choice(state, ROW_MIG, organisation->mig == TRUTH_TRUE);
	set_choice(state, ROW_SCR, index_of(viewers, countof(viewers), organisation->scr));
	set_choice(state, ROW_CARE, index_of(cares, countof(cares), organisation->care));
	set_choice(state, ROW_SYSTEM, index_of(systems, countof(systems), organisation->system));
	set_choice(state, ROW_STANDING, index_of(standings, countof(standings), state->standing));
}

static void begin_editing(App *app, CardState *state, size_t first, size_t count)
{
	state->first = first;
	form_open(&state->form, app_arena(app), card_rows + first, count);
	fill_form(state);
}

/* --- loading --- */

static bool card_load(App *app, void *self, Error *err)
{
	static const Organisation nothing = {.care = CARE_PLANNED, .system = SYSTEM_UNKNOWN, .mig = TRUTH_FALSE};
	CardState *state = self;
	const Organisation *practice = desk_practice(app_desk(app)), *organisation = &nothing;
	Standing standing = STANDING_VERIFY;
	if (state->code[0] && (!desk_organisation(app_desk(app), state->code, app_loaded(app), &organisation, err) ||
			       !desk_standing(app_desk(app), state->code, &standing, err)))
		return false;
	state->organisation = organisation;
	state->standing = standing;
	state->home = practice && text_is(practice->code, state->code);
	if (!state->code[0] && !editing(state))
		begin_editing(app, state, 0, ROWS);
	return true;
}

static bool card_enter(App *app, void *self, const void *argument, Error *err)
{
	CardState *state = self;
	const OrganisationArgument *asked = argument;
	state->desk = app_desk(app);
	text_copy(state->code, sizeof state->code, text_or(asked->code, ""));
	return state->code[0] || desk_allows(app_desk(app), ACT_ORGANISATIONS, err);
}

/* --- saving --- */

static const char *text_at(const CardState *state, size_t row, const char *was)
{
	return has_row(state, row) ? form_text(&state->form, row - state->first) : was;
}

static WordByte word_at(const CardState *state, size_t row, const WordByte *words, WordByte was)
{
	return has_row(state, row) ? words[form_chosen(&state->form, row - state->first)] : was;
}

static Organisation filled_in(const CardState *state)
{
	static const WordByte truths[] = {TRUTH_FALSE, TRUTH_TRUE};
	Organisation organisation = *state->organisation;
	organisation.name = text_at(state, ROW_NAME, organisation.name);
	organisation.town = text_at(state, ROW_TOWN, organisation.town);
	organisation.postcode = text_at(state, ROW_POSTCODE, organisation.postcode);
	organisation.phone = text_at(state, ROW_PHONE, organisation.phone);
	organisation.care = word_at(state, ROW_CARE, cares, organisation.care);
	organisation.mig = word_at(state, ROW_MIG, truths, organisation.mig);
	organisation.scr = word_at(state, ROW_SCR, viewers, organisation.scr);
	organisation.system = word_at(state, ROW_SYSTEM, systems, organisation.system);
	return organisation;
}

static Standing said_standing(const CardState *state)
{
	return (Standing)word_at(state, ROW_STANDING, standings, (WordByte)state->standing);
}

static bool save_standing(App *app, CardState *state, Error *err)
{
	const Standing standing = said_standing(state);
	return standing == state->standing || desk_put_standing(app_desk(app), state->code, standing, err);
}

static bool save_all(App *app, CardState *state, Error *err)
{
	Organisation organisation = filled_in(state);
	const char *code = state->code;
	if (!state->code[0]) {
		if (!desk_add_organisation(app_desk(app), &organisation, app_scratch(app), &code, err))
			return false;
		text_copy(state->code, sizeof state->code, code);
	} else if (desk_may(state->desk, ACT_ORGANISATIONS)) {
		if (!desk_put_organisation(app_desk(app), &organisation, err))
			return false;
	} else if (has_row(state, ROW_SYSTEM) &&
		   !desk_tell_system(app_desk(app), state->code, (System)organisation.system, err)) {
		return false;
	}
	return save_standing(app, state, err);
}

static void save(App *app, CardState *state)
{
	const bool new = !state->code[0];
	Error *err = app_error(app);
	if (!app_done(app, form_check(&state->form, err) && save_all(app, state, err)))
		return;
	const bool moved = said_standing(state) != state->standing;
	form_close(&state->form);
	if (new)
		app_notice(app, NOTICE_GOOD, "Added as %s. It can be referred to now.", state->code);
	else
		app_notice(app, NOTICE_GOOD, "The card is saved.%s",
			   moved ? desk_standing_entered(app_desk(app), app_scratch(app)) : "");
	app_load(app);
}

/* --- drawing --- */

static const char *status_words(const CardState *state, Date today, Arena *arena)
{
	const Organisation *organisation = state->organisation;
	Text words = {.arena = arena};
	char day[16];
	text_add(&words, organisation_closed(organisation, today) ? "closed" : text_or(organisation->status, "active"));
	if (!date_is_none(organisation->closed)) {
		date_print_staff(organisation->closed, day);
		text_add_print(&words, ", closes %s", day);
	}
	if (!text_empty(organisation->successor))
		text_add_print(&words, ", became %s", organisation->successor);
	return text_done(&words);
}

static const char *place_words(const Organisation *organisation, Arena *arena)
{
	char town[128];
	organisation_short_name(&(Organisation){.name = text_or(organisation->town, "")}, town, sizeof town);
	return arena_print(arena, "%s%s%s", town, town[0] && !text_empty(organisation->postcode) ? ", " : "",
			   text_or(organisation->postcode, ""));
}

static const char *scr_words(const Organisation *organisation)
{
	const bool views = organisation_views_scr(organisation);
	if (organisation->scr)
		return views ? "yes" : "no";
	return views ? "yes, as its care" : "no, as its care";
}

typedef struct CardLine {
	const char *label, *words;
} CardLine;

/* What matters most at the desk comes first: a low window shows no more. */
static void draw_card(const CardState *state, const App *app, Area area)
{
	const Organisation *organisation = state->organisation;
	const bool roomy = area.rows >= FULL_ROWS;
	const CardLine lines[] = {
		{"Our list", state->home ? "this practice itself"
					 : standing_names[index_of(standings, countof(standings), state->standing)]},
		{"System", system_names[index_of(systems, countof(systems), organisation->system)]},
		{"Telephone", text_or(organisation->phone, "not known")},
		{"Place", place_words(organisation, area_scratch(area))},
		{"Care",
		 organisation->care ? care_names[index_of(cares, countof(cares), organisation->care)] : "not known"},
		{"Status", status_words(state, app_today(app), area_scratch(area))},
		{"MIG partner", organisation->mig == TRUTH_TRUE ? "yes" : "no"},
		{"Views SCR", scr_words(organisation)},
		{"Code", organisation->code},
		{"Type", organisation->type},
		{"Commissioner", organisation->commissioner},
	};
	int row = roomy;
	row += flow_put(area_part(area, 0, 0, roomy ? -1 : 1, area.cols - 1), row, 1, STYLE_STRONG,
			organisation->name) +
	       roomy;
	row = roomy ? row : 1;
	for (size_t i = 0; i < countof(lines); i++) {
		if (text_empty(lines[i].words))
			continue;
		area_put(area, row, 1, STYLE_MUTED, lines[i].label);
		area_put(area, row++, 1 + LABEL_COLS, STYLE_NORMAL, utf8_clean(area_scratch(area), lines[i].words));
	}
}

static void card_draw(const void *self, const App *app, Area area)
{
	const CardState *state = self;
	if (!editing(state))
		draw_card(state, app, area);
	else
		form_draw(&state->form, area_part(area, area.rows >= FULL_ROWS, 0, -1, -1));
}

static void card_heading(const void *self, const App *app, Text *out)
{
	const CardState *state = self;
	char name[128];
	organisation_short_name(state->organisation, name, sizeof name);
	text_add(out, !state->code[0] ? "A new organisation" : editing(state) ? name : "Organisation");
}

static void card_explain(const void *self, const App *app, Text *out)
{
	const CardState *state = self;
	if (editing(state))
		text_add(out, "Ctrl-S saves, Esc leaves it.");
	else if (state->home)
		text_add(out, "This is the practice of this desk.");
	else if (state->standing == STANDING_PROHIBITED)
		text_add(out, "Nothing is shared with it, whatever a patient says.");
	else if (!organisation_shares(state->organisation))
		text_add(out, "Share In and Out do not reach it: no shared system is known.");
	else if (state->standing == STANDING_VERIFY)
		text_add(out, "It needs a code from the patient before it sees a record.");
	else
		text_add(out, "It sees what patients agree to; no code is needed.");
}

/* --- keys --- */

static void card_act(App *app, void *self, int action)
{
	CardState *state = self;
	size_t first;
	const size_t count = editable(state, &first);
	if (action == CARD_SAVE)
		save(app, state);
	else
		begin_editing(app, state, first, count);
}

static bool card_can(const void *self, int action, Error *why)
{
	const CardState *state = self;
	size_t first;
	if (action == CARD_SAVE)
		return editing(state) || fail(why, ERROR_REFUSED, "Nothing is being changed: e begins.");
	if (editing(state))
		return fail(why, ERROR_REFUSED, "The card is being changed already.");
	return editable(state, &first) > 0 ||
	       fail(why, ERROR_REFUSED,
		    state->home ? "An administrator changes the practice's own card."
				: "An administrator changes the card, the privacy officer the list it is on.");
}

static bool card_type(App *app, void *self, Key key)
{
	CardState *state = self;
	if (!editing(state) || key.code != KC_ESC || !state->code[0] || state->form.changed)
		return false;
	form_close(&state->form);
	return true;
}

static bool card_in_field(const void *self)
{
	return editing(self); /* a choice takes letters too */
}

const Screen screen_organisation = {
	.name = "organisation",
	.title = "Organisation",
	.keymap = KEYMAP(card_keys),
	.size = sizeof(CardState),
	.form = SCREEN_AT(CardState, form),
	.finished = CARD_SAVE,
	.enter = card_enter,
	.load = card_load,
	.draw = card_draw,
	.act = card_act,
	.type = card_type,
	.in_field = card_in_field,
	.heading = card_heading,
	.explain = card_explain,
	.can = card_can,
};
