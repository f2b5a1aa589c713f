#include "base/date_typed.h"
#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "model/people/people.h"
#include "model/readings/explain.h"
#include "ui/flow.h"
#include "ui/form.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/people/people.h"

enum { REGISTRATION_SAVE = 1, REGISTRATION_END /* of the form, where Enter goes no further */ };
/* The rows that there may be; who is signed in, and where the patient is registered, says which. */
typedef enum Asked { ASKED_HERE, ASKED_MOVED, ASKED_DAY, ASKED_PRACTICE, ASKED_RESTRICTED, ASKED_OTHER, ASKED } Asked;
enum { DATE_BYTES = 40, CODE_BYTES = 12, NUMBER_BYTES = 24, ROOMY = 12 };

typedef struct RegistrationState {
	ChartScreen base; /* first; the chart is the owner's */
	Form form;
	Asked asked[ASKED];	      /* what each row of the form is */
	char other[NUMBER_BYTES + 1]; /* whose name was shown: the next Ctrl-S says that they are one person */
} RegistrationState;

static const Binding registration_keys[] = {
	{KC_CTRL('s'), REGISTRATION_SAVE, "Save", "Record what was changed here.", .bar = true},
};

static const char *const here_words[] = {"as it is", "register here", NULL};
static const char *const moved_words[] = {"as it is", "moved away", NULL};

static bool check_number(const char *text, Error *err)
{
	NhsNumber number;
	return nhs_number_parse(text, &number, err);
}

static const FormRow registration_rows[ASKED] = {
	[ASKED_HERE] = {.label = "Registration",
			.kind = FORM_CHOICE,
			.choices = here_words,
			.help = "Left and Right. Registered here, they leave the practice where they were."},
	[ASKED_MOVED] = {.label = "Registration",
			 .kind = FORM_CHOICE,
			 .choices = moved_words,
			 .help = "Left and Right. It ends when this is saved."},
	[ASKED_DAY] = {.label = "Moved on", .kind = FORM_TEXT, .max = DATE_BYTES, .help = "The day, up to today."},
	[ASKED_PRACTICE] = {.label = "New practice",
			    .kind = FORM_TEXT,
			    .max = CODE_BYTES,
			    .help = "Its code, such as C82001; empty where it is not known."},
	[ASKED_RESTRICTED] = {.label = "Restricted",
			      .kind = FORM_TOGGLE,
			      .help = "Space. No address, telephone or practice is shown anywhere."},
	[ASKED_OTHER] = {.label = "One person with",
			 .kind = FORM_TEXT,
			 .max = NUMBER_BYTES,
			 .check = check_number,
			 .help = "Their other NHS number. Care goes on here; no answer is carried over."},
};

/* --- the form --- */

static void add_row(RegistrationState *state, FormRow *rows, size_t *count, Asked asked)
{
	state->asked[*count] = asked;
	rows[(*count)++] = registration_rows[asked];
}

static size_t row_of(const RegistrationState *state, Asked asked)
{
	for (size_t i = 0; i < state->form.count; i++)
		if (state->asked[i] == asked)
			return i;
	return SIZE_MAX;
}

static void fill(App *app, RegistrationState *state)
{
	const size_t day = row_of(state, ASKED_DAY), restricted = row_of(state, ASKED_RESTRICTED);
	char today[16];
	date_print_staff(app_today(app), today);
	if (day != SIZE_MAX)
		form_set(&state->form, day, today);
	if (restricted != SIZE_MAX)
		form_choose(&state->form, restricted, state->base.chart->restricted);
}

