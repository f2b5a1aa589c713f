#include "ui/screens/record/record.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/lists/lists.h"
#include "model/readings/explain.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/record/inside.h"

enum {
	CARD_WHO = 1,
	CARD_PRIVATE,
	CARD_CONFIRM,
	CARD_OPEN,
	CARD_SAFEGUARDING,
	CARD_NOT_ONLINE,
	CARD_SENSITIVE,
	LABEL_COLS = 14,
	NOTE_MAX = 200
};

typedef struct CardState {
	ChartScreen base; /* first; the chart is the caller's */
	char entry[LIST_KEY_MAX];
	const char *said; /* what it says */
} CardState;

static const Binding entry_keys[] = {
	{'p', CARD_PRIVATE, "Private", "Keep this entry private: it is hidden at once from every organisation.",
	 .bar = true},
	{KC_CTRL('s'), CARD_CONFIRM, "Keep private", "Confirm that it is kept private, as the patient asked.",
	 .bar = true, .right = ACT_REVIEW_PRIVATE},
	{'P', CARD_OPEN, "Open again", "Open a private entry again, with the reason.", .bar = true},
	{'s', CARD_SAFEGUARDING, "Safeguarding", "Flag it as safeguarding relevant, or take the flag off.",
	 .bar = true},
	{'o', CARD_NOT_ONLINE, "Not online",
	 "Keep it from being shown online, with the reason, or let it be shown again.", .bar = true},
	{'z', CARD_SENSITIVE, "Sensitive",
	 "Mark it sensitive, so that the Summary Care Record leaves it out by itself, or take the mark off.",
	 .bar = true},
	{'v', CARD_WHO, "Who sees this", "Show which organisations see this entry, and why.", .bar = true},
};

/* The entry's number in the chart; false where it is gone. */
static bool entry_find(const CardState *state, size_t *ret_entry)
{
	*ret_entry = chart_entry(state->base.chart, state->entry);
	return *ret_entry < state->base.chart->world.entries.count;
}

static bool entry_enter(App *app, void *self, const void *argument, Error *err)
{
	CardState *state = self;
	const EntryCardArgument *asked = argument;
	chart_on(app, &state->base, asked->chart);
	text_copy(state->entry, sizeof state->entry, asked->entry);
	return desk_allows(app_desk(app), ACT_SEE_CONTENT, err) &&
	       desk_view_entry(app_desk(app), asked->chart, state->entry, err);
}

static bool entry_load(App *app, void *self, Error *err)
{
	CardState *state = self;
	const char *said = "";
	size_t number;
	if (entry_find(state, &number) && !desk_entry_said(app_desk(app), state->base.chart, number, &said, err))
		return false;
	state->said = arena_text(app_loaded(app), said);
	return true;
}

static int entry_row(Area area, int row, const char *label, const char *words)
{
	if (text_empty(words))
		return row;
	area_put(area, row, 1, STYLE_MUTED, label);
	return row + flow_put(area_part(area, 0, 0, -1, area.cols - 1), row, LABEL_COLS, STYLE_NORMAL, words);
}

/* "since 12-Nov-2026, by Dr Shah: the note"; NULL where the mark is not set. */
static const char *entry_mark(const CardState *state, const Fact *mark, const char *since, Arena *arena)
{
	Text words = {.arena = arena};
	if (!mark)
		return NULL;
	text_add_print(&words, "%s %s, by %s", since, chart_day(state->base.chart, mark->at, arena),
		       text_or(mark->by, "somebody"));
	if (!text_empty(mark->note))
		text_add_print(&words, ": %s", mark->note);
	return text_done(&words);
}

static bool is_sensitive(const CardState *state, size_t entry)
{
	return state->base.chart->world.entries.items[entry].sensitive == TRUTH_TRUE;
}

