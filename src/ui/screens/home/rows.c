#include "ui/screens/home/inside.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/find.h"
#include "model/facts/nhs_number.h"

/* In a narrow window only who it is, or how long there is; the line below says it all. */
static void work_draw_narrow(const HomeDue *due, int col, Area area)
{
	const Due *first = due->first;
	if (!first)
		area_put(area, 0, col, STYLE_MUTED, text_or(due_kind(due->kind)->role, ""));
	else if (due->kind == WORK_PASS_ON)
		area_print(area, 0, col, STYLE_NORMAL, "oldest %s", first->brief);
	else
		area_put(area, 0, col, STYLE_NORMAL, first->brief[0] ? first->brief : first->item.name);
}

static void work_draw_item(const Due *item, Style style, int col, Area area)
{
	const int left = item->left[0] ? utf8_columns(item->left) + 1 : 0;
	Text what = {.arena = area_scratch(area)};
	text_add(&what, item->item.name);
	text_add_char(&what, ' ');
	text_add(&what, area_glyphs(area)->dot);
	text_add_char(&what, ' ');
	text_add(&what, item->item.what);
	area_put_in(area, 0, col, area.cols - col - left, style, text_done(&what));
	area_put_right(area, 0, style == STYLE_MUTED ? style : STYLE_STRONG, item->left);
}

static void work_draw_wide(const HomeDue *due, int col, Area area)
{
	const Due *first = due->first;
	if (first && due->kind == WORK_PASS_ON)
		area_print(area, 0, col, STYLE_NORMAL, "the oldest %s", first->left);
	else if (first)
		work_draw_item(first, STYLE_NORMAL, col, area);
	else
		area_put(area, 0, col, STYLE_MUTED, text_or(due_kind(due->kind)->whose, ""));
}

/* How many of each kind have a row of their own: one more of each in turn while there is room. */
static void share_rows(const HomeDue *due, size_t count, int room, size_t shown[WORK_KINDS])
{
	for (bool any = true; any && room > 0;) {
		any = false;
		for (size_t i = 0; i < count && room > 0; i++) {
			if (shown[i] + 1 >= due[i].listed)
				continue;
			shown[i]++;
			room--;
			any = true;
		}
	}
}

void home_say_unread(App *app, const char *unread, char said[HOME_UNREAD])
{
	Error err;
	if (text_empty(unread) || text_is(unread, said))
		return;
	text_copy(said, HOME_UNREAD, unread);
	if (!fail(&err, ERROR_STORE, "%s", unread))
		app_fail(app, &err);
}

static bool find_kinds(App *app, const WorkCounts *work, size_t room, Arena *arena, HomeDue out[WORK_KINDS],
		       size_t *ret_count, Error *err)
{
	Desk *desk = app_desk(app);
	size_t shown[WORK_KINDS] = {0}, count = 0;
	for (WorkKind kind = 0; kind < WORK_KINDS; kind++)
		if (work->of[kind] > 0 && due_shown(desk, kind)) {
			/* What is passed on is worked through on a page of its own. */
			const size_t most = kind == WORK_PASS_ON ? 1 : room, all = work->of[kind];
			const size_t listed = !desk_may(desk, due_kind(kind)->act) ? 0 : all < most ? all : most;
			out[count++] = (HomeDue){.kind = kind, .count = all, .listed = listed};
		}
	share_rows(out, count, (int)room, shown);
	for (size_t i = 0; i < count; i++) {
		DueList listed = {0};
		if (out[i].listed > 0 && !due_list(desk, out[i].kind, app_now(app), shown[i] + 1, arena, &listed, err))
			return false;
		out[i].first = listed.items;
		out[i].listed = listed.count;
	}
	*ret_count = count;
	return true;
}

bool home_kinds(App *app, const WorkCounts *work, size_t room, Arena *arena, HomeDue out[WORK_KINDS], size_t *ret_count,
		Error *err)
{
	Arena made = {0}, before = *arena;
	HomeDue due[WORK_KINDS] = {0};
	const bool done = find_kinds(app, work, room, &made, due, ret_count, err);
	if (done) {
		memcpy(out, due, sizeof due);
		*arena = made;
	}
	arena_free(done ? &before : &made);
	return done;
}

bool home_counts_down(const HomeDue *due, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (due_counts_down(due[i].first, due[i].listed))
			return true;
	return false;
}

