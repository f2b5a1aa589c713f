#include "ui/screens/sharing/inside.h"

#include <stdlib.h>

#include "base/text.h"
#include "model/readings/explain.h"
#include "model/readings/whose.h"
#include "ui/flow.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/chart/chart.h"

/* Entries decided alike: one reason, one rule, one way. */
typedef struct Group {
	Decision example;
	size_t count;
	bool mixed; /* they rest on different facts */
} Group;

typedef struct WhyState {
	ChartScreen base; /* first; the chart is the matrix's */
	List list;
	FlowRows lines; /* the day of a fact is the sign of its first */
	int cols;
	char episode[LIST_KEY_MAX];
} WhyState;

enum { WHY_PERMISSION = 1 };
enum { WHY_INDENT = 1, WHY_DAY = 14 };

static const Binding why_keys[] = {
	{'m', WHY_PERMISSION, "May they look?",
	 "Ask the patient whether they may look now, where they ask first (MIG, SCR).", .bar = true},
};

static const MatrixRow *row_of(const WhyState *state)
{
	return chart_row(state->base.chart, state->episode);
}

/* --- lines --- */

static void add(WhyState *state, FlowRow like, const char *text)
{
	flow_add_text(&state->lines, text, state->cols - 3 - like.col, like);
}

static void add_heading(WhyState *state, const char *text)
{
	if (state->lines.count > 0)
		flow_add(&state->lines, (FlowRow){.text = ""});
	add(state, (FlowRow){.style = STYLE_STRONG}, text);
}

/* --- what is seen and what is not, by reason --- */

static bool alike(const Decision *a, const Decision *b)
{
	return a->verdict == b->verdict && a->reason == b->reason && a->via == b->via;
}

static int more_first(const void *a, const void *b)
{
	const size_t left = ((const Group *)a)->count, right = ((const Group *)b)->count;
	return left < right ? 1 : left > right ? -1 : 0;
}

static size_t group_entries(const Viewer *viewer, Group *groups)
{
	const EntryList *entries = &viewer->reach->world->entries;
	size_t count = 0;
	for (size_t i = 0; i < entries->count; i++) {
		const Decision decision = decide(viewer, i);
		size_t at = 0;
		if (decision.rule == RULE_G0) /* not recorded by then */
			continue;
		while (at < count && !alike(&groups[at].example, &decision))
			at++;
		if (at == count)
			groups[count++] = (Group){.example = decision};
		groups[at].count++;
		groups[at].mixed |= !decisions_alike(&groups[at].example, &decision);
	}
	qsort(groups, count, sizeof *groups, more_first);
	return count;
}

static void add_group(WhyState *state, Arena *arena, const MatrixRow *row, const Group *group)
{
	const Chart *chart = state->base.chart;
	Text words = {.arena = arena};
	char object[40];
	text_print(object, sizeof object, group->count == 1 ? "1 entry" : "%zu entries", group->count);
	explain_entries(&chart->now, matrix_called(chart, row, arena), &group->example,
			&(Explained){object, group->count, group->mixed}, &words);
	text_add_print(&words, " (%s)", rule_text(group->example.rule));
	add(state, (FlowRow){.col = WHY_INDENT}, text_done(&words));
}

static void add_groups(WhyState *state, Arena *arena, const MatrixRow *row)
{
	const Chart *chart = state->base.chart;
	const Viewer viewer = viewer_of(&chart->now, row->org);
	/* a group has at least one entry */
	Group *groups = arena_array(arena, chart->world.entries.count + 1, sizeof *groups);
	const size_t count = row->episode->open && row->counted ? group_entries(&viewer, groups) : 0;

	if (count == 0)
		return;
	add_heading(state, "Entry by entry");
	for (size_t i = 0; i < count; i++)
		add_group(state, arena, row, &groups[i]);
}

/* --- the facts --- */

static bool is_because(const Decision *decision, const Fact *fact)
{
	for (size_t i = 0; i < decision->because_count; i++) {
		if (decision->because[i] == fact)
			return true;
	}
	return false;
}