/* By whom, where somebody said so; a list of codes may have (S4). */
static const char *entry_sensitive(const CardState *state, size_t entry, Arena *arena)
{
	const Fact *said = desk_sensitive_said(state->base.chart, entry);
	const char *words = is_sensitive(state, entry) ? "yes" : "no";
	return said ? entry_mark(state, said, arena_print(arena, "%s, since", words), arena) : words;
}

/* Four marks, each by itself: private hides it here, sensitive is for the Summary Care Record, the other two are kept
 * and handed on. */
static int entry_marks(const CardState *state, size_t entry, Area area, int row)
{
	Arena *arena = area_scratch(area);
	EntryMarks marks;
	desk_entry_marks(state->base.chart, entry, &marks);
	const char *since = marks.to_review ? "to be reviewed, since" : "since";

	row = entry_row(area, row, "Sensitive", entry_sensitive(state, entry, arena));
	row = entry_row(area, row, "Private", text_or(entry_mark(state, marks.hidden, since, arena), "no"));
	row = entry_row(area, row, "Safeguarding",
			text_or(entry_mark(state, marks.safeguarding, "relevant, since", arena), "no"));
	return entry_row(area, row, "Shown online",
			 marks.not_online ? entry_mark(state, marks.not_online, "no, since", arena)
			 : marks.offline  ? "no, as it is marked above"
					  : "yes");
}

static void entry_draw(const void *self, const App *app, Area area)
{
	const CardState *state = self;
	const Chart *chart = state->base.chart;
	Arena *arena = area_scratch(area);
	size_t number;
	int row = area.rows > 10;
	if (!entry_find(state, &number)) {
		area_put(area, 1, 1, STYLE_MUTED, "This entry is not in the record any more.");
		return;
	}

	const Entry *entry = &chart->world.entries.items[number];

	row += flow_put(area, row, 1, STYLE_STRONG,
			text_empty(state->said) ? "This entry has no words." : state->said) +
	       (area.rows > 10);
	row = entry_row(area, row, "Kind", words_text(&category_words, entry->category));
	row = entry_row(area, row, "Recorded", chart_moment(chart, entry->recorded, arena));
	row = entry_row(area, row, "By", explain_name(&chart->world, entry->org, arena));
	row = entry_row(area, row, "Code", entry->code);
	entry_marks(state, number, area, row);
}

/* In sight in a small window too. */
static void entry_explain(const void *self, const App *app, Text *out)
{
	const CardState *state = self;
	EntryMarks marks = {0};
	size_t number;
	if (!entry_find(state, &number))
		return;
	desk_entry_marks(state->base.chart, number, &marks);
	text_add(out, !marks.hidden ? "Not private. " : marks.to_review ? "Hidden, to be reviewed. " : "Private. ");
	text_add(out, marks.safeguarding ? "Safeguarding relevant. " : "No safeguarding flag. ");
	text_add(out, marks.offline ? "Not shown online." : "Shown online.");
	if (is_sensitive(state, number))
		text_add(out, " Sensitive.");
}

/* --- marks --- */

static EntryMarks marks_of(const CardState *state)
{
	EntryMarks marks = {0};
	size_t number;
	if (entry_find(state, &number))
		desk_entry_marks(state->base.chart, number, &marks);
	return marks;
}

static bool entry_can(const void *self, int action, Error *why)
{
	const CardState *state = self;
	const EntryMarks marks = marks_of(state);
	const bool clinician = desk_may(state->base.desk, ACT_REVIEW_PRIVATE);
	if (action == CARD_WHO)
		return true;
	if (!chart_present(&state->base, why))
		return false;
	if (action == CARD_OPEN && !clinician)
		return fail(why, ERROR_REFUSED,
			    "A clinician opens private entries; at this desk you can only ask for them.");
	if (action == CARD_OPEN)
		return marks.hidden ||
		       fail(why, ERROR_REFUSED, "This entry is not private, so there is nothing to open.");
	if (action == CARD_CONFIRM && !(marks.hidden && marks.to_review))
		return fail(why, ERROR_REFUSED, "Nothing waits for a review here.");
	return action == CARD_PRIVATE || action == CARD_CONFIRM ? private_can_hide(&marks, clinician, why)
								: desk_allows(state->base.desk, ACT_FLAG, why);
}

