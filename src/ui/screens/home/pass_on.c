/* To pass on: what was answered here and waits until it is entered where it acts. Of all patients, or of one. */
#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "model/paper/paper.h"
#include "model/passing/passing.h"
#include "model/readings/explain.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"
#include "ui/screens/parts/parts.h"

enum { PASS_MARK = 1, PASS_MARK_PATIENT, PASS_RECORD, PASS_OPEN, PASS_PRINT, PASS_SAVE };
enum { PASS_SHOWN = 500 };
enum { WIDE = 60, DETAIL_ROWS = 6, TALL = 13, WHERE = 10 };

/* What was ticked of one patient at once: `u` takes back the latest. */
typedef struct Ticked {
	Chart *chart;
	const char *fact; /* one of them */
	bool own;	  /* this screen's to close */
	struct Ticked *earlier;
} Ticked;

typedef struct PassOnState {
	Opening opening; /* first */
	Chart *of;	 /* the patient's page; NULL: of all */
	List list;
	PassingList waiting;
	const char **ages, **since; /* one for each line: "3 days", "12-Jun-2024" */
	const char **marked;
	size_t marked_count, marked_room;
	Ticked *ticked;
} PassOnState;

static const Binding pass_on_keys[] = {
	{' ', PASS_MARK, "Mark", "Mark this line as entered there, or take the mark away.", .bar = true},
	{KC_CTRL('s'), PASS_RECORD, "Record the marked", "Record that what is marked was passed on.", .bar = true},
	{'*', PASS_MARK_PATIENT, "Mark all of theirs", "Mark every line of this patient.", .bar = true},
	{KC_ENTER, PASS_OPEN, "Open", "Open the patient.", .bar = true},
	{KC_F(5), PASS_PRINT, "Print", "Send the list to the printer.", .bar = true},
	{KC_F(3), PASS_SAVE, "CSV", "Write the list to a file.", .bar = true},
};

static const PassingLine *chosen(const PassOnState *state)
{
	return state->waiting.count > 0 ? &state->waiting.lines[state->list.selected] : NULL;
}

/* --- marks --- */

static size_t marked_at(const PassOnState *state, const char *fact)
{
	size_t i = 0;
	while (i < state->marked_count && !text_is(state->marked[i], fact))
		i++;
	return i;
}

static bool is_marked(const PassOnState *state, const PassingLine *line)
{
	return marked_at(state, line->fact) < state->marked_count;
}

static void mark(App *app, PassOnState *state, const PassingLine *line, bool on)
{
	const size_t at = marked_at(state, line->fact);
	if (!on && at < state->marked_count)
		state->marked[at] = state->marked[--state->marked_count];
	if (!on || at < state->marked_count)
		return;
	if (state->marked_count == state->marked_room) {
		const size_t room = state->marked_room ? 2 * state->marked_room : 16;
		state->marked =
			arena_grow(app_arena(app), state->marked, state->marked_room, room, sizeof *state->marked);
		state->marked_room = room;
	}
	state->marked[state->marked_count++] = arena_text(app_arena(app), line->fact);
}

/* A mark of what does not wait any more marks nothing. */
static void drop_marks(PassOnState *state)
{
	size_t kept = 0;
	for (size_t i = 0; i < state->marked_count; i++)
		for (size_t j = 0; j < state->waiting.count; j++)
			if (text_is(state->marked[i], state->waiting.lines[j].fact)) {
				state->marked[kept++] = state->marked[i];
				break;
			}
	state->marked_count = kept;
}

/* --- loading --- */

static const char *pass_on_key(const void *rows, size_t index)
{
	return ((const PassOnState *)rows)->waiting.lines[index].fact;
}

static const char *of_whom(const PassOnState *state)
{
	return state->of ? state->of->world.person->nhs : NULL;
}

static bool pass_on_load(App *app, void *self, Error *err)
{
	PassOnState *state = self;
	PassingList waiting;
	if (!desk_passing(app_desk(app), of_whom(state), PASS_SHOWN, app_loaded(app), &waiting, err))
		return false;
	state->waiting = waiting;
	state->ages = arena_array(app_loaded(app), waiting.count, sizeof *state->ages);
	state->since = arena_array(app_loaded(app), waiting.count, sizeof *state->since);
	for (size_t i = 0; i < waiting.count; i++) {
		state->ages[i] = passing_age(app_desk(app), waiting.lines[i].since, app_loaded(app));
		state->since[i] = passing_day(app_desk(app), waiting.lines[i].since, app_loaded(app));
	}
	drop_marks(state);
	list_set(&state->list, state, waiting.count);
	return true;
}

