#include "ui/screens/record/record.h"

#include "base/text.h"
#include "base/utf8.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/match.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/record/inside.h"

enum { RECORD_VIEW = 1, RECORD_PRIVATE, RECORD_OPEN, RECORD_WHO, RECORD_FILTER, RECORD_REVIEW };
enum { FILTER_MAX = 100 };

typedef struct RecordState {
	ChartScreen base; /* first */
	List list;
	Editor filter;
	bool filtering; /* the filter has the focus */
	bool review;	/* only those that a clinician is to review */
	RecordRows rows;
	char entry[LIST_KEY_MAX]; /* that a dialog asks about */
} RecordState;

static const Binding record_keys[] = {
	{'f', RECORD_FILTER, "Filter", "Show only entries of a kind, an organisation, or with these words.",
	 .bar = true},
	{'p', RECORD_PRIVATE, "Private", "Keep this entry private: it is hidden at once.", .bar = true},
	{'P', RECORD_OPEN, "Open again", "Open a private entry again, as the patient wishes.", .bar = true},
	{KC_ENTER, RECORD_VIEW, "View", "Show all that the entry says; that you looked is kept.", .bar = true},
	{'v', RECORD_WHO, "Who sees it", "Show which organisations see this entry, and why.", .bar = true},
	{'r', RECORD_REVIEW, "To review", "Show only those that a clinician is to review, or all again.", .bar = true},
	CHART_KEYS,
};

static const char *record_key(const void *rows, size_t index)
{
	return record_row(rows, index)->entry->id;
}

static const RecordRow *chosen(const RecordState *state)
{
	return record_row(&state->rows, state->list.selected);
}

/* --- loading --- */

/* A filter looks through them all. */
static bool read_words(const RecordState *state, Error *err)
{
	return !desk_may(state->base.desk, ACT_SEE_CONTENT) ||
	       desk_entries_say(state->base.desk, state->base.chart, err);
}

static bool record_load(App *app, void *self, Error *err)
{
	RecordState *state = self;
	RecordRows *rows = &state->rows;
	const char *wanted = utf8_fold(app_loaded(app), state->filter.text);
	if (!text_empty(wanted) && !read_words(state, err))
		return false;
	record_rows_load(state->base.desk, state->base.chart, app_loaded(app), rows);
	size_t *shown = arena_array(app_loaded(app), rows->all_count, sizeof *shown);

	for (size_t i = 0; i < rows->all_count; i++)
		if ((!state->review || rows->all[i].marks.to_review) &&
		    record_row_matches(rows, &rows->all[i], wanted, app_loaded(app)))
			shown[rows->shown_count++] = i;
	rows->shown = shown;
	list_set(&state->list, rows, rows->shown_count);
	return true;
}

static bool record_enter(App *app, void *self, const void *argument, Error *err)
{
	RecordState *state = self;
	editor_open(&state->filter, app_arena(app), FILTER_MAX, NULL);
	return chart_enter(app, self, argument, err);
}

/* --- drawing --- */

static void record_draw_top(const RecordState *state, Area area)
{
	const bool filter = state->filtering || state->filter.length > 0;
	const int cols = area.cols / 2 - 8;
	if (!filter) {
		area_put(area, 0, 1, STYLE_MUTED, record_summary(&state->rows, area_scratch(area)));
		return;
	}
	area_put(area, 0, 1, STYLE_KEY, "Filter");
	editor_draw(&state->filter, area, 0, 8, cols, state->filtering);
	area_put(area, 0, 8 + cols + 1, STYLE_MUTED, record_summary(&state->rows, area_scratch(area)));
}

static void record_draw(const void *self, const App *app, Area area)
{
	const RecordState *state = self;
	const Area body = chart_draw_past(&state->base, area);
	record_draw_top(state, body);
	list_draw(&state->list, area_part(body, 1, 0, -1, -1), record_draw_row);
	if (state->rows.shown_count == 0)
		area_put(body, 2, 1, STYLE_MUTED,
			 state->rows.all_count == 0 ? "Nothing is recorded of this patient."
						    : "No entry is like that.");
}

/* To be reviewed, and not to be read here: whoever recorded it judges it. */
static bool is_theirs(const RecordRow *row)
{
	return row->marks.to_review && row->withheld;
}

static void record_explain(const void *self, const App *app, Text *out)
{
	const RecordState *state = self;
	const RecordRow *row = chosen(state);
	if (!row)
		return;
	text_add_print(out, "%s, %s: %s", chart_day(state->base.chart, row->entry->recorded, out->arena), row->called,
		       words_text(&category_words, row->entry->category));
	const char *words = record_words(&state->rows, row);
	if (!text_empty(words))
		text_add_print(out, ", %s", words);
	text_add_char(out, '.');
	record_say_marks(row, state->rows.content, out);
	if (is_theirs(row) && desk_may(state->base.desk, ACT_REVIEW_PRIVATE))
		text_add(out, " p keeps it hidden; P only if the patient asks.");
}

