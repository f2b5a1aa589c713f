#include "ui/screens/override/override.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
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
	ROW_HAPPENED,
	ROW_WHY,
	ROW_ASKED,
	ROW_SAID,
	ROW_NOT_ASKED,
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
	const char **orgs;	/* the codes that the first row offers: none yet, theirs, NULL: typed */
	const char **org_names; /* ends with NULL */
	bool listed, started;
} OverrideState;

static const Binding override_keys[] = {
	{KC_CTRL('s'), OVERRIDE_READ_BACK, "Read back", "Read it back before it is started.", .bar = true},
	{'d', OVERRIDE_START, "Override", "Start the override, as it was read back.", .bar = true},
};

/* Words that are ready: what is not among them is written down. Nothing is chosen beforehand. */
static const char not_chosen[] = "(choose)";
static const char *const happened_names[] = {
	not_chosen,
	"Collapsed or unconscious",
	"Badly ill or injured, treated now",
	"Harm is feared, and cannot wait",
	"The law or a court asks for it",
	"in my own words",
	NULL,
};
enum { HAPPENED_OWN = countof(happened_names) - 2 };

static const char *const asked_names[] = {
	not_chosen,
	"could not be asked: unconscious or too ill",
	"not reached: not here, and no answer",
	"risk: asking would put somebody in danger",
	"yes: what they said, below",
	"other: why not, below",
	NULL,
};
static const char *const not_asked_words[] = {NULL, "Unconscious or too ill to be asked", "Not here, and not reached",
					      "Asking would put somebody in danger"};
enum { ASKED_SAID = countof(asked_names) - 3, ASKED_NOT = countof(asked_names) - 2 };

/* What the patient is told, in the order in which it is offered; the first is what the reason asks. */
static const char *const tell_names[] = {"as the reason asks", "at once", "after the review", "not", NULL};
static const Tell tells[] = {0, TELL_NOW, TELL_AFTER_REVIEW, TELL_NOT};
static_assert(countof(tell_names) == countof(tells) + 1, "each has its name");

static bool asks_code(const Form *form)
{
	return !form->rows[ROW_ORG].choices[form_chosen(form, ROW_ORG) + 1];
}

static bool asks_why(const Form *form)
{
	return form_chosen(form, ROW_HAPPENED) == HAPPENED_OWN;
}

static bool asks_said(const Form *form)
{
	return form_chosen(form, ROW_ASKED) == ASKED_SAID;
}

static bool asks_not_asked(const Form *form)
{
	return form_chosen(form, ROW_ASKED) == ASKED_NOT;
}

static bool asks_private_why(const Form *form)
{
	return form_chosen(form, ROW_PRIVATE) == 1;
}

static bool asks_not_told(const Form *form)
{
	return tells[form_chosen(form, ROW_TELL)] == TELL_NOT;
}

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
		     .help = "Left and Right: those that care for the patient, or another by its code."},
	[ROW_CODE] = {.label = "Its code",
		      .kind = FORM_TEXT,
		      .required = true,
		      .max = CODE_MAX,
		      .asked = asks_code,
		      .help = "The ODS code of the organisation."},
	[ROW_REASON] = {.label = "Reason", .kind = FORM_CHOICE, .help = "Left and Right go through the list."},
	[ROW_HAPPENED] = {.label = "What happened",
			  .kind = FORM_CHOICE,
			  .choices = happened_names,
			  .help = "A letter chooses. The privacy officer reads it; the patient too, if told at once."},
	[ROW_WHY] = {.label = "In own words",
		     .kind = FORM_TEXT,
		     .required = true,
		     .max = WORDS_MAX,
		     .asked = asks_why,
		     .help = "What happened. The privacy officer reads it; the patient too, if told at once."},
	[ROW_ASKED] = {.label = "Patient asked",
		       .kind = FORM_CHOICE,
		       .choices = asked_names,
		       .help = "A letter chooses. Ask the patient wherever that is possible."},
	[ROW_SAID] = {.label = "They said",
		      .kind = FORM_TEXT,
		      .required = true,
		      .max = WORDS_MAX,
		      .asked = asks_said,
		      .help = "What the patient said."},
	[ROW_NOT_ASKED] = {.label = "Why not asked",
			   .kind = FORM_TEXT,
			   .required = true,
			   .max = WORDS_MAX,
			   .asked = asks_not_asked,
			   .help = "Why the patient was not asked."},
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
			     .required = true,
			     .max = WORDS_MAX,
			     .asked = asks_private_why,
			     .help = "Why the private entries are needed."},
	[ROW_TELL] = {.label = "Patient told",
		      .kind = FORM_CHOICE,
		      .choices = tell_names,
		      .help = "Safeguarding asks: after the review. All else: at once. Who reads their papers?"},
	[ROW_NOT_TOLD] = {.label = "Why not",
			  .kind = FORM_TEXT,
			  .required = true,
			  .max = WORDS_MAX,
			  .asked = asks_not_told,
			  .help = "Why the patient is not to be told. It stays inside."},
};

