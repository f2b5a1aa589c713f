#include "base/text.h"
#include "base/utf8.h"
#include "model/rights/rights.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/rights/rights.h"

enum { COPY_MAKE = 1, COPY_TURN, COPY_LEFT_OUT };
enum { NARROW = 60, DAY_COLS = 12, MARK_COLS = 10, HEAD = 2 };

typedef struct CopyState {
	ChartScreen base; /* first; the chart is the caller's */
	List list;
	CopyItems items;
	const CopyItem **shown;
	size_t count;
	bool only;		  /* what is left out alone */
	char asked[LIST_KEY_MAX]; /* what the dialog asks about */
} CopyState;

static const Binding copy_keys[] = {
	{KC_CTRL('s'), COPY_MAKE, "Make the copy", "Write it into a folder: a PDF to read, and the FHIR Bundle.",
	 .bar = true},
	{' ', COPY_TURN, "Leave out", "Leave the selected line out of the copy, or put it in again, and say why.",
	 .bar = true},
	{'v', COPY_LEFT_OUT, "Left out", "Show what is left out alone, or all.", .bar = true},
};

static const char start_folder[] = "~/sharedesk-copies";

/* --- loading --- */

static const char *id_of(const CopyItem *item)
{
	return item->fact ? item->fact->id : item->entry->id;
}

static const CopyItem *item_at(const CopyState *state, size_t index)
{
	return index < state->count ? state->shown[index] : NULL;
}

static const char *copy_key(const void *rows, size_t index)
{
	const CopyItem *item = item_at(rows, index);
	return item ? id_of(item) : "";
}

static bool copy_load(App *app, void *self, Error *err)
{
	CopyState *state = self;
	state->items = desk_copy_items(state->base.desk, state->base.chart, app_loaded(app));
	state->shown = arena_array(app_loaded(app), state->items.count, sizeof(CopyItem *));
	state->count = 0;
	for (size_t i = 0; i < state->items.count; i++)
		if (!state->only || state->items.items[i].left_out)
			state->shown[state->count++] = &state->items.items[i];
	list_set(&state->list, state, state->count);
	return true;
}

static bool copy_enter(App *app, void *self, const void *argument, Error *err)
{
	CopyState *state = self;
	chart_on(app, &state->base, *(Chart *const *)argument);
	return desk_allows(state->base.desk, ACT_ACCESS, err) && chart_present(&state->base, err) &&
	       desk_refresh_chart(state->base.desk, state->base.chart, NULL, err);
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const CopyState *state = rows;
	const CopyItem *item = item_at(state, index);
	const Style style = item->left_out ? STYLE_MUTED : STYLE_NORMAL;
	const int mark = item->left_out ? MARK_COLS : 0;
	char day[16];
	date_print_staff(zone_date(state->base.chart->world.zone, item->fact ? item->fact->at : item->entry->recorded),
			 day);
	area_put(area, 0, 0, style, day);
	area_put_in(area, 0, DAY_COLS, area.cols - DAY_COLS - mark, style, item->text);
	if (item->left_out)
		area_put_right(area, 0, STYLE_WARNING, "left out");
}

static const char *owed_words(const CopyState *state, Arena *arena)
{
	const OwedList owed = desk_owed(state->base.chart, arena);
	for (size_t i = 0; i < owed.count; i++)
		if (owed.items[i].kind == OWED_COPY && !owed.items[i].done)
			return desk_owed_text(state->base.chart, &owed.items[i], arena);
	return "None is owed.";
}

static void copy_draw(const void *self, const App *app, Area area)
{
	const CopyState *state = self;
	Arena *arena = area_scratch(area);
	area_put_in(area, 0, 1, area.cols - 1, STYLE_STRONG,
		    area.cols < NARROW
			    ? "Check who asks. Free of charge."
			    : "Check who asks, and look it through before it is handed over. Free of charge.");
	area_put_in(area, 1, 1, area.cols - 1, STYLE_NORMAL,
		    area.cols < NARROW
			    ? arena_print(arena, "%zu lines, %zu left out.", state->items.count, state->items.left_out)
			    : arena_print(arena, "%zu lines, %zu left out. %s", state->items.count,
					  state->items.left_out, owed_words(state, arena)));
	if (state->count == 0)
		area_put(area, HEAD + 1, 2, STYLE_MUTED, "Nothing is left out.");
	list_draw(&state->list, area_part(area, HEAD, 0, -1, -1), draw_row);
}