/* --- what can be done --- */

static bool can_make_private(const RecordState *state, const RecordRow *row, bool clinician, Error *why)
{
	if (!clinician && !desk_may(state->base.desk, ACT_ASK_PRIVATE))
		return fail(why, ERROR_REFUSED, "Only reception, nurses and clinicians may keep an entry private.");
	return !row || private_can_hide(&row->marks, clinician, why);
}

static bool can_make_open(const RecordRow *row, bool clinician, Error *why)
{
	if (!clinician)
		return fail(why, ERROR_REFUSED,
			    "A clinician opens private entries; at this desk you can only ask for them.");
	return !row || row->marks.hidden ||
	       fail(why, ERROR_REFUSED, "This entry is not private, so there is nothing to open.");
}

static bool can_view(const RecordState *state, const RecordRow *row, Error *why)
{
	if (!state->rows.content)
		return fail(why, ERROR_REFUSED, "Only nurses and clinicians see what an entry says.");
	return !row || !row->withheld ||
	       fail(why, ERROR_REFUSED, "What this entry says is withheld from this practice too; v shows why.");
}

static bool record_can(const void *self, int action, Error *why)
{
	const RecordState *state = self;
	const RecordRow *row = chosen(state);
	const bool clinician = desk_may(state->base.desk, ACT_REVIEW_PRIVATE);
	if (action >= CHART_ACTIONS)
		return chart_can(self, action, why);
	if ((action == RECORD_PRIVATE || action == RECORD_OPEN) && !chart_present(&state->base, why))
		return false;
	if ((action == RECORD_PRIVATE && !can_make_private(state, row, clinician, why)) ||
	    (action == RECORD_OPEN && !can_make_open(row, clinician, why)) ||
	    (action == RECORD_VIEW && !can_view(state, row, why)))
		return false;
	if (action == RECORD_REVIEW)
		return state->rows.review > 0 || state->review ||
		       fail(why, ERROR_REFUSED, "Nothing waits for a review.");
	return action == RECORD_FILTER || row || fail(why, ERROR_REFUSED, "No entry is selected.");
}

/* --- acts --- */

static void make_private(App *app, RecordState *state)
{
	private_begin(app, state->base.chart, chosen(state)->entry->id);
	if (app_screen(app) == &screen_record)
		app_load(app);
}

static void open_answered(App *app, void *self, const char *text)
{
	RecordState *state = self;
	private_reopened(app, state->base.chart, state->entry, text);
	app_load(app);
}

static void make_open(App *app, RecordState *state)
{
	text_copy(state->entry, sizeof state->entry, chosen(state)->entry->id);
	private_ask_reason(app, is_theirs(chosen(state)) ? chosen(state)->called : NULL, open_answered);
}

static void record_act(App *app, void *self, int action)
{
	RecordState *state = self;
	const RecordRow *row = chosen(state);
	if (chart_act(app, self, action))
		return;
	switch (action) {
	case RECORD_FILTER: state->filtering = app_done(app, read_words(state, app_error(app))); return;
	case RECORD_REVIEW:
		state->review = !state->review;
		app_load(app);
		return;
	case RECORD_PRIVATE: make_private(app, state); return;
	case RECORD_OPEN: make_open(app, state); return;
	case RECORD_VIEW:
		app_open(app, &screen_entry_card,
			 &(EntryCardArgument){state->base.chart, arena_text(app_scratch(app), row->entry->id)});
		return;
	case RECORD_WHO:
		app_open(app, &screen_who_sees,
			 &(WhoSeesArgument){.chart = state->base.chart, .entry = row->entry->id});
		return;
	default: return;
	}
}

static bool clear_filter(App *app, RecordState *state)
{
	if (!state->filtering && state->filter.length == 0)
		return false;
	state->filtering = false;
	editor_set(&state->filter, "");
	app_load(app);
	return true;
}

static bool record_type(App *app, void *self, Key key)
{
	RecordState *state = self;
	if (key.code == KC_ESC)
		return clear_filter(app, state);
	if (state->filtering && (key.code == KC_ENTER || key.code == KC_DOWN || key.code == KC_TAB)) {
		state->filtering = false;
		return true;
	}
	if (!state->filtering || !editor_key(&state->filter, key))
		return false;
	app_load(app);
	return true;
}

static bool record_in_field(const void *self)
{
	return ((const RecordState *)self)->filtering;
}

const Screen screen_record = {
	.name = "record",
	.title = "Record",
	.keymap = KEYMAP(record_keys),
	.size = sizeof(RecordState),
	.list = SCREEN_AT(RecordState, list),
	.row_key = record_key,
	.chosen = RECORD_VIEW,
	.enter = record_enter,
	.load = record_load,
	.draw = record_draw,
	.act = record_act,
	.type = record_type,
	.in_field = record_in_field,
	.tick = chart_tick,
	.leave = chart_leave,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = record_explain,
	.can = record_can,
	.tabs = chart_tabs,
	.tab = CHART_TAB_RECORD,
};
