#include "ui/screens/override/override.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/choices/override.h"
#include "model/readings/explain.h"
#include "ui/form.h"
#include "ui/screens/chart/chart.h"

enum { OVERRIDE_READ_BACK = 1, OVERRIDE_START };
enum {
	ROW_ORG,
	ROW_CODE,
	ROW_REASON,
	ROW_WHY,
	ROW_ASKED,
	ROW_ASKED_WORDS,
	ROW_MINUTES,
	ROW_PRIVATE,
	ROW_PRIVATE_WHY,
	ROW_TELL,
	ROW_NOT_TOLD,
	ROWS
};
enum { WORDS_MAX = 300, CODE_MAX = 20, MINUTES_DIGITS = 4 };

typedef struct OverrideState {
	CardScreen card; /* first; the read back, in place of the form */
	Form form;
	const char **orgs;	/* the codes that the first row offers; NULL: this practice */
	const char **org_names; /* ends with NULL */
	bool listed, started;
} OverrideState;

static const Binding override_keys[] = {
	{KC_CTRL('s'), OVERRIDE_READ_BACK, "Read back", "Read it back before it is started.", .bar = true},
	{'d', OVERRIDE_START, "Override", "Start the override, as it was read back.", .bar = true},
};

static const char *const asked_names[] = {"no, could not be asked", "yes", NULL};

/* What the patient is told, in the order in which it is offered; the first is what the reason asks. */
static const char *const tell_names[] = {"as the reason asks", "at once", "after the review", "not", NULL};
static const Tell tells[] = {0, TELL_NOW, TELL_AFTER_REVIEW, TELL_NOT};
static_assert(countof(tell_names) == countof(tells) + 1, "each has its name");

static bool check_minutes(const char *text, Error *err)
{
	const long minutes = text_all_digits(text) ? strtol(text, NULL, 10) : 0;
	return (minutes >= 1 && minutes <= OVERRIDE_MINUTES_MAX) ||
	       fail(err, ERROR_INPUT, "Type the minutes as a number: from 1 to %d, which is 24 hours.",
		    OVERRIDE_MINUTES_MAX);
}

static const FormRow override_rows[ROWS] = {
	[ROW_ORG] = {.label = "Who is to see",
		     .kind = FORM_CHOICE,
		     .help = "Left and Right: this practice, or one that cares for the patient."},
	[ROW_CODE] = {.label = "Or by code",
		      .kind = FORM_TEXT,
		      .max = CODE_MAX,
		      .help = "Another organisation by its ODS code; blank: the one above."},
	[ROW_REASON] = {.label = "Reason", .kind = FORM_CHOICE, .help = "Left and Right go through the list."},
	[ROW_WHY] = {.label = "What happened",
		     .kind = FORM_TEXT,
		     .required = true,
		     .max = WORDS_MAX,
		     .help = "In your own words. The privacy officer reads it; the patient too, if told at once."},
	[ROW_ASKED] = {.label = "Patient asked",
		       .kind = FORM_CHOICE,
		       .choices = asked_names,
		       .help = "Ask the patient wherever that is possible."},
	[ROW_ASKED_WORDS] = {.label = "They said",
			     .kind = FORM_TEXT,
			     .required = true,
			     .max = WORDS_MAX,
			     .help = "What the patient said; or why they were not asked."},
	[ROW_MINUTES] = {.label = "Minutes",
			 .kind = FORM_TEXT,
			 .required = true,
			 .max = MINUTES_DIGITS,
			 .check = check_minutes,
			 .help = "It ends by itself; an hour unless more is needed, 1440 at most."},
	[ROW_PRIVATE] = {.label = "Private too",
			 .kind = FORM_TOGGLE,
			 .help = "Space includes entries that the patient keeps private. Only where they matter now."},
	[ROW_PRIVATE_WHY] = {.label = "Why private",
			     .kind = FORM_TEXT,
			     .max = WORDS_MAX,
			     .help = "Why the private entries are needed; blank where they are not included."},
	[ROW_TELL] = {.label = "Patient told",
		      .kind = FORM_CHOICE,
		      .choices = tell_names,
		      .help = "Safeguarding asks: after the review. All else: at once. Who reads their papers?"},
	[ROW_NOT_TOLD] = {.label = "Why not",
			  .kind = FORM_TEXT,
			  .max = WORDS_MAX,
			  .help = "Why the patient is not to be told; blank where they are. It stays inside."},
};

static bool reading(const OverrideState *state)
{
	return state->form.hidden;
}

/* --- what the choices offer --- */

static const char *const *reason_names(Arena *arena)
{
	const char **names = arena_array(arena, override_offer_count + 1, sizeof *names);
	for (size_t i = 0; i < override_offer_count; i++)
		names[i] = override_offers[i].title;
	names[override_offer_count] = NULL;
	return names;
}

static bool has_org(const OverrideState *state, size_t count, const char *org)
{
	for (size_t i = 1; i < count; i++)
		if (text_is(state->orgs[i], org))
			return true;
	return false;
}