static void flag(App *app, CardState *state, EntryFlag which, bool on, const char *note)
{
	static const char *const said[EntryFlag_COUNT_][2] = {
		[FLAG_SAFEGUARDING] = {"It is not safeguarding relevant any more.",
				       "Flagged as safeguarding relevant."},
		[FLAG_NOT_ONLINE] = {"It may be shown online again.", "It is not shown online."},
	};
	if (app_done(app,
		     desk_entry_flag(app_desk(app), state->base.chart, state->entry, which, on, note, app_error(app))))
		app_notice(app, NOTICE_GOOD, "%s u takes it back.", said[which][on]);
}

/* No undo: the other way round is the same act. */
static void turn_sensitive(App *app, const CardState *state)
{
	size_t number;
	if (!entry_find(state, &number))
		return;

	const bool on = !is_sensitive(state, number);

	if (app_done(app, desk_entry_sensitive(app_desk(app), state->base.chart, state->entry, on, app_error(app))))
		app_notice(app, NOTICE_GOOD, "%s. z sets it back.", on ? "Marked sensitive" : "Not sensitive any more");
}

static void safeguarding_noted(App *app, void *self, const char *text)
{
	flag(app, self, FLAG_SAFEGUARDING, true, text);
}

static void not_online_noted(App *app, void *self, const char *text)
{
	flag(app, self, FLAG_NOT_ONLINE, true, text);
}

static void turn_safeguarding(App *app, CardState *state)
{
	if (marks_of(state).safeguarding)
		flag(app, state, FLAG_SAFEGUARDING, false, NULL);
	else
		app_ask(app, &(Dialog){
				     .kind = DIALOG_TEXT,
				     .title = "Safeguarding relevant",
				     .text = "A note may be added; it is shown in no list.",
				     .yes = "Flag it",
				     .max = NOTE_MAX,
				     .optional = true,
				     .done = safeguarding_noted,
			     });
}

static void turn_not_online(App *app, CardState *state)
{
	if (marks_of(state).not_online)
		flag(app, state, FLAG_NOT_ONLINE, false, NULL);
	else
		app_ask(app, &(Dialog){
				     .kind = DIALOG_TEXT,
				     .title = "Not shown online",
				     .text = "Why is this entry not to be shown online? The reason is kept.",
				     .yes = "Flag it",
				     .max = NOTE_MAX,
				     .done = not_online_noted,
			     });
}

static void open_answered(App *app, void *self, const char *text)
{
	const CardState *state = self;
	private_reopened(app, state->base.chart, state->entry, text);
}

static void entry_act(App *app, void *self, int action)
{
	CardState *state = self;
	switch (action) {
	case CARD_WHO:
		app_open(app, &screen_who_sees, &(WhoSeesArgument){.chart = state->base.chart, .entry = state->entry});
		return;
	case CARD_CONFIRM:
	case CARD_PRIVATE: private_begin(app, state->base.chart, state->entry); return;
	case CARD_OPEN: private_ask_reason(app, NULL, open_answered); return;
	case CARD_SAFEGUARDING: turn_safeguarding(app, state); return;
	case CARD_NOT_ONLINE: turn_not_online(app, state); return;
	case CARD_SENSITIVE: turn_sensitive(app, state); return;
	default: return;
	}
}

const Screen screen_entry_card = {
	.name = "entry_card",
	.title = "One entry",
	.keymap = KEYMAP(entry_keys),
	.size = sizeof(CardState),
	.enter = entry_enter,
	.load = entry_load,
	.draw = entry_draw,
	.act = entry_act,
	.tick = chart_tick,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = entry_explain,
	.can = entry_can,
};
