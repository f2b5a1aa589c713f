/* Who comes today: the first rows of home, and the list of all of them. */
#include "ui/screens/home/inside.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/nhs_number.h"

enum { HERE_OPEN = 1, MINUTES = 60, MINUTE = 60 };

/* --- Rows, for home and for the list of all --- */

const char *here_key(const HereRow *row, Arena *arena)
{
	return arena_print(arena, "here %s", row->nhs);
}

HereTable here_table(const HereList *list)
{
	HereTable table = {.list = *list};
	for (size_t i = 0; i < list->count; i++) {
		table.timed |= list->items[i].minute != EXPECTED_ANY_TIME;
		table.with |= list->items[i].clinician[0] != '\0';
	}
	return table;
}

static const char *time_text(const HereRow *row, Arena *arena)
{
	char text[8] = "";
	if (row->minute != EXPECTED_ANY_TIME)
		time_print_staff((LocalTime){.hour = (uint8_t)(row->minute / MINUTES),
					     .minute = (uint8_t)(row->minute % MINUTES)},
				 text);
	return arena_text(arena, text);
}

static const char *what_text(const HereRow *row)
{
	return row->died ? "has died" : row->due > 0 ? row->what : "nothing due";
}

void here_draw_row(const HereTable *table, const HereRow *row, Area area)
{
	const bool wide = area.cols >= HOME_WIDE, narrow = area.cols < HOME_MIDDLE;
	const Style style = row->due > 0 ? STYLE_NORMAL : STYLE_MUTED;
	const int name = 1 + (table->timed ? 7 : 0), with = name + (narrow ? 13 : 20);
	const int what = wide && table->with ? with + 18 : with;
	const char *more = !narrow && row->due > 1 ? arena_print(area_scratch(area), "%zu more", row->due - 1) : "";
	const int left = *more ? utf8_columns(more) + 1 : 0;
	if (table->timed)
		area_put(area, 0, 1, style, time_text(row, area_scratch(area)));
	area_put_in(area, 0, name, with - name - 1, row->due > 0 ? STYLE_STRONG : style, text_or(row->name, row->nhs));
	if (what > with)
		area_put_in(area, 0, with, what - with - 1, style, row->clinician);
	area_put_in(area, 0, what, area.cols - what - left, style, what_text(row));
	area_put_right(area, 0, STYLE_MUTED, more);
}

void here_say_row(const HereRow *row, Text *out)
{
	char number[16];
	const char *time = time_text(row, out->arena);
	nhs_number_print(row->nhs, number);
	text_add_print(out, "%s%s%s%s%s, NHS No. %s: %s", row->name, *time ? ", " : "", time,
		       *row->clinician ? " with " : "", row->clinician, number, what_text(row));
	if (row->due > 1)
		text_add_print(out, "; %zu more", row->due - 1);
	text_add(out, ".");
}

const char *here_title(const HereTable *table, Area area)
{
	const HereList *list = &table->list;
	Text text = {.arena = area_scratch(area)};
	if (area.cols < HOME_MIDDLE)
		text_add_print(&text, "Here today: %zu of %zu due", list->due, list->count);
	else if (list->due == 0)
		text_add_print(&text, "Here today: none of %zu has questions due", list->count);
	else
		text_add_print(&text, "Here today: %zu of %zu %s questions due", list->due, list->count,
			       list->due == 1 ? "has" : "have");
	if (list->counting)
		text_add_print(&text, " %s counting", area_glyphs(area)->cut);
	return text_done(&text);
}

/* Who is next stands among them, with those before as far as there is room. */
size_t here_rows(const HereTable *table, size_t room, const HereRow **out)
{
	const HereList *list = &table->list;
	const size_t shown = list->due < room ? list->due : room;
	size_t before = 0, first = 0, count = 0;
	for (size_t i = 0; i < list->next && i < list->count; i++)
		before += list->items[i].due > 0;
	first = before + shown <= list->due ? before : list->due - shown;
	for (size_t i = 0, at = 0; i < list->count && count < shown; i++)
		if (list->items[i].due > 0 && at++ >= first)
			out[count++] = &list->items[i];
	return count;
}

void here_say(App *app, const HereTable *table, Arena *arena)
{
	const HereRow *listed[HOME_HERE];
	const size_t rows = (size_t)app_body_rows(app),
		     count = here_rows(table, rows < HOME_HERE ? rows : HOME_HERE, listed);
	for (size_t i = 0; i < count; i++)
		desk_here_say(app_desk(app), &table->list.items[listed[i] - table->list.items], arena);
}