/* This practice, then those that have the patient in their care; a restricted patient's practice is named nowhere. */
static void offer_orgs(OverrideState *state, Arena *arena)
{
	const Chart *chart = state->card.base.chart;
	size_t count = 0;
	state->orgs = arena_array(arena, chart->matrix.count + 1, sizeof *state->orgs);
	state->org_names = arena_array(arena, chart->matrix.count + 2, sizeof *state->org_names);
	state->org_names[count++] = "this practice";
	for (size_t i = 0; i < chart->matrix.count; i++) {
		const MatrixRow *row = &chart->matrix.rows[i];
		if (row->episode->registration || has_org(state, count, row->org))
			continue;
		state->orgs[count] = arena_text(arena, row->org);
		state->org_names[count++] = arena_text(arena, explain_name(&chart->world, row->org, arena));
	}
	state->org_names[count] = NULL;
}

static bool override_enter(App *app, void *self, const void *argument, Error *err)
{
	OverrideState *state = self;
	Arena *arena = app_arena(app);
	FormRow *rows = arena_array(arena, ROWS, sizeof *rows);
	char minutes[8];
	const OverrideArgument *asked = argument;
	chart_prepare(app, &state->card.base, asked->chart);
	state->listed = asked->listed;
	if (!desk_allows(app_desk(app), ACT_OVERRIDE, err) || !chart_present(&state->card.base, err))
		return false;
	memcpy(rows, override_rows, sizeof override_rows);
	offer_orgs(state, arena);
	rows[ROW_ORG].choices = state->org_names;
	rows[ROW_REASON].choices = reason_names(arena);
	form_open(&state->form, arena, rows, ROWS);
	text_print(minutes, sizeof minutes, "%d", OVERRIDE_MINUTES_DEFAULT);
	form_set(&state->form, ROW_MINUTES, minutes);
	return true;
}

/* --- what was typed --- */

static const char *org_of(const OverrideState *state, Arena *arena)
{
	const char *code = form_text(&state->form, ROW_CODE);
	return text_empty(code) ? state->orgs[form_chosen(&state->form, ROW_ORG)] : utf8_upper(arena, code);
}

static OverrideStart typed(const OverrideState *state, Arena *arena)
{
	return (OverrideStart){
		.org = org_of(state, arena),
		.reason = override_offers[form_chosen(&state->form, ROW_REASON)].reason,
		.why = form_text(&state->form, ROW_WHY),
		.asked = form_chosen(&state->form, ROW_ASKED) == 1,
		.asked_words = form_text(&state->form, ROW_ASKED_WORDS),
		.minutes = (int)strtol(form_text(&state->form, ROW_MINUTES), NULL, 10),
		.include_private = form_chosen(&state->form, ROW_PRIVATE) == 1,
		.private_why = form_text(&state->form, ROW_PRIVATE_WHY),
		.tell = tells[form_chosen(&state->form, ROW_TELL)],
		.not_told = form_text(&state->form, ROW_NOT_TOLD),
	};
}

static bool check_not_told(const OverrideState *state, Error *err)
{
	const bool told = tells[form_chosen(&state->form, ROW_TELL)] != TELL_NOT;
	const bool why = !text_empty(form_text(&state->form, ROW_NOT_TOLD));
	if (!told && !why)
		return fail(err, ERROR_INPUT, "Write down in \"Why not\" why the patient is not to be told.");
	return !told || !why ||
	       fail(err, ERROR_INPUT,
		    "There is a reason not to tell the patient: choose \"not\" in \"Patient told\", or take the reason "
		    "out.");
}

/* What the desk would refuse after the read back is said while the form is still open. */
static bool check_typed(const OverrideState *state, Error *err)
{
	const bool private_too = form_chosen(&state->form, ROW_PRIVATE) == 1;
	const bool why = !text_empty(form_text(&state->form, ROW_PRIVATE_WHY));
	if (private_too && !why)
		return fail(err, ERROR_INPUT, "Write down in \"Why private\" why the private entries are needed too.");
	if (!private_too && why)
		return fail(
			err, ERROR_INPUT,
			"There is a reason for private entries and no tick: tick \"Private too\", or take the reason "
			"out.");
	return check_not_told(state, err);
}

static const char *called(const OverrideState *state, const OverrideStart *start, Arena *arena)
{
	return start->org ? explain_name(&state->card.base.chart->world, start->org, arena) : "This practice";
}

static void read_back_tell(CardLines *lines, const OverrideStart *start)
{
	const Tell tell = start->tell ? start->tell : override_tell_by(start->reason);
	if (tell == TELL_NOT)
		card_words(lines, STYLE_WARNING,
			   arena_print(lines->arena, "The patient is NOT told, unless a review says otherwise: %s.",
				       start->not_told));
	else if (tell == TELL_AFTER_REVIEW)
		card_words(lines, STYLE_NORMAL,
			   "The patient is told after the review. Until then nothing made for them names it.");
	else if (start->reason == OVERRIDE_SAFEGUARDING)
		card_words(lines, STYLE_WARNING,
			   "The patient is told AT ONCE, though it is for safeguarding: whoever reads their papers "
			   "reads of it.");
	else
		card_words(lines, STYLE_NORMAL, "The patient is told: on the next receipt.");
}

