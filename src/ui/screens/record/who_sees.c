#include "ui/screens/record/inside.h"

#include "base/text.h"
#include "model/lists/lists.h"
#include "model/readings/explain.h"
#include "model/readings/onlookers.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"

enum { NARROW = 60, SIGN_COLS = 2, NAME_COLS = 36, VERDICT_COLS = 16 };

typedef struct WhoRow {
	const char *org, *name, *reason, *why; /* the reason in few words, and the whole sentence */
	Verdict verdict;
} WhoRow;

typedef struct WhoState {
	ChartScreen base; /* first; the chart is the matrix's */
	List list;
	Arena *arena; /* of the rows */
	WhoRow *rows;
	size_t count;
	bool content;	  /* who is signed in may see what the entry says, and that they did is told */
	const char *said; /* it, where they may */
	char entry[LIST_KEY_MAX], org[LIST_KEY_MAX];
} WhoState;

static const char *who_key(const void *rows, size_t index)
{
	return ((const WhoRow *)rows)[index].org;
}

/* --- loading --- */

static size_t entry_of(const WhoState *state)
{
	return chart_entry(state->base.chart, state->entry);
}

static bool is_there(const WhoState *state)
{
	return entry_of(state) < state->base.chart->world.entries.count;
}

static void add_row(WhoState *state, const char *org, const char *name, const Decision *decision)
{
	Text why = {.arena = state->arena};
	explain_decision(&state->base.chart->now, name, decision, "this", &why);
	text_add_print(&why, " (%s)", rule_text(decision->rule));
	state->rows[state->count++] = (WhoRow){
		.org = arena_text(state->arena, org),
		.name = name,
		.why = text_done(&why),
		.reason = seen_reason(decision, state->arena),
		.verdict = decision->verdict,
	};
}

/* `denied`: also where it is denied. */
static void add(WhoState *state, const char *org, size_t entry, bool denied)
{
	const Reach *reach = &state->base.chart->now;
	const Viewer viewer = viewer_of(reach, org);
	const Decision decision = decide(&viewer, entry);
	for (size_t i = 0; i < state->count; i++) {
		if (text_is(state->rows[i].org, org))
			return;
	}
	if (denied || decision.verdict != VERDICT_DENY)
		add_row(state, org, explain_name(reach->world, org, state->arena), &decision);
}

/* Those who care for the patient stand first, whatever they see; then all others that see it or may ask for it. */
static bool load_entry(App *app, WhoState *state, size_t entry, Error *err)
{
	const Matrix *matrix = &state->base.chart->matrix;
	const Reach *reach = &state->base.chart->now;
	const TextList named = onlookers_named(reach, state->arena);
	OrganisationList askers;
	if (!desk_organisations_of(app_desk(app), ORGANISATIONS_ASKING, SIZE_MAX, state->arena, &askers, err))
		return false;
	state->rows = arena_array(state->arena, matrix->count + named.count + 3, sizeof *state->rows);
	for (size_t i = 0; i < matrix->count; i++)
		add(state, matrix->rows[i].org, entry, true);
	if (state->org[0])
		add(state, state->org, entry, true);
	for (size_t i = 0; i < named.count; i++)
		add(state, named.items[i], entry, false);

	for (Via via = VIA_MIG; via <= VIA_SCR; via++) {
		const char *asker = onlookers_asking(reach, entry, &named, &askers, via);
		if (!asker)
			continue;
		const Viewer other = viewer_of(reach, asker);
		const Decision decision = decide(&other, entry);
		add_row(state, "", via == VIA_MIG ? "Any other local view partner" : "Any other summary viewer",
			&decision);
	}
	return true;
}

