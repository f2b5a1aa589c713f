#include "ui/screens/chart/chart.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/readings/explain.h"

const char *const chart_tabs[] = {"Sharing", "Record", "Requests", "Choices", "History", NULL};

void chart_on(App *app, ChartScreen *self, Chart *chart)
{
	self->chart = chart;
	self->desk = app_desk(app);
}

void chart_prepare(App *app, ChartScreen *self, Chart *chart)
{
	chart_on(app, self, chart);
	self->prepares = true;
}

bool chart_enter(App *app, void *state, const void *argument, Error *err)
{
	union {
		const void *given;
		Chart *owned;
	} chart = {.given = argument};

	chart_on(app, state, chart.owned);
	return desk_refresh_chart(app_desk(app), chart.owned, NULL, err);
}

const Person *chart_patient(const void *state)
{
	const ChartScreen *self = state;
	return self->chart->world.person;
}

Chart *chart_of(void *state)
{
	const ChartScreen *self = state;
	return self->chart;
}

void chart_leave(App *app, void *state)
{
	const ChartScreen *self = state;
	if (!self->handed_on)
		desk_close_chart(app_desk(app), self->chart);
}

/* A fault is said once, not every second. */
void chart_tick(App *app, void *state)
{
	ChartScreen *self = state;
	const int64_t shown = self->chart->shown;
	bool changed = false;
	Error err = {0};
	if (!app_moved(app) && !self->lost && !desk_chart_aged(app_desk(app), self->chart))
		return;
	if (!desk_refresh_chart(app_desk(app), self->chart, &changed, &err)) {
		if (!self->lost)
			app_fail(app, &err);
		self->lost = true;
		return;
	}
	self->lost = false;
	if (self->prepares)
		self->chart->shown = shown;
	if (changed)
		app_again(app);
}

/* --- tabs --- */

static void go_to(App *app, ChartScreen *self, ChartTab tab)
{
	const Screen *screen = app_setup(app)->tabs[tab];
	if (app_screen(app) == screen)
		return;
	self->handed_on = true; /* before this one leaves */
	if (!app_replace(app, screen, self->chart))
		self->handed_on = false;
}

/* Round and round. */
static void go_by(App *app, ChartScreen *self, size_t by)
{
	go_to(app, self, (ChartTab)((app_screen(app)->tab + by) % CHART_TABS));
}

/* --- how the patient speaks with the desk --- */

void chart_turn_how(App *app, Chart *chart)
{
	static const How next[How_COUNT_] = {
		[How_NOT_GIVEN_] = HOW_PHONE, [HOW_IN_PERSON] = HOW_PHONE, [HOW_PHONE] = HOW_VIDEO,
		[HOW_VIDEO] = HOW_PAPER,      [HOW_PAPER] = HOW_ONLINE,	   [HOW_ONLINE] = HOW_IN_PERSON,
	};
	chart->how = next[chart->how];
	app_load(app);
	app_notice(app, NOTICE_GOOD, "Asked %s, until this patient is closed. F2: the next way.",
		   explain_how(chart->how));
}

void chart_say_how(const Chart *chart, Text *out)
{
	if (chart->how && chart->how != HOW_IN_PERSON)
		text_add_print(out, ", %s", explain_how(chart->how));
}

/* --- the past --- */

bool chart_in_past(const ChartScreen *self)
{
	return instant_order(self->chart->past, INSTANT_MIN) != 0;
}

/* That somebody looked changes nothing in the picture. */
static bool is_step(const Fact *fact)
{
	return fact->kind != FACT_VIEWED;
}

/* What may be said in a line that everybody at the desk reads. */
static bool is_said(const Chart *chart, const Fact *fact)
{
	return is_step(fact) && !fact_is_hushed(&chart->world, fact);
}

static Instant step_before(const Chart *chart, Instant at)
{
	Instant found = INSTANT_MIN;
	for (size_t i = 0; i < chart->world.facts.count; i++) {
		const Fact *fact = &chart->world.facts.items[i];
		if (is_step(fact) && instant_before(fact->at, at))
			found = instant_later(found, fact->at);
	}
	return found;
}

/* INSTANT_MIN, the present, after the last. */
static Instant step_after(const Chart *chart, Instant at)
{
	Instant found = INSTANT_MAX;
	for (size_t i = 0; i < chart->world.facts.count; i++) {
		const Fact *fact = &chart->world.facts.items[i];
		if (is_step(fact) && instant_before(at, fact->at) && instant_before(fact->at, found))
			found = fact->at;
	}
	return instant_order(found, INSTANT_MAX) == 0 ? INSTANT_MIN : found;
}

static void show(App *app, ChartScreen *self, Instant past)
{
	if (!app_done(app, desk_chart_past(app_desk(app), self->chart, past, app_error(app))))
		return;
	app_again(app);
}

static void go_back(App *app, ChartScreen *self)
{
	const Instant past = step_before(self->chart, chart_in_past(self) ? self->chart->past : INSTANT_MAX);
	if (instant_order(past, INSTANT_MIN) == 0)
		app_notice(app, NOTICE_PLAIN, "Nothing is known of this patient before that.");
	else
		show(app, self, past);
}

