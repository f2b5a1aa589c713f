#include "ui/screens/record.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk_care.h"
#include "model/explain.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/picker.h"
#include "ui/screens/chart_screen.h"
#include "ui/screens/entry_card.h"
#include "ui/screens/who_sees.h"

enum { RECORD_VIEW = 1, RECORD_PRIVATE, RECORD_OPEN, RECORD_WHO, RECORD_FILTER, RECORD_REVIEW };
enum { NARROW = 60, WIDE = 100, DAY_COLS = 12, KIND_COLS = 15, FROM_COLS = 22, FROM_WIDE = 36, MARK_COLS = 10 };
enum { FILTER_MAX = 100 };

typedef struct RecordRow {
	const Entry *entry;
	const Fact *hidden; /* the private mark, or the wish for one; or NULL */
	const char *called; /* who recorded it */
	const char *folded; /* what the filter looks at */
	const char *words;  /* what it says, where this desk may read that; or NULL */
} RecordRow;

typedef struct RecordRows { /* what the list is given */
	const Chart *chart;
	const RecordRow *all;
	const size_t *shown;
	size_t all_count, shown_count, hidden, review;
	bool content;
} RecordRows;

typedef struct RecordState {
	ChartScreen base; /* first */
	const Desk *desk;
	List list;
	Editor filter;
	bool filtering; /* the filter has the focus */
	bool review;	/* only those that a clinician is to review */
	Arena arena;	/* of the rows */
	RecordRows rows;
	const char **linked; /* identifiers that a dialog asks about */
	size_t linked_count;
	Arena asked; /* of these */
} RecordState;

static const Binding record_keys[] = {
	{'f', RECORD_FILTER, "Filter", "Show only entries of a kind, an organisation, or with these words.",
	 .bar = true},
	{'p', RECORD_PRIVATE, "Private", "Keep this entry private: it is hidden at once.", .bar = true},
	{'o', RECORD_OPEN, "Re-open", "Open a private entry again, as the patient wishes.", .bar = true},
	{KC_ENTER, RECORD_VIEW, "View", "Show all that the entry says; that you looked is kept.", .bar = true},
	{'v', RECORD_WHO, "Who sees it", "Show which organisations see this entry, and why.", .bar = true},
	{'r', RECORD_REVIEW, "To review", "Show only those that a clinician is to review, or all again.", .bar = true},
	CHART_KEYS,
};

static const RecordRow *row_at(const RecordRows *rows, size_t index)
{
	return index < rows->shown_count ? &rows->all[rows->shown[index]] : NULL;
}

static const char *record_key(const void *rows, size_t index)
{
	return row_at(rows, index)->entry->id;
}

static const RecordRow *chosen(const RecordState *state)
{
	return row_at(&state->rows, state->list.selected);
}

static bool to_review(const RecordRow *row)
{
	return row->hidden && row->hidden->kind == FACT_ENTRY_PRIVATE_REQUESTED;
}

/* ── loading ── */

/* In the place of words that the practice itself may not see. */
static const char withheld[] = "(withheld)";

static RecordRow record_row(RecordState *state, size_t i, const Viewer *own)
{
	const Chart *chart = state->base.chart;
	const Entry *entry = &chart->world.entries.items[i];
	RecordRow row = {.entry = entry, .hidden = chart->now.entries[i].hidden};
	char day[16];

	if (state->rows.content)
		row.words = desk_reads(own, i) ? text_or(entry->text, "") : withheld;
	date_print_staff(zone_date(chart->world.zone, entry->recorded), day);
	row.called = explain_name(&chart->world, entry->org, &state->arena);
	row.folded = utf8_fold(&state->arena,
			       arena_print(&state->arena, "%s %s %s %s %s", day, row.called,
					   words_text(&category_words, entry->category), text_or(row.words, ""),
					   row.hidden ? "private" : ""));
	return row;
}