static bool pass_on_enter(App *app, void *self, const void *argument, Error *err)
{
	PassOnState *state = self;
	state->of = argument ? ((const PassOnArgument *)argument)->chart : NULL;
	app_look_on(app);
	return desk_allows(app_desk(app), ACT_PASS_ON, err);
}

static void close_ticked(App *app, PassOnState *state)
{
	if (state->ticked->own)
		desk_close_chart(app_desk(app), state->ticked->chart);
	state->ticked = state->ticked->earlier;
}

static void pass_on_leave(App *app, void *self)
{
	PassOnState *state = self;
	while (state->ticked)
		close_ticked(app, state);
}

static void pass_on_look(App *app, void *self)
{
	const bool counting = ((PassOnState *)self)->waiting.counting;
	if (!app_moved(app) && !counting)
		return;
	if (app_look_on(app) || counting)
		app_load(app);
}

static bool waits_again(const PassOnState *state, const char *fact)
{
	for (size_t i = 0; i < state->waiting.count; i++)
		if (text_is(state->waiting.lines[i].fact, fact))
			return true;
	return false;
}

/* Also once `u` has taken something back: then the ticks before it are the latest. */
static void pass_on_again(App *app, void *self)
{
	PassOnState *state = self;
	app_look_on(app);
	app_load(app);
	if (state->ticked && waits_again(state, state->ticked->fact))
		close_ticked(app, state);
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const PassOnState *state = rows;
	const PassingLine *line = &state->waiting.lines[index];
	const bool wide = area.cols >= WIDE, named = !state->of;
	const char *age = wide ? state->ages[index] : "";
	const int name = named ? (wide ? 14 : 11) : 0, nhs = named && wide ? 14 : 0, left = wide ? 9 : 0;
	char number[16];
	area_put(area, 0, 1, STYLE_STRONG, is_marked(state, line) ? "[x]" : "[ ]");
	if (named && (line->first || !wide))
		area_put_in(area, 0, 5, name - 1, STYLE_STRONG, line->name);
	nhs_number_print(line->nhs, number);
	if (nhs && line->first)
		area_put(area, 0, 5 + name, STYLE_NORMAL, number);
	area_put_in(area, 0, 5 + name + nhs, area.cols - 5 - name - nhs - left, STYLE_NORMAL, line->what);
	area_put_right(area, 0, STYLE_MUTED, age);
}

static bool system_known(const PassOnState *state)
{
	return state->waiting.system == SYSTEM_SYSTMONE || state->waiting.system == SYSTEM_EMIS ||
	       state->waiting.system == SYSTEM_OTHER;
}

static const char *what_to_do(const PassOnState *state, Area area)
{
	if (area.cols < WIDE)
		return "Enter it, mark it: Space. Then Ctrl-S.";
	return system_known(state) && state->waiting.count > 0
		       ? arena_print(area_scratch(area),
				     "Enter each line in %s, mark it with Space, then record with Ctrl-S.",
				     state->waiting.lines[0].system)
		       : "Enter each line where it says, mark it with Space, then record with Ctrl-S.";
}

static int draw_detail_line(Area area, int row, const char *label, const char *text)
{
	area_put(area, row, 1, STYLE_MUTED, label);
	return row + flow_put(area_part(area, row, 1 + WHERE, -1, -1), 0, 0, STYLE_NORMAL, text);
}

static void draw_detail(const PassOnState *state, Area area)
{
	const PassingLine *line = chosen(state);
	Arena *arena = area_scratch(area);
	int row = 1;
	area_rule(area, 0, STYLE_RULE, line->what);
	for (size_t i = 0; i < line->way_count; i++) {
		const PassOnRow *way = &line->ways[i];
		row = draw_detail_line(area, row, explain_passed_to((PassedTo)way->system), way->where);
		row = draw_detail_line(area, row, "Code", pass_on_code(way, arena) ? passing_code(way, arena) : "none");
	}
	row = draw_detail_line(area, row, "Since",
			       arena_print(arena, "%s; %s", state->since[state->list.selected], line->whom));
	if (!system_known(state) && row < area.rows)
		flow_put_within(area_part(area, row, 1, -1, -1), 0, STYLE_MUTED,
				"Nobody said which system this practice uses: an administrator sets it under "
				"Organisations.");
}