static void open_form(App *app, RegistrationState *state)
{
	FormRow *rows = arena_array(app_arena(app), ASKED, sizeof *rows);
	size_t count = 0, focus = state->form.focus;
	if (desk_may(state->base.desk, ACT_REGISTER) && !desk_registered_here(state->base.desk, state->base.chart)) {
		add_row(state, rows, &count, ASKED_HERE);
	} else if (desk_may(state->base.desk, ACT_REGISTER)) {
		add_row(state, rows, &count, ASKED_MOVED);
		add_row(state, rows, &count, ASKED_DAY);
		add_row(state, rows, &count, ASKED_PRACTICE);
	}
	if (desk_may(state->base.desk, ACT_RESTRICT))
		add_row(state, rows, &count, ASKED_RESTRICTED);
	if (desk_may(state->base.desk, ACT_ONE_PERSON))
		add_row(state, rows, &count, ASKED_OTHER);
	form_open(&state->form, app_arena(app), rows, count);
	state->form.focus = focus < count ? focus : 0;
	fill(app, state);
}

static bool registration_enter(App *app, void *self, const void *argument, Error *err)
{
	static const Act acts[] = {ACT_REGISTER, ACT_RESTRICT, ACT_ONE_PERSON};
	RegistrationState *state = self;
	bool may = false;
	chart_on(app, &state->base, *(Chart *const *)argument);
	for (size_t i = 0; i < countof(acts); i++)
		may |= desk_may(state->base.desk, acts[i]);
	return (may || desk_allows(state->base.desk, ACT_REGISTER, err)) && chart_present(&state->base, err);
}

/* What is being typed stays, whatever another desk told meanwhile: the act looks again. */
static bool registration_load(App *app, void *self, Error *err)
{
	RegistrationState *state = self;
	if (!state->form.changed)
		open_form(app, state);
	return true;
}

/* A form in which nothing was filled in yet is made anew. */
static void registration_tick(App *app, void *self)
{
	RegistrationState *state = self;
	state->base.prepares = state->form.changed;
	chart_tick(app, self);
}

/* --- saving --- */

static const char *text_of(const RegistrationState *state, Asked asked)
{
	const size_t row = row_of(state, asked);
	return row == SIZE_MAX ? "" : form_text(&state->form, row);
}

static bool turned(const RegistrationState *state, Asked asked, size_t from)
{
	const size_t row = row_of(state, asked);
	return row != SIZE_MAX && form_chosen(&state->form, row) != from;
}

/* One thing at a time: each is an act of its own, which stands or not. */
static bool what_changed(const RegistrationState *state, Asked *ret_asked, Error *err)
{
	const bool changed[ASKED] = {
		[ASKED_HERE] = turned(state, ASKED_HERE, 0),
		[ASKED_MOVED] = turned(state, ASKED_MOVED, 0),
		[ASKED_RESTRICTED] = turned(state, ASKED_RESTRICTED, state->base.chart->restricted),
		[ASKED_OTHER] = *text_of(state, ASKED_OTHER) != '\0',
	};
	size_t count = 0;
	for (size_t i = 0; i < ASKED; i++) {
		count += changed[i];
		*ret_asked = changed[i] ? (Asked)i : *ret_asked;
	}
	if (count > 1)
		return fail(err, ERROR_REFUSED, "Change one thing at a time, and save it before the next.");
	return count == 1 || fail(err, ERROR_REFUSED, "Nothing was changed here.");
}

static bool move_away(App *app, const RegistrationState *state, Error *err)
{
	Date day;
	if (!date_parse_typed(text_of(state, ASKED_DAY), app_today(app), &day))
		return fail(err, ERROR_INPUT, "The day is no date: type it as 12-Nov-2026 or 12/11/2026.");
	return desk_move_away(state->base.desk, state->base.chart, day, text_of(state, ASKED_PRACTICE), err);
}

static bool change(App *app, RegistrationState *state, Asked asked, Error *err)
{
	Chart *chart = state->base.chart;
	switch (asked) {
	case ASKED_HERE: return desk_register(state->base.desk, chart, err);
	case ASKED_MOVED: return move_away(app, state, err);
	case ASKED_RESTRICTED: return desk_restrict(state->base.desk, chart, !chart->restricted, err);
	case ASKED_OTHER: return desk_one_person(state->base.desk, chart, text_of(state, ASKED_OTHER), err);
	case ASKED_DAY:
	case ASKED_PRACTICE:
	case ASKED: break;
	}
	return false;
}