/* The latest first. What was recorded after the moment shown is not there yet (G0). */
static void load_rows(Desk *desk, RecordState *state)
{
	const Chart *chart = state->base.chart;
	const size_t count = chart->world.entries.count;
	RecordRow *all = arena_array(&state->arena, count, sizeof(*all));
	const Viewer own = desk_own_viewer(desk, chart, &state->arena);

	state->rows = (RecordRows){.chart = chart, .all = all, .content = desk_may(state->desk, ACT_SEE_CONTENT)};
	for (size_t i = count; i-- > 0;) {
		if (instant_before(chart->now.at, chart->world.entries.items[i].recorded))
			continue;
		const RecordRow row = record_row(state, i, &own);

		state->rows.hidden += row.hidden != NULL;
		state->rows.review += to_review(&row);
		all[state->rows.all_count++] = row;
	}
}

static void choose_rows(RecordState *state)
{
	RecordRows *rows = &state->rows;
	size_t *shown = arena_array(&state->arena, rows->all_count, sizeof(*shown));
	const char *wanted = utf8_fold(&state->arena, state->filter.text);

	rows->shown_count = 0;
	for (size_t i = 0; i < rows->all_count; i++)
		if ((!state->review || to_review(&rows->all[i])) && picker_matches(rows->all[i].folded, wanted))
			shown[rows->shown_count++] = i;
	rows->shown = shown;
	list_set(&state->list, rows, rows->shown_count);
}

static void record_again(App *app, void *self)
{
	RecordState *state = self;

	arena_clear(&state->arena);
	load_rows(app_desk(app), state);
	choose_rows(state);
}

static bool record_enter(App *app, void *self, const void *argument, Error *err)
{
	RecordState *state = self;

	chart_take(&state->base, argument);
	state->desk = app_desk(app);
	if (!desk_refresh_chart(app_desk(app), state->base.chart, NULL, err))
		return false;
	list_open(&state->list, app_arena(app), record_key);
	editor_open(&state->filter, app_arena(app), FILTER_MAX, NULL);
	record_again(app, state);
	return true;
}

static void record_leave(App *app, void *self)
{
	RecordState *state = self;

	arena_free(&state->arena);
	arena_free(&state->asked);
	chart_leave(app, self);
}

/* ── drawing ── */

static const char *mark_of(const RecordRow *row)
{
	return !row->hidden ? "" : to_review(row) ? "to review" : "private";
}

static void record_draw_row(const void *list_rows, size_t index, bool selected, Area area)
{
	const RecordRows *rows = list_rows;
	const RecordRow *row = row_at(rows, index);
	const bool narrow = area.cols < NARROW;
	const char *kind = words_text(&category_words, row->entry->category);
	const int end = row->hidden ? area.cols - MARK_COLS : area.cols, from = DAY_COLS + (narrow ? 0 : KIND_COLS);
	const int words = from + (area.cols < WIDE ? FROM_COLS : FROM_WIDE);
	char day[16];

	(void)selected;
	date_print_staff(zone_date(rows->chart->world.zone, row->entry->recorded), day);
	area_put(area, 0, 0, STYLE_NORMAL, day);
	if (narrow) {
		area_put_in(area, 0, from, end - from, STYLE_NORMAL,
			    text_empty(row->words) ? kind : row->words);
	} else {
		area_put_in(area, 0, DAY_COLS, KIND_COLS - 1, STYLE_NORMAL, kind);
		area_put_in(area, 0, from, (rows->content ? words : end) - from - 1, STYLE_MUTED, row->called);
		if (rows->content)
			area_put_in(area, 0, words, end - words, STYLE_STRONG, text_or(row->words, ""));
	}
	area_put_right(area, 0, to_review(row) ? STYLE_WARNING : STYLE_STRONG, mark_of(row));
}

static const char *record_summary(const RecordState *state, Arena *arena)
{
	const RecordRows *rows = &state->rows;
	Text words = {.arena = arena};

	if (rows->shown_count < rows->all_count) {
		text_add_print(&words, "%zu of %zu", rows->shown_count, rows->all_count);
		return text_done(&words);
	}
	text_add_print(&words, "%zu %s", rows->all_count, rows->all_count == 1 ? "entry" : "entries");
	if (rows->hidden > rows->review)
		text_add_print(&words, ", %zu private", rows->hidden - rows->review);
	if (rows->review > 0)
		text_add_print(&words, ", %zu to review", rows->review);
	return text_done(&words);
}