static bool reading(const OverrideState *state)
{
	return state->form.hidden;
}

/* --- what the choices offer --- */

static const char *const *reason_names(Arena *arena)
{
	const char **names = arena_array(arena, override_offer_count + 2, sizeof *names);
	names[0] = not_chosen;
	for (size_t i = 0; i < override_offer_count; i++)
		names[i + 1] = override_offers[i].title;
	names[override_offer_count + 1] = NULL;
	return names;
}

static const OverrideOffer *offer_of(const OverrideState *state)
{
	return &override_offers[form_chosen(&state->form, ROW_REASON) - 1];
}

static bool has_org(const OverrideState *state, size_t count, const char *org)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(state->orgs[i], org))
			return true;
	return false;
}

/* Those that have the patient in their care, whose care goes on first; never the practice, whose own record needs none.
 * Any other by its code. */
static void offer_orgs(OverrideState *state, Arena *arena)
{
	const Chart *chart = state->card.base.chart;
	size_t count = 1;
	state->orgs = arena_array(arena, chart->matrix.count + 2, sizeof *state->orgs);
	state->org_names = arena_array(arena, chart->matrix.count + 3, sizeof *state->org_names);
	state->orgs[0] = "";
	state->org_names[0] = not_chosen;
	for (size_t i = 0; i < chart->matrix.count; i++) {
		const MatrixRow *row = &chart->matrix.rows[i];
		if (row->episode->registration || has_org(state, count, row->org))
			continue;
		state->orgs[count] = arena_text(arena, row->org);
		state->org_names[count++] = arena_text(arena, explain_name(&chart->world, row->org, arena));
	}
	state->orgs[count] = NULL;
	state->org_names[count] = "another, by its code";
	state->org_names[count + 1] = NULL;
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
	const char *org = state->orgs[form_chosen(&state->form, ROW_ORG)];
	return org ? org : utf8_upper(arena, form_text(&state->form, ROW_CODE));
}

/* What stands in a row, where it is asked. */
static const char *text_of(const OverrideState *state, size_t row)
{
	return override_rows[row].asked(&state->form) ? form_text(&state->form, row) : NULL;
}

static OverrideStart typed(const OverrideState *state, Arena *arena)
{
	const size_t asked = form_chosen(&state->form, ROW_ASKED);
	const bool said = asked == ASKED_SAID;
	return (OverrideStart){
		.org = org_of(state, arena),
		.reason = offer_of(state)->reason,
		.why = text_or(text_of(state, ROW_WHY), happened_names[form_chosen(&state->form, ROW_HAPPENED)]),
		.asked = said,
		.asked_words = asked < countof(not_asked_words) ? not_asked_words[asked]
								: text_of(state, said ? ROW_SAID : ROW_NOT_ASKED),
		.minutes = (int)strtol(form_text(&state->form, ROW_MINUTES), NULL, 10),
		.include_private = form_chosen(&state->form, ROW_PRIVATE) == 1,
		.private_why = text_of(state, ROW_PRIVATE_WHY),
		.tell = tells[form_chosen(&state->form, ROW_TELL)],
		.not_told = text_of(state, ROW_NOT_TOLD),
	};
}

/* What has no blank field to be missing. */
static bool check_chosen(OverrideState *state, Error *err)
{
	static const size_t rows[] = {ROW_ORG, ROW_REASON, ROW_HAPPENED, ROW_ASKED};
	for (size_t i = 0; i < countof(rows); i++)
		if (form_chosen(&state->form, rows[i]) == 0) {
			state->form.focus = rows[i];
			return fail(err, ERROR_INPUT, "%s: choose with Left and Right, or by its first letter.",
				    override_rows[rows[i]].label);
		}
	return true;
}

static const char *called(const OverrideState *state, const OverrideStart *start, Arena *arena)
{
	return explain_name(&state->card.base.chart->world, start->org, arena);
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
		   arena_print(arena, "%s. What happened: %s.", offer_of(state)->title, start.why));
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
	if (!app_done(app, check_chosen(state, err) && form_check(&state->form, err)))
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
	app_turned(app); /* another page of it, or the form */
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
