#include "ui/screens/entry_card.h"

#include "base/text.h"
#include "model/explain.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/chart_screen.h"
#include "ui/screens/who_sees.h"

enum { CARD_WHO = 1, LABEL_COLS = 14 };

typedef struct CardState {
	ChartScreen base; /* first; the chart is the caller's */
	char entry[LIST_KEY_MAX];
} CardState;

static const Binding card_keys[] = {
	{'v', CARD_WHO, "Who sees this", "Show which organisations see this entry, and why.", .bar = true},
};

/* The entry's number in the chart; false where it is gone. */
static bool card_find(const CardState *state, size_t *ret_entry)
{
	const EntryList *entries = &state->base.chart->world.entries;

	for (size_t i = 0; i < entries->count; i++)
		if (text_is(entries->items[i].id, state->entry)) {
			*ret_entry = i;
			return true;
		}
	return false;
}

static bool card_enter(App *app, void *self, const void *argument, Error *err)
{
	CardState *state = self;
	const EntryCardArgument *asked = argument;

	state->base.chart = asked->chart;
	text_copy(state->entry, sizeof(state->entry), asked->entry);
	return desk_allows(app_desk(app), ACT_SEE_CONTENT, err) &&
	       desk_view_entry(app_desk(app), asked->chart, state->entry, err);
}

static int card_row(Area area, int row, const char *label, const char *words)
{
	if (text_empty(words))
		return row;
	area_put(area, row, 1, STYLE_MUTED, label);
	return row + flow_put(area_part(area, 0, 0, -1, area.cols - 1), row, LABEL_COLS, STYLE_NORMAL, words);
}

static const char *card_private(const CardState *state, size_t entry, Arena *arena)
{
	const Chart *chart = state->base.chart;
	const Fact *hidden = chart->now.entries[entry].hidden;
	Text words = {.arena = arena};
	char day[16];

	if (!hidden)
		return NULL;
	date_print_staff(zone_date(chart->world.zone, hidden->at), day);
	text_add_print(&words, "%s%s: ", hidden->kind == FACT_ENTRY_PRIVATE ? "since " : "to be reviewed, since ", day);
	explain_fact(&chart->world, hidden, &words);
	return text_done(&words);
}

static const char *card_when(const CardState *state, const Entry *entry, Arena *arena)
{
	const LocalTime at = zone_local(state->base.chart->world.zone, entry->recorded);
	char day[16], time[8];

	date_print_staff(at.date, day);
	time_print_staff(at, time);
	return arena_print(arena, "%s %s", day, time);
}

static void card_draw(const void *self, const App *app, Area area)
{
	const CardState *state = self;
	const Chart *chart = state->base.chart;
	Arena *arena = area_scratch(area);
	size_t number;
	int row = area.rows > 10;

	(void)app;
	if (!card_find(state, &number)) {
		area_put(area, 1, 1, STYLE_MUTED, "This entry is not in the record any more.");
		return;
	}

	const Entry *entry = &chart->world.entries.items[number];

	row += flow_put(area, row, 1, STYLE_STRONG, text_or(entry->text, "This entry has no words.")) +
	       (area.rows > 10);
	row = card_row(area, row, "Kind", words_text(&category_words, entry->category));
	row = card_row(area, row, "Recorded", card_when(state, entry, arena));
	row = card_row(area, row, "By", explain_name(&chart->world, entry->org, arena));
	row = card_row(area, row, "Code", entry->code);
	row = card_row(area, row, "Sensitive", entry->sensitive == TRUTH_TRUE ? "yes" : NULL);
	card_row(area, row, "Private", card_private(state, number, arena));
}

static void card_act(App *app, void *self, int action)
{
	CardState *state = self;

	if (action == CARD_WHO)
		app_open(app, &screen_who_sees, &(WhoSeesArgument){.chart = state->base.chart, .entry = state->entry});
}

/* Drawn from the chart each time: nothing is kept that could be out of date. */
static void card_again(App *app, void *self)
{
	(void)app;
	(void)self;
}

const Screen screen_entry_card = {
	.name = "entry_card",
	.title = "One entry",
	.keymap = KEYMAP(card_keys),
	.size = sizeof(CardState),
	.enter = card_enter,
	.draw = card_draw,
	.act = card_act,
	.tick = chart_tick,
	.again = card_again,
	.patient = chart_patient,
	.chart = chart_of,
};