static bool who_load(App *app, void *self, Error *err)
{
	WhoState *state = self;
	state->arena = app_loaded(app);
	state->rows = NULL;
	state->count = 0;
	const char *said = NULL;
	if (is_there(state) &&
	    (!load_entry(app, state, entry_of(state), err) ||
	     (state->content && !desk_entry_said(app_desk(app), state->base.chart, entry_of(state), &said, err))))
		return false;
	state->said = arena_text(state->arena, text_or(said, ""));
	list_set(&state->list, state->rows, state->count);
	return true;
}

/* What an entry says only where it may be read here; that it is hidden is no reason not to say who sees it. */
static bool may_read(App *app, const WhoState *state)
{
	const Viewer own = desk_own_viewer(app_desk(app), state->base.chart, app_scratch(app));
	return desk_may(app_desk(app), ACT_SEE_CONTENT) && is_there(state) && desk_reads(&own, entry_of(state));
}

static bool who_enter(App *app, void *self, const void *argument, Error *err)
{
	WhoState *state = self;
	const WhoSeesArgument *given = argument;
	chart_on(app, &state->base, given->chart);
	text_copy(state->entry, sizeof state->entry, given->entry);
	text_copy(state->org, sizeof state->org, text_or(given->org, ""));
	state->content = may_read(app, state);
	return !state->content || desk_view_entry(app_desk(app), state->base.chart, state->entry, err);
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const WhoRow *row = (const WhoRow *)rows + index;
	static const char *const words[] = {
		[VERDICT_DENY] = "cannot see it",
		[VERDICT_ASK] = "may ask for it",
		[VERDICT_ALLOW] = "sees it",
	};
	const int name = area.cols < NARROW ? area.cols - SIGN_COLS - 15 : NAME_COLS;
	area_put(area, 0, 0, row->verdict == VERDICT_ALLOW ? STYLE_GOOD : STYLE_NORMAL,
		 seen_sign(area_glyphs(area), row->verdict));
	area_put_in(area, 0, SIGN_COLS, name, STYLE_NORMAL, row->name);
	area_put(area, 0, SIGN_COLS + name + 1, STYLE_NORMAL, words[row->verdict]);
	if (area.cols >= NARROW)
		area_put(area, 0, SIGN_COLS + name + 1 + VERDICT_COLS, STYLE_MUTED, row->reason);
}

/* The entry: its content only for those who may see it. */
static const char *entry_words(const WhoState *state, Arena *arena)
{
	const World *world = &state->base.chart->world;
	if (!is_there(state))
		return "This entry is not in the record any more.";

	const Entry *entry = &world->entries.items[entry_of(state)];

	return arena_print(arena, "%s, %s, %s%s%s", chart_day(state->base.chart, entry->recorded, arena),
			   words_text(&category_words, entry->category), explain_name(world, entry->org, arena),
			   text_empty(state->said) ? "" : ": ", text_or(state->said, ""));
}

static void who_draw(const void *self, const App *app, Area area)
{
	const WhoState *state = self;
	area = chart_draw_past(&state->base, area);
	area_put(area, 0, 1, STYLE_STRONG, entry_words(state, area_scratch(area)));
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), draw_row);
}

static void who_explain(const void *self, const App *app, Text *out)
{
	const WhoState *state = self;
	const bool narrow = app_body_cols(app) < NARROW; /* the whole sentence would take the rows the list needs */
	if (state->count > 0 && narrow)
		text_add_print(out, "%s: %s", state->rows[state->list.selected].name,
			       state->rows[state->list.selected].reason);
	else if (state->count > 0)
		text_add(out, state->rows[state->list.selected].why);
}

static bool who_type(App *app, void *self, Key key)
{
	if (key.code != 'v')
		return false;
	app_close(app);
	return true;
}

const Screen screen_who_sees = {
	.name = "who-sees",
	.title = "Who can see this entry",
	.size = sizeof(WhoState),
	.list = SCREEN_AT(WhoState, list),
	.row_key = who_key,
	.enter = who_enter,
	.load = who_load,
	.draw = who_draw,
	.type = who_type,
	.tick = chart_tick,
	.patient = chart_patient,
	.explain = who_explain,
};