void here_open(App *app, Opening *opening, const HereRow *row, DialogDone *done)
{
	if (row->due > 0)
		opening_begin_asking(app, opening, row->nhs, done);
	else
		opening_begin(app, opening, row->nhs, done);
}

/* --- All of them --- */

typedef struct HereState {
	Opening opening; /* first */
	List list;
	HereTable table;
	int64_t minute;
	bool loaded;
} HereState;

typedef struct HereShown { /* what a row of the list is drawn from */
	const HereTable *table;
	const HereRow *row;
} HereShown;

static const Binding all_keys[] = {
	{KC_ENTER, HERE_OPEN, "Open", "Open the selected patient; where questions are due, ask them.", .bar = true},
};

static const char *all_key(const void *rows, size_t index)
{
	return ((const HereShown *)rows)[index].row->nhs;
}

/* Those in sight alone are read. */
static void all_fit(App *app, void *self, int rows)
{
	HereState *state = self;
	const ListSight sight = list_sight(&state->list, (size_t)rows);
	for (size_t i = sight.begin; i < sight.end; i++)
		desk_here_say(app_desk(app), &state->table.list.items[i], app_loaded(app));
}

static bool all_load(App *app, void *self, Error *err)
{
	HereState *state = self;
	const HereList list = desk_here(app_desk(app), app_loaded(app));
	HereShown *rows = arena_array(app_loaded(app), list.count, sizeof *rows);
	state->table = here_table(&list);
	for (size_t i = 0; i < list.count; i++)
		rows[i] = (HereShown){&state->table, &list.items[i]};
	if (!state->loaded && list.due > 0)
		list_wish(&state->list, list.items[list.next].nhs);
	state->loaded = true;
	list_set(&state->list, rows, list.count);
	return true;
}

static bool all_enter(App *app, void *self, const void *argument, Error *err)
{
	return desk_allows(app_desk(app), ACT_FIND, err);
}

bool here_look(App *app, int64_t *minute)
{
	Desk *desk = app_desk(app);
	const int64_t now = app_now(app).seconds / MINUTE, before = *minute;
	*minute = now;
	return desk_here_look(desk) || now != before;
}

static void all_look(App *app, void *self)
{
	HereState *state = self;
	const bool listed = here_look(app, &state->minute);
	if (app_look_on(app) || listed)
		app_load(app);
}

static void all_tick(App *app, void *self)
{
	if (app_moved(app) || ((const HereState *)self)->table.list.counting)
		all_look(app, self);
}

static void all_again(App *app, void *self)
{
	all_look(app, self);
	app_load(app);
}

static void all_draw_row(const void *rows, size_t index, Area area)
{
	const HereShown *shown = (const HereShown *)rows + index;
	here_draw_row(shown->table, shown->row, area);
}

static void all_draw(const void *self, const App *app, Area area)
{
	const HereState *state = self;
	const int top = area.rows > 9 ? 1 : 0;
	if (state->table.list.count == 0)
		area_put(area, top, 2, STYLE_MUTED, "There is no list of today.");
	list_draw(&state->list, area_part(area, top, 0, -1, -1), all_draw_row);
}

static void all_act(App *app, void *self, int action)
{
	HereState *state = self;
	if (action == HERE_OPEN)
		here_open(app, &state->opening, &state->table.list.items[state->list.selected], opening_answer);
}

static bool all_can(const void *self, int action, Error *why)
{
	return action != HERE_OPEN || ((const HereState *)self)->table.list.count > 0 ||
	       fail(why, ERROR_REFUSED, "There is no list of today: Ctrl-P, Today's list, takes one in.");
}

static void all_explain(const void *self, const App *app, Text *out)
{
	const HereState *state = self;
	if (state->table.list.count > 0)
		here_say_row(&state->table.list.items[state->list.selected], out);
}

const Screen screen_here = {
	.name = "here",
	.title = "Here today",
	.keymap = KEYMAP(all_keys),
	.size = sizeof(HereState),
	.list = SCREEN_AT(HereState, list),
	.row_key = all_key,
	.chosen = HERE_OPEN,
	.enter = all_enter,
	.load = all_load,
	.draw = all_draw,
	.act = all_act,
	.tick = all_tick,
	.fit = all_fit,
	.again = all_again,
	.explain = all_explain,
	.can = all_can,
};