static void pass_on_draw(const void *self, const App *app, Area area)
{
	const PassOnState *state = self;
	const PassingLine *line = chosen(state);
	const int detail = line && area.rows >= TALL ? DETAIL_ROWS + (line->way_count > 1 ? 3 : 0) : 0;
	if (!line) {
		area_put(area, 0, 2, STYLE_MUTED,
			 state->waiting.counting ? "Still counting." : "Nothing waits to be passed on.");
		return;
	}
	area_put(area, 0, 1, STYLE_MUTED, what_to_do(state, area));
	list_draw(&state->list, area_part(area, 1, 0, area.rows - 1 - detail, -1), draw_row);
	if (detail)
		draw_detail(state, area_part(area, area.rows - detail, 0, -1, -1));
}

/* In a low window the line above the keys says what the selected row is for. */
static void pass_on_explain(const void *self, const App *app, Text *out)
{
	const PassOnState *state = self;
	const PassingLine *line = chosen(state);
	if (!line || app_body_rows(app) >= TALL)
		return;
	/* Of two ways the codes alone have room. */
	for (size_t i = 0; i < line->way_count; i++)
		text_add_print(out, "%s%s: %s%s%s.", i ? " " : "", explain_passed_to((PassedTo)line->ways[i].system),
			       line->way_count > 1 ? "" : line->ways[i].where, line->way_count > 1 ? "" : ", ",
			       passing_code(&line->ways[i], out->arena));
}

static void pass_on_heading(const void *self, const App *app, Text *out)
{
	const PassOnState *state = self;
	const PassingList *waiting = &state->waiting;
	text_add(out, "To pass on");
	if (waiting->count > 0)
		text_add_print(out, ": %zu%s, the oldest %s", waiting->total,
			       waiting->total > waiting->count ? ", the first of them shown" : "",
			       passing_age(app_desk(app), waiting->oldest, out->arena));
	if (waiting->counting)
		text_add(out, ", still counting");
}

/* --- acts --- */

/* Those of one patient that are marked, from `at` on; how many there are. */
static size_t marked_of(const PassOnState *state, const char *nhs, const char **facts)
{
	size_t count = 0;
	for (size_t i = 0; i < state->waiting.count; i++) {
		const PassingLine *line = &state->waiting.lines[i];
		if (text_is(line->nhs, nhs) && is_marked(state, line))
			facts[count++] = line->fact;
	}
	return count;
}

static void remember(App *app, PassOnState *state, Chart *chart, const char *fact)
{
	Ticked *ticked = arena_alloc(app_arena(app), sizeof *ticked);
	*ticked = (Ticked){
		.chart = chart,
		.fact = arena_text(app_arena(app), fact),
		.own = chart != state->of,
		.earlier = state->ticked,
	};
	state->ticked = ticked;
}

static bool record_patient(App *app, PassOnState *state, const char *nhs, size_t *count)
{
	Desk *desk = app_desk(app);
	const char **facts = arena_array(app_scratch(app), state->waiting.count, sizeof *facts);
	const size_t marked = marked_of(state, nhs, facts);
	Chart *chart = state->of;
	if (marked == 0)
		return true;
	if (!chart && !app_done(app, desk_passing_chart(desk, nhs, &chart, app_error(app))))
		return false;
	if (app_done(app, desk_pass_on(desk, chart, facts, marked, app_error(app)))) {
		remember(app, state, chart, facts[0]);
		*count += marked;
		return true;
	}
	if (chart != state->of)
		desk_close_chart(desk, chart);
	return false;
}

/* Patient by patient: what was recorded before a fault stands, and the rest stays marked. */
static void record(App *app, PassOnState *state)
{
	size_t count = 0, people = 0;
	bool done = true;
	for (size_t i = 0; done && i < state->waiting.count; i++) {
		const size_t before = count;
		if (!state->waiting.lines[i].first)
			continue;
		done = record_patient(app, state, state->waiting.lines[i].nhs, &count);
		people += count > before;
	}
	app_look_on(app);
	app_load(app);
	if (!done)
		return;
	if (people > 1)
		app_notice(app, NOTICE_GOOD, "Recorded: %zu passed on, of %zu patients. u takes them back one by one.",
			   count, people);
	else
		app_notice(app, NOTICE_GOOD, "Recorded: %zu passed on. u takes it back.", count);
}