static void copy_explain(const void *self, const App *app, Text *out)
{
	const CopyState *state = self;
	const CopyItem *item = item_at(state, state->list.selected);
	if (!item)
		return;
	text_add_print(out, "%s.", item->text);
	if (item->fact && !text_empty(item->fact->note) && desk_reads_note(state->base.desk, item->fact))
		text_add_print(out, " \"%s\"", item->fact->note);
	if (item->because)
		text_add_print(out, " Left out: %s.", item->because);
	else if (item->decided)
		text_add_print(out, " %s by %s: %s. That stays inside.", item->left_out ? "Left out" : "Put in",
			       text_or(item->decided->by, "somebody"), text_or(item->decided->reason, ""));
}

/* --- acts --- */

static const CopyItem *asked_about(const CopyState *state)
{
	for (size_t i = 0; i < state->items.count; i++)
		if (text_is(id_of(&state->items.items[i]), state->asked))
			return &state->items.items[i];
	return NULL;
}

static void turned(App *app, void *self, const char *text)
{
	CopyState *state = self;
	const CopyItem *item = asked_about(state);
	if (!item)
		return;
	const bool left_out = !item->left_out;
	if (app_done(app, desk_withhold(state->base.desk, state->base.chart, item, left_out, text, app_error(app))))
		app_notice(app, NOTICE_GOOD,
			   left_out ? "Left out of the copy; why stays inside." : "It stands in the copy again.");
	app_load(app);
}

static void ask_turn(App *app, CopyState *state)
{
	const CopyItem *item = item_at(state, state->list.selected);
	text_copy(state->asked, sizeof state->asked, id_of(item));
	app_ask(app,
		&(Dialog){
			.kind = DIALOG_TEXT,
			.title = item->left_out ? "Put it in" : "Leave it out",
			.text = item->left_out ? "Why may the patient read it? That stays inside."
					       : "Under which exemption, and why? That stays inside, with your name.",
			.yes = "Record it",
			.max = RIGHTS_WORDS_MAX,
			.done = turned,
		});
}

static void made(App *app, void *self, const char *folder)
{
	const CopyState *state = self;
	CopyFiles files;
	if (app_done(app, desk_give_copy(state->base.desk, state->base.chart, folder, &files, app_error(app))))
		app_notice(app, NOTICE_GOOD, "The copy is in %s; beside it the FHIR Bundle.", files.sheet);
	app_load(app);
}

static void ask_folder(App *app)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Make the copy",
			     .text = "Into which folder? Two new files, readable by you alone. Did you check who asks?",
			     .yes = "Make it",
			     .max = COPY_PATH_MAX - 1,
			     .start = start_folder,
			     .done = made,
		     });
}

static bool copy_can(const void *self, int action, Error *why)
{
	const CopyState *state = self;
	const CopyItem *item = item_at(state, state->list.selected);
	if (action != COPY_TURN)
		return true;
	if (!item)
		return fail(why, ERROR_REFUSED, "Nothing is left out: v shows all.");
	return !item->fixed || fail(why, ERROR_REFUSED, "Nobody puts this in: %s.", item->because);
}

static void copy_act(App *app, void *self, int action)
{
	CopyState *state = self;
	if (action == COPY_MAKE) {
		ask_folder(app);
	} else if (action == COPY_TURN) {
		ask_turn(app, state);
	} else {
		state->only = !state->only;
		app_load(app);
	}
}

const Screen screen_copy = {
	.name = "copy",
	.title = "The copy of all that is kept",
	.keymap = KEYMAP(copy_keys),
	.size = sizeof(CopyState),
	.list = SCREEN_AT(CopyState, list),
	.row_key = copy_key,
	.enter = copy_enter,
	.load = copy_load,
	.draw = copy_draw,
	.act = copy_act,
	.can = copy_can,
	.tick = chart_tick,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = copy_explain,
};