static void record_draw_top(const RecordState *state, Area area)
{
	const bool filter = state->filtering || state->filter.length > 0;
	const int cols = area.cols / 2 - 8;

	if (!filter) {
		area_put(area, 0, 1, STYLE_MUTED, record_summary(state, area_scratch(area)));
		return;
	}
	area_put(area, 0, 1, STYLE_KEY, "Filter");
	editor_draw(&state->filter, area, 0, 8, cols, state->filtering);
	area_put(area, 0, 8 + cols + 1, STYLE_MUTED, record_summary(state, area_scratch(area)));
}

static void record_draw(const void *self, const App *app, Area area)
{
	const RecordState *state = self;
	const Area body = chart_draw_past(&state->base, app, area);

	record_draw_top(state, body);
	list_draw(&state->list, area_part(body, 1, 0, -1, -1), record_draw_row);
	if (state->rows.shown_count == 0)
		area_put(body, 2, 1, STYLE_MUTED,
			 state->rows.all_count == 0 ? "Nothing is recorded of this patient."
						    : "No entry is like that.");
}

static void record_explain(const void *self, const App *app, Text *out)
{
	const RecordState *state = self;
	const RecordRow *row = chosen(state);
	char day[16];

	(void)app;
	if (!row)
		return;
	date_print_staff(zone_date(state->base.chart->world.zone, row->entry->recorded), day);
	text_add_print(out, "%s, %s: %s", day, row->called, words_text(&category_words, row->entry->category));
	if (!text_empty(row->words))
		text_add_print(out, ", %s", row->words);
	text_add(out, to_review(row) ? ". Hidden; for a clinician to review." : row->hidden ? ". Private." : ".");
}

/* ── what can be done ── */

static bool chart_changes(int action)
{
	return action == RECORD_PRIVATE || action == RECORD_OPEN;
}

/* Why this cannot be had; NULL where it can. */
static const char *why_not(const RecordState *state, int action)
{
	const RecordRow *row = chosen(state);
	const bool clinician = desk_may(state->desk, ACT_REVIEW_PRIVATE);

	if (chart_changes(action) && chart_in_past(&state->base))
		return chart_past_refusal;
	switch (action) {
	case RECORD_FILTER: return NULL;
	case RECORD_REVIEW: return state->rows.review > 0 || state->review ? NULL : "Nothing waits for a review.";
	case RECORD_PRIVATE:
		if (!clinician && !desk_may(state->desk, ACT_ASK_PRIVATE))
			return "Only reception, nurses and clinicians may keep an entry private.";
		break;
	case RECORD_OPEN:
		if (!clinician)
			return "A clinician opens private entries; at this desk you can only ask for them.";
		break;
	case RECORD_VIEW:
		if (!state->rows.content)
			return "Only nurses and clinicians see what an entry says.";
		break;
	default: break;
	}
	if (!row)
		return "No entry is selected.";
	if (action == RECORD_VIEW && row->words == withheld)
		return "What this entry says is withheld from this practice too; v shows why.";
	if (action == RECORD_OPEN && !row->hidden)
		return "This entry is not private, so there is nothing to open.";
	if (action == RECORD_PRIVATE && row->hidden && !(clinician && to_review(row)))
		return to_review(row) ? "This entry is hidden already; a clinician is to review it."
				      : "This entry is private already: nobody outside sees it.";
	return NULL;
}

static bool record_can(const void *self, int action)
{
	return action >= CHART_ACTIONS ? chart_can(self, action) : !why_not(self, action);
}

static void record_refuse(const void *self, int action, Text *out)
{
	text_add(out, action >= CHART_ACTIONS ? "This is the present." : text_or(why_not(self, action), ""));
}

/* ── acts ── */

static void private_all(App *app, void *self, bool yes, const char *text)
{
	RecordState *state = self;
	size_t done = 0;
	Error err = {0};

	(void)text;
	while (yes && done < state->linked_count &&
	       desk_make_private(app_desk(app), state->base.chart, state->linked[done], &err))
		done++;
	record_again(app, state);
	if (!yes)
		app_notice(app, NOTICE_GOOD, "Only the one entry is hidden. u takes it back.");
	else if (done < state->linked_count)
		app_notice(app, NOTICE_WARNING, "%zu of %zu are hidden too, then: %s", done, state->linked_count,
			   err.text);
	else
		app_notice(app, NOTICE_GOOD, "%zu entries are hidden. u takes back the last; o opens any of them.",
			   done + 1);
}