static void mark_patient(App *app, PassOnState *state)
{
	for (size_t i = 0; i < state->waiting.count; i++)
		if (text_is(state->waiting.lines[i].nhs, chosen(state)->nhs))
			mark(app, state, &state->waiting.lines[i], true);
}

/* All of it, more than is shown. */
static bool whole_list(App *app, const PassOnState *state, PassingList *ret_list)
{
	return app_done(
		app, desk_passing(app_desk(app), of_whom(state), SIZE_MAX, app_scratch(app), ret_list, app_error(app)));
}

static void print(App *app, PassOnState *state)
{
	Sheet sheet;
	PassingList list;
	char path[PRINTED_PATH_MAX] = "";
	if (!whole_list(app, state, &list))
		return;
	passing_sheet(app_desk(app), &list, app_scratch(app), &sheet);
	if (!app_done(app, desk_print(app_desk(app), &sheet, PRINT_PRINTER, path, app_error(app))) ||
	    !app_done(app, desk_passing_left(app_desk(app), &list, "printed", app_error(app))))
		return;
	app_notice(app, NOTICE_GOOD, "The list has gone to the printer.");
}

/* That it left is told once it did: of a file that could not be written nothing is. */
static void save(App *app, void *self, const char *name)
{
	const PassOnState *state = self;
	PassingList list;
	if (!whole_list(app, state, &list))
		return;
	const Table table = passing_table(app_desk(app), &list, app_scratch(app));
	const bool left = save_table(app, &table, name) &&
			  app_done(app, desk_passing_left(app_desk(app), &list, "as a file", app_error(app)));
	(void)left; /* either has said so */
}

static void pass_on_act(App *app, void *self, int action)
{
	PassOnState *state = self;
	const PassingLine *line = chosen(state);
	switch (action) {
	case PASS_MARK:
		mark(app, state, line, !is_marked(state, line));
		list_select(&state->list, state->list.selected + 1);
		return;
	case PASS_MARK_PATIENT: mark_patient(app, state); return;
	case PASS_RECORD: record(app, state); return;
	case PASS_OPEN: opening_begin(app, &state->opening, line->nhs, opening_answer); return;
	case PASS_PRINT: print(app, state); return;
	default: save_table_ask(app, "to-pass-on.csv", save);
	}
}

static bool pass_on_can(const void *self, int action, Error *why)
{
	const PassOnState *state = self;
	if (state->waiting.count == 0)
		return fail(why, ERROR_REFUSED, "Nothing waits to be passed on.");
	if (action == PASS_OPEN)
		return !state->of || fail(why, ERROR_REFUSED, "This is the patient: Esc goes back.");
	return action != PASS_RECORD || state->marked_count > 0 ||
	       fail(why, ERROR_REFUSED, "Nothing is marked: Space marks what you have entered there.");
}

static bool pass_on_unsaved(const void *self)
{
	return ((const PassOnState *)self)->marked_count > 0;
}

static const Person *pass_on_patient(const void *self)
{
	const PassOnState *state = self;
	return state->of ? state->of->world.person : NULL;
}

static Chart *pass_on_chart(void *self)
{
	const PassOnState *state = self;
	return state->ticked ? state->ticked->chart : state->of;
}

const Screen screen_pass_on = {
	.name = "pass-on",
	.title = "To pass on",
	.keymap = KEYMAP(pass_on_keys),
	.size = sizeof(PassOnState),
	.list = SCREEN_AT(PassOnState, list),
	.row_key = pass_on_key,
	.chosen = PASS_OPEN,
	.enter = pass_on_enter,
	.load = pass_on_load,
	.draw = pass_on_draw,
	.act = pass_on_act,
	.tick = pass_on_look,
	.again = pass_on_again,
	.leave = pass_on_leave,
	.unsaved = pass_on_unsaved,
	.patient = pass_on_patient,
	.chart = pass_on_chart,
	.heading = pass_on_heading,
	.explain = pass_on_explain,
	.can = pass_on_can,
};