const char *home_kind_key(WorkKind kind, Arena *arena)
{
	return arena_print(arena, "%s ", due_kind(kind)->name);
}

static void add_row(HomeRow *row, const HomeDue *due, const Due *item)
{
	*row = (HomeRow){.due = due, .item = item};
	text_print(row->key, sizeof row->key, "%s %s", due_kind(due->kind)->name, item ? item->item.id : "");
}

/* They come first: each kind of work keeps a row, and half of the window is theirs where that is more. */
static size_t add_here(const HereTable *here, size_t kinds, int rows, HomeRow *out)
{
	const HereRow *listed[HOME_HERE];
	const int left = rows - (int)kinds - 2, half = rows / 2, room = left > half ? left : half;
	const size_t count = here_rows(here, room < 1 ? 1 : room < HOME_HERE ? (size_t)room : HOME_HERE, listed);
	scoped(arena_free) Arena arena = {0};
	if (here->list.count == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		out[i] = (HomeRow){.table = here, .here = listed[i]};
		text_copy(out[i].key, sizeof out[i].key, here_key(listed[i], &arena));
	}
	out[count] = (HomeRow){.table = here, .key = "here"};
	out[count + 1] = (HomeRow){.rule = true};
	return count + 1 + (kinds > 0);
}

/* And the rule above what follows them. */
static size_t add_asides(const HomeHolds *holds, HomeRow *out)
{
	const bool here = holds->here && holds->here->list.count > 0;
	const size_t count = holds->asides->count;
	for (size_t i = 0; i < count; i++) {
		out[i] = (HomeRow){.aside = &holds->asides->items[i]};
		text_print(out[i].key, sizeof out[i].key, "aside %zu", count - i);
	}
	if (count == 0 || (!here && holds->due_count == 0))
		return count;
	out[count] = (HomeRow){.rule = true, .table = here ? holds->here : NULL};
	return count + 1;
}

size_t home_rows(const HomeHolds *holds, int rows, int cols, HomeRow *out)
{
	const HomeDue *due = holds->due;
	size_t shown[WORK_KINDS] = {0}, used = add_asides(holds, out);
	if (holds->here)
		used += add_here(holds->here, holds->due_count, rows - (int)used, out + used);
	if (cols >= HOME_MIDDLE)
		share_rows(due, holds->due_count, rows - (int)(used + holds->due_count), shown);
	for (size_t i = 0; i < holds->due_count; i++) {
		add_row(&out[used++], &due[i], NULL);
		for (size_t j = 0; j < shown[i]; j++)
			add_row(&out[used++], &due[i], &due[i].first[j + 1]);
	}
	for (size_t i = 0; i < used; i++)
		out[i].counting = holds->counting;
	return used;
}

size_t home_row_typed(const List *list, const char *typed)
{
	enum { DIGITS = 2 };
	const HomeRow *rows = list->rows;
	const int number = strlen(typed) <= DIGITS && text_all_digits(typed) ? (int)strtol(typed, NULL, 10) : 0;
	for (size_t i = 0; i < list->count && number > 0; i++)
		if (rows[i].number == number)
			return i;
	return SIZE_MAX;
}

bool home_select_typed(List *list, const char *typed)
{
	const size_t row = home_row_typed(list, typed);
	if (row != SIZE_MAX)
		list_select(list, row);
	return row != SIZE_MAX;
}

void home_rows_pass(List *list, bool back)
{
	const HomeRow *rows = list->rows;
	if (list->count > 0 && rows[list->selected].rule)
		list_select(list, back ? list->selected - 1 : list->selected + 1);
}

void home_rows_number(HomeRow *rows, size_t count, int cols)
{
	const int most = cols < HOME_MIDDLE ? 9 : 99;
	int number = 0;
	for (size_t i = 0; i < count; i++)
		rows[i].number = rows[i].rule || number == most ? 0 : ++number;
}

size_t home_room(const App *app)
{
	const int rows = app_body_rows(app);
	return app_body_cols(app) < HOME_MIDDLE ? 1 : rows < HOME_LISTED ? (size_t)rows : HOME_LISTED;
}

const char *home_found_key(const void *rows, size_t index)
{
	return ((const Found *)rows)[index].person.nhs;
}

const char *home_due_key(const void *rows, size_t index)
{
	return ((const HomeRow *)rows)[index].key;
}

int home_due_top(int rows)
{
	return rows > 9 ? 2 : 1;
}