static void add_fact(WhyState *state, Arena *arena, const Fact *fact)
{
	const World *world = &state->base.chart->world;
	Text words = {.arena = arena};
	explain_fact(world, fact, &words);
	fact_say_by(world, fact, &words);
	add(state, (FlowRow){.col = WHY_DAY, .sign = chart_day(state->base.chart, fact->at, arena)}, text_done(&words));
}

static bool concerns(const MatrixRow *row, const Fact *fact)
{
	return fact->kind != FACT_VIEWED &&
	       (text_is(fact->episode, row->episode->id) || is_because(&row->example.decision, fact) ||
		(row->request && text_is(fact->request, row->request->id)));
}

static void add_facts(WhyState *state, Arena *arena, const MatrixRow *row)
{
	const Reach *reach = &state->base.chart->now;
	add_heading(state, "What happened");
	for (size_t i = 0; i < reach->standing_count; i++) {
		if (text_is(reach->standings[i]->org, row->org))
			add_fact(state, arena, reach->standings[i]);
	}
	for (size_t i = 0; i < reach->fact_count; i++) {
		if (concerns(row, reach->facts[i]))
			add_fact(state, arena, reach->facts[i]);
	}
}

static bool why_load(App *app, void *self, Error *err)
{
	WhyState *state = self;
	Arena *arena = app_loaded(app);
	const MatrixRow *row = row_of(state);
	Text why = {.arena = arena};
	state->lines = (FlowRows){.arena = arena};
	state->cols = app_body_cols(app);
	if (row) {
		matrix_why(row, &state->base.chart->now, &why);
		add(state, (FlowRow){0}, text_done(&why));
		add_groups(state, arena, row);
		add_facts(state, arena, row);
	} else {
		add(state, (FlowRow){0}, "This referral was taken back.");
	}
	list_set(&state->list, state->lines.items, (size_t)state->lines.count);
	return true;
}

/* --- the screen --- */

static bool why_enter(App *app, void *self, const void *argument, Error *err)
{
	WhyState *state = self;
	const WhyArgument *given = argument;
	chart_on(app, &state->base, given->chart);
	text_copy(state->episode, sizeof state->episode, given->episode);
	return true;
}

/* A window of another width needs its lines wrapped anew. */
static void why_tick(App *app, void *self)
{
	const WhyState *state = self;
	if (state->cols != app_body_cols(app))
		app_load(app);
	chart_tick(app, self);
}

static void draw_line(const void *rows, size_t index, Area area)
{
	const FlowRow *line = (const FlowRow *)rows + index;
	area_put(area, 0, WHY_INDENT, STYLE_MUTED, text_or(line->sign, ""));
	area_put(area, 0, line->col, line->style, line->text);
}

static void why_draw(const void *self, const App *app, Area area)
{
	const WhyState *state = self;
	list_draw(&state->list, chart_draw_past(&state->base, area), draw_line);
}

static bool why_type(App *app, void *self, Key key)
{
	if (key.code != KC_ENTER && key.code != 'w')
		return false;
	app_close(app);
	return true;
}

static bool why_can(const void *self, int action, Error *why)
{
	const WhyState *state = self;
	const MatrixRow *row = row_of(state);
	return chart_present(&state->base, why) &&
	       ((row && row->may_ask) ||
		fail(why, ERROR_REFUSED, "They need not ask, or no permission opens it to them."));
}

static void why_act(App *app, void *self, int action)
{
	const WhyState *state = self;
	ask_permission(app, state->base.chart, row_of(state)->org, 0);
}

static void why_heading(const void *self, const App *app, Text *out)
{
	const WhyState *state = self;
	const MatrixRow *row = row_of(state);
	text_add(out, "Why: ");
	text_add(out, row ? explain_name(&state->base.chart->world, row->org, out->arena) : "");
}

const Screen screen_why = {
	.name = "why",
	.title = "Why",
	.keymap = KEYMAP(why_keys),
	.size = sizeof(WhyState),
	.list = SCREEN_AT(WhyState, list),
	.enter = why_enter,
	.load = why_load,
	.draw = why_draw,
	.act = why_act,
	.type = why_type,
	.tick = why_tick,
	.patient = chart_patient,
	.heading = why_heading,
	.can = why_can,
};