static const char *said(const RegistrationState *state, Asked asked)
{
	switch (asked) {
	case ASKED_HERE: return "Registered here. Esc, then u, takes it back.";
	case ASKED_MOVED: return "Moved away: the registration has ended. Esc, then u, takes it back.";
	case ASKED_RESTRICTED:
		return state->base.chart->restricted ? "Restricted: no address, telephone or practice is shown."
						     : "Not restricted any more.";
	case ASKED_OTHER: return "One person: care goes on here. Esc, then u, takes it back.";
	case ASKED_DAY:
	case ASKED_PRACTICE:
	case ASKED: break;
	}
	return "";
}

/* Whose number it is, before it is said that they are one. True where it is to be said now. */
static bool other_shown(App *app, RegistrationState *state, Error *err)
{
	const Person *other;
	const char *typed = text_of(state, ASKED_OTHER);
	Text name = {.arena = app_scratch(app)};
	char day[16];
	if (text_is(state->other, typed))
		return true;
	if (!desk_other_number(state->base.desk, state->base.chart, typed, app_scratch(app), &other, err))
		return false;
	text_copy(state->other, sizeof state->other, typed);
	person_print_name(other, &name);
	date_print_staff(other->born, day);
	return fail(err, ERROR_REFUSED, "%s is %s, born %s. Ctrl-S again: they are one person.",
		    nhs_number_text(other->nhs, app_scratch(app)), text_done(&name),
		    date_is_none(other->born) ? "on a day not known" : day);
}

static void save(App *app, RegistrationState *state)
{
	Error *err = app_error(app);
	Asked asked = ASKED;
	if (!app_done(app, form_check(&state->form, err) && what_changed(state, &asked, err) &&
				   (asked != ASKED_OTHER || other_shown(app, state, err)) &&
				   change(app, state, asked, err)))
		return;
	form_close(&state->form);
	state->other[0] = '\0';
	app_notice(app, NOTICE_GOOD, "%s", said(state, asked));
	app_load(app);
}

static void registration_act(App *app, void *self, int action)
{
	if (action == REGISTRATION_SAVE)
		save(app, self);
	else
		app_notice(app, NOTICE_PLAIN, "Ctrl-S saves.");
}

/* --- drawing --- */

static const char *home_words(const RegistrationState *state, Arena *arena)
{
	const Chart *chart = state->base.chart;
	const Episode *home = chart->now.home;
	if (chart->restricted)
		return "A restricted record: where they are registered is not shown.";
	if (!home)
		return "Registered nowhere, as far as the desk knows.";
	return arena_print(arena, "Registered at %s since %s.", explain_name(&chart->world, home->org, arena),
			   chart_day(chart, home->opening->at, arena));
}

static void registration_draw(const void *self, const App *app, Area area)
{
	const RegistrationState *state = self;
	const MergeLine *merges;
	size_t count;
	int row = area.rows >= ROOMY;
	desk_merges(state->base.chart, area_scratch(area), &merges, &count);
	row += flow_put(area, row, 1, STYLE_NORMAL, home_words(state, area_scratch(area)));
	for (size_t i = 0; i < count && area.rows >= ROOMY; i++)
		row += flow_put(area, row, 1, STYLE_WARNING, merges[i].text);
	form_draw(&state->form, area_part(area, row + (area.rows >= ROOMY), 0, -1, -1));
}

static void registration_explain(const void *self, const App *app, Text *out)
{
	text_add(out, "Ctrl-S saves, Esc leaves it.");
}

static bool registration_in_field(const void *self)
{
	return ((const RegistrationState *)self)->form.count > 0; /* a choice takes letters too */
}

const Screen screen_registration = {
	.name = "registration",
	.title = "Registration",
	.keymap = KEYMAP(registration_keys),
	.size = sizeof(RegistrationState),
	.form = SCREEN_AT(RegistrationState, form),
	.finished = REGISTRATION_END,
	.enter = registration_enter,
	.load = registration_load,
	.draw = registration_draw,
	.act = registration_act,
	.in_field = registration_in_field,
	.tick = registration_tick,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = registration_explain,
};