static bool same_kind(const HomeRow *row, const char *key)
{
	const char *kind = row->due ? due_kind(row->due->kind)->name : row->key;
	return strncmp(key, kind, strlen(kind)) == 0;
}

void home_rows_set(List *list, const HomeRow *rows, size_t count)
{
	char kept[LIST_KEY_MAX];
	text_copy(kept, sizeof kept, list->kept);
	list_set(list, rows, count);
	if (count > 0 && !same_kind(&rows[list->selected], kept)) {
		for (size_t i = 0; i < count; i++)
			if (rows[i].due && !rows[i].item && same_kind(&rows[i], kept))
				list_select(list, i);
	}
	home_rows_pass(list, false);
}

/* Of the rows for who comes today, the last: how many more there are. */
static void draw_all_here(const HereTable *here, size_t shown, Area area)
{
	const size_t more = here->list.count - shown;
	const bool none_due = shown == here->list.due && !here->list.counting;
	area_print(area, 0, 1, STYLE_MUTED,
		   more == 0 ? "All of them"
		   : shown   ? "%zu more%s"
			     : "All %zu of them%s",
		   more, shown > 0 && none_due ? ", nothing due" : "");
}

const char *home_due_title(Area area, bool counting)
{
	return counting ? arena_print(area_scratch(area), "Due today %s counting", area_glyphs(area)->cut)
			: "Due today";
}

void home_draw_rule(Area area, const char *backup, const char *title)
{
	area_rule(area, 0, STYLE_RULE, title);
	if (backup)
		area_print(area, 0, area.cols - (int)strlen(backup) - 3, STYLE_WARNING, " %s ", backup);
}

/* How many of who comes today stand above this row. */
static size_t here_above(const HomeRow *rows, size_t index)
{
	size_t count = 0;
	while (count < index && rows[index - count - 1].here)
		count++;
	return count;
}

/* From the first column of the window, as a rule is. */
static void draw_rule(const HomeRow *row, Area area)
{
	area.col--;
	area.cols++;
	area_rule(area, 0, STYLE_RULE, row->table ? here_title(row->table, area) : home_due_title(area, row->counting));
}

/* Its number stands before it. */
static Area draw_number(const HomeRow *row, Area area)
{
	const int cols = area.cols < HOME_MIDDLE ? 1 : HOME_NUMBER;
	if (row->number)
		area_put_right(area_part(area, 0, 0, 1, cols), 0, STYLE_KEY,
			       arena_print(area_scratch(area), "%d", row->number));
	return area_part(area, 0, cols, -1, -1);
}

void home_draw_work(const void *rows, size_t index, Area area)
{
	const HomeRow *row = (const HomeRow *)rows + index;
	const HomeDue *due = row->due;
	const int count = area.cols < HOME_MIDDLE ? 22 : 23;
	if (row->rule) {
		draw_rule(row, area);
		return;
	}
	area = draw_number(row, area);
	if (row->aside) {
		aside_draw(row->aside, area);
		return;
	}
	if (row->table) {
		if (row->here)
			here_draw_row(row->table, row->here, area);
		else
			draw_all_here(row->table, here_above(rows, index), area);
		return;
	}
	if (row->item) {
		work_draw_item(row->item, STYLE_MUTED, count + 2, area);
		return;
	}
	area_put(area, 0, 1, STYLE_NORMAL, due_kind(due->kind)->name);
	area_put_right(area_part(area, 0, 0, 1, count), 0, STYLE_STRONG,
		       arena_print(area_scratch(area), "%zu", due->count));
	if (area.cols < HOME_MIDDLE)
		work_draw_narrow(due, count + 1, area);
	else
		work_draw_wide(due, count + 2, area);
}

void home_say_row(const HomeRow *row, int cols, Text *out)
{
	const Due *first = row && row->due ? row->due->first : NULL;
	if (row && row->aside)
		aside_say(row->aside, out);
	else if (row && row->here)
		here_say_row(row->here, out);
	else if (first && row->due->kind == WORK_PASS_ON)
		text_add_print(out, "Answers that wait to be entered where they act, the oldest %s.", first->left);
	else if (cols < HOME_MIDDLE && first)
		text_add_print(out, "%s: %s%s%s.", first->item.name, first->item.what, first->left[0] ? ", " : "",
			       first->left);
	else if (first && !row->item && row->due->count > 1)
		text_add_print(out, "Enter opens the list of all %zu.", row->due->count);
}