static void go_on(App *app, ChartScreen *self)
{
	const Instant past = step_after(self->chart, self->chart->past);
	show(app, self, past);
	if (!chart_in_past(self))
		app_notice(app, NOTICE_GOOD, "This is the present again.");
}

bool chart_act(App *app, void *state, int action)
{
	const AppHooks *hooks = &app_setup(app)->hooks;
	ChartScreen *self = state;
	switch (action) {
	case CHART_TO_SHARING: go_to(app, self, CHART_TAB_SHARING); return true;
	case CHART_TO_RECORD: go_to(app, self, CHART_TAB_RECORD); return true;
	case CHART_TO_REQUESTS: go_to(app, self, CHART_TAB_REQUESTS); return true;
	case CHART_TO_CHOICES: go_to(app, self, CHART_TAB_CHOICES); return true;
	case CHART_TO_HISTORY: go_to(app, self, CHART_TAB_HISTORY); return true;
	case CHART_NEXT_TAB: go_by(app, self, 1); return true;
	case CHART_TAB_BEFORE: go_by(app, self, CHART_TABS - 1); return true;
	case CHART_EARLIER: go_back(app, self); return true;
	case CHART_LATER: go_on(app, self); return true;
	case CHART_OVERRIDES: hooks->overrides(app, self->chart); return true;
	case CHART_PAPERS: hooks->papers(app, self->chart); return true;
	case CHART_REGISTRATION: hooks->registration(app, self->chart); return true;
	case CHART_RIGHTS: hooks->rights(app, self->chart); return true;
	case CHART_PASS_ON: hooks->pass_on(app, self->chart); return true;
	case CHART_HOW: chart_turn_how(app, self->chart); return true;
	case CHART_CONTACT: hooks->contact(app, self->chart); return true;
	default: return false;
	}
}

bool chart_can(const void *state, int action, Error *why)
{
	const ChartScreen *self = state;
	if (action == CHART_CONTACT)
		return chart_present(self, why) && desk_allows(self->desk, ACT_CONTACT, why);
	if (action == CHART_HOW)
		return desk_allows(self->desk, ACT_ASK, why);
	return action != CHART_LATER || chart_in_past(state) || fail(why, ERROR_REFUSED, "This is the present.");
}

bool chart_present(const ChartScreen *self, Error *why)
{
	return !chart_in_past(self) ||
	       fail(why, ERROR_REFUSED, "This is the past, where nothing can be changed: ] leads back to the present.");
}

const MatrixRow *chart_row(const Chart *chart, const char *episode)
{
	for (size_t i = 0; i < chart->matrix.count; i++)
		if (text_is(chart->matrix.rows[i].episode->id, episode))
			return &chart->matrix.rows[i];
	return NULL;
}

size_t chart_entry(const Chart *chart, const char *id)
{
	const EntryList *entries = &chart->world.entries;
	size_t i = 0;
	while (i < entries->count && !text_is(entries->items[i].id, id))
		i++;
	return i;
}

const char *chart_day(const Chart *chart, Instant at, Arena *arena)
{
	char day[16];
	date_print_staff(zone_date(chart->world.zone, at), day);
	return arena_text(arena, day);
}

const char *chart_moment(const Chart *chart, Instant at, Arena *arena)
{
	char time[8];
	time_print_staff(zone_local(chart->world.zone, at), time);
	return arena_print(arena, "%s %s", chart_day(chart, at, arena), time);
}

/* The facts of one instant are mostly one act: the first of them says what it was. */
static const Fact *fact_at(const Chart *chart)
{
	for (size_t i = 0; i < chart->world.facts.count; i++) {
		const Fact *fact = &chart->world.facts.items[i];
		if (is_said(chart, fact) && instant_order(fact->at, chart->past) == 0)
			return fact;
	}
	return NULL;
}

static const char *merge_words(const MergeLine *merge, bool narrow, Arena *arena)
{
	if (merge->goes_on)
		return arena_print(arena, "One person with %s%s", merge->other,
				   narrow ? "." : ": go on under that number.");
	return arena_print(arena,
			   narrow ? "Also %s: ask again." : "Also known as %s: no answer was carried over; ask again.",
			   merge->other);
}

/* Two numbers of one person: nothing was united, so that what was answered there is asked again. */
static Area draw_merge(const ChartScreen *self, Area area)
{
	const MergeLine *merges;
	size_t count;
	desk_merges(self->chart, area_scratch(area), &merges, &count);
	if (count == 0)
		return area;

	area_put(area, 0, 1, STYLE_WARNING, merge_words(&merges[count - 1], area.cols < 70, area_scratch(area)));
	return area_part(area, 1, 0, -1, -1);
}

Area chart_draw_past(const ChartScreen *self, Area area)
{
	const Fact *fact;
	Text what = {.arena = area_scratch(area)};
	if (!chart_in_past(self))
		return draw_merge(self, area);
	fact = fact_at(self->chart);
	if (fact)
		explain_fact(&self->chart->world, fact, &what);
	area_fill_row(area, 0, STYLE_PAST);
	area_print(area, 0, 1, STYLE_PAST, "As it was on %s. %s",
		   chart_moment(self->chart, self->chart->past, area_scratch(area)), text_done(&what));
	return area_part(area, 1, 0, -1, -1);
}