static void read_back(App *app, OverrideState *state)
{
	Arena *arena = app_loaded(app);
	const OverrideStart start = typed(state, arena);
	CardLines *lines = &state->card.lines;
	card_lines_begin(lines, app);
	card_words(lines, STYLE_STRONG,
		   arena_print(arena, "%s sees the record for %d minute%s, without the patient's yes.",
			       called(state, &start, arena), start.minutes, start.minutes == 1 ? "" : "s"));
	card_words(lines, STYLE_NORMAL,
		   arena_print(arena, "%s. What happened: %s.",
			       override_offers[form_chosen(&state->form, ROW_REASON)].title, start.why));
	card_words(lines, STYLE_NORMAL,
		   arena_print(arena, "Patient %s: %s.", start.asked ? "asked" : "not asked", start.asked_words));
	card_words(lines, start.include_private ? STYLE_WARNING : STYLE_NORMAL,
		   start.include_private ? arena_print(arena, "WITH the private entries: %s.", start.private_why)
					 : "Private entries stay hidden.");
	read_back_tell(lines, &start);
	card_words(lines, STYLE_NORMAL, "It cannot be taken back, only ended early. The privacy officer reviews it.");
	card_lines_end(lines);
}

/* --- starting --- */

static void override_start(App *app, OverrideState *state)
{
	const OverrideStart start = typed(state, app_scratch(app));
	Error err = {0};
	if (!desk_start_override(app_desk(app), state->card.base.chart, &start, NULL, &err)) {
		app_fail(app, &err);
		return;
	}
	state->started = true;
	app_close(app);
	if (!state->listed) /* there is a list now, which it opens */
		app_setup(app)->hooks.overrides(app, state->card.base.chart);
	app_notice(app, NOTICE_GOOD, "The override is on. It ends by itself; Delete ends it early.");
}

static void override_read_back(App *app, OverrideState *state)
{
	Error *err = app_error(app);
	if (!app_done(app, form_check(&state->form, err) && check_typed(state, err)))
		return;
	state->form.hidden = true;
	state->card.lines.list.selected = 0;
	app_load(app);
	list_unread(&state->card.lines.list);
}

static void override_act(App *app, void *self, int action)
{
	OverrideState *state = self;
	if (action == OVERRIDE_READ_BACK)
		override_read_back(app, state);
	else if (!list_read(&state->card.lines.list)) {
		app_type(app, (Key){.code = KC_PAGE_DOWN});
		app_notice(app, NOTICE_PLAIN, "There is more: read on first.");
	} else
		override_start(app, state);
}

static bool override_can(const void *self, int action, Error *why)
{
	const OverrideState *state = self;
	if (action == OVERRIDE_START)
		return reading(state) || fail(why, ERROR_REFUSED, "Read it back first, with Ctrl-S.");
	return !reading(state) || fail(why, ERROR_REFUSED, "It is read back: d starts it, Esc goes back to the form.");
}

static bool override_type(App *app, void *self, Key key)
{
	OverrideState *state = self;
	if (!reading(state))
		return false;
	if (key.code == KC_ESC || key.code == KC_LEFT) {
		state->form.hidden = false;
		return true;
	}
	if (key.code == KC_ENTER) {
		app_notice(app, NOTICE_PLAIN, "Enter does not start it: d, then Ctrl-S; Esc goes back to the form.");
		return true;
	}
	return false;
}

static bool override_unsaved(const void *self)
{
	const OverrideState *state = self;
	return state->form.changed && !state->started;
}

static void override_draw(const void *self, const App *app, Area area)
{
	const OverrideState *state = self;
	if (reading(state))
		card_lines_draw(&state->card.lines, area);
	else
		form_draw(&state->form, area_part(area, area.rows > ROWS + 4, 1, -1, area.cols - 2));
}

static void override_explain(const void *self, const App *app, Text *out)
{
	if (reading(self))
		text_add(out, "Read it back. d starts it; Esc goes back.");
	else if (app_body_cols(app) >= 60)
		text_add(out, "Only where care or protection cannot wait for a yes. "
			      "It is reviewed; the patient is told as you say.");
	else
		text_add(out, "Reviewed; say whether it is told.");
}

static bool override_load(App *app, void *self, Error *err)
{
	OverrideState *state = self;
	if (reading(state))
		read_back(app, state);
	return true;
}

const Screen screen_override = {
	.name = "override",
	.title = "Duty of care: look without an agreement",
	.keymap = KEYMAP(override_keys),
	.size = sizeof(OverrideState),
	.form = SCREEN_AT(OverrideState, form),
	.finished = OVERRIDE_READ_BACK,
	.list = SCREEN_AT(CardScreen, lines.list),
	.row_key = card_line_key,
	.enter = override_enter,
	.load = override_load,
	.draw = override_draw,
	.act = override_act,
	.type = override_type,
	.unsaved = override_unsaved,
	.tick = card_tick,
	.can = override_can,
	.patient = chart_patient,
	.explain = override_explain,
};