static size_t entry_number(const Chart *chart, const char *id)
{
	size_t i = 0;

	while (i + 1 < chart->world.entries.count && !text_is(chart->world.entries.items[i].id, id))
		i++;
	return i;
}

/* Hiding one alone often leaves in sight what it was about. */
static bool offer_linked(App *app, RecordState *state, const char *entry, const char *said)
{
	const Chart *chart = state->base.chart;
	const size_t *found;
	size_t count;

	arena_clear(&state->asked);
	desk_linked_entries(chart, entry_number(chart, entry), &state->asked, &found, &count);
	if (count == 0)
		return false;
	state->linked = arena_array(&state->asked, count, sizeof(*state->linked));
	state->linked_count = count;
	for (size_t i = 0; i < count; i++)
		state->linked[i] = arena_text(&state->asked, chart->world.entries.items[found[i]].id);
	app_ask(app, &(Dialog){
			     .kind = DIALOG_LETTER,
			     .title = "What belongs with it",
			     .text = arena_print(app_scratch(app),
						 "%s %zu %s with it: of the same code or hour. Hide %s too?", said,
						 count, count == 1 ? "entry belongs" : "entries belong",
						 count == 1 ? "it" : "them"),
			     .letter = 'p',
			     .yes = count == 1 ? "Hide it too" : "Hide them too",
			     .done = private_all,
		     });
	return true;
}

static void make_private(App *app, RecordState *state)
{
	const bool clinician = desk_may(state->desk, ACT_REVIEW_PRIVATE), confirms = chosen(state)->hidden != NULL;
	const char *said = !clinician ? "Hidden at once, and listed for a clinician to review."
			   : confirms ? "Confirmed: it stays private."
				      : "Private: nobody outside sees it.";
	const char *entry = arena_text(app_scratch(app), chosen(state)->entry->id);
	Error err = {0};
	const bool done = desk_make_private(app_desk(app), state->base.chart, entry, &err);

	record_again(app, state);
	if (!done)
		app_fail(app, &err);
	else if (!offer_linked(app, state, entry, said))
		app_notice(app, NOTICE_GOOD, "%s u takes it back.", said);
}

static void make_open(App *app, RecordState *state)
{
	const char *entry = arena_text(app_scratch(app), chosen(state)->entry->id);
	Error err = {0};

	if (desk_make_open(app_desk(app), state->base.chart, entry, &err))
		app_notice(app, NOTICE_GOOD, "Open again: sharing decides who sees it. u takes it back.");
	else
		app_fail(app, &err);
	record_again(app, state);
}

static void show_review(RecordState *state)
{
	state->review = !state->review;
	choose_rows(state);
}

static void record_act(App *app, void *self, int action)
{
	RecordState *state = self;
	const RecordRow *row = chosen(state);

	if (chart_act(app, self, action))
		return;
	switch (action) {
	case RECORD_FILTER: state->filtering = true; return;
	case RECORD_REVIEW: show_review(state); return;
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

static bool clear_filter(RecordState *state)
{
	if (!state->filtering && state->filter.length == 0)
		return false;
	state->filtering = false;
	editor_set(&state->filter, "");
	choose_rows(state);
	return true;
}

static bool record_type(App *app, void *self, Key key)
{
	RecordState *state = self;

	if (key.code == KC_ESC)
		return clear_filter(state);
	if (state->filtering && (key.code == KC_ENTER || key.code == KC_DOWN || key.code == KC_TAB)) {
		state->filtering = false;
		return true;
	}
	if (state->filtering && editor_key(&state->filter, key)) {
		choose_rows(state);
		return true;
	}
	switch (list_key(&state->list, key)) {
	case LIST_IGNORED: return false;
	case LIST_MOVED: return true;
	case LIST_CHOSEN: app_act(app, RECORD_VIEW); return true;
	}
	return false;
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
	.enter = record_enter,
	.draw = record_draw,
	.act = record_act,
	.type = record_type,
	.in_field = record_in_field,
	.tick = chart_tick,
	.again = record_again,
	.leave = record_leave,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = record_explain,
	.can = record_can,
	.refuse = record_refuse,
	.tabs = chart_tabs,
	.tab = CHART_TAB_RECORD,
};
