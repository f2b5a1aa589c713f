#include "ui/screens/home/inside.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/find.h"
#include "model/facts/nhs_number.h"

static const char *person_note(const Found *found, Arena *arena)
{
	char died[16];
	if (person_has_died(&found->person)) {
		if (partial_is_unknown(found->person.died))
			return "has died"; /* no more of it has room */
		partial_print_staff(found->person.died, died);
		return arena_print(arena, "died %s", died);
	}
	if (found->goes_on)
		return arena_print(arena, "is %s", nhs_number_text(found->goes_on, arena));
	if (found->same_name && !found->identified)
		return "same name: ask";
	if (found->due == 0)
		return "";
	return arena_print(arena, "%zu question%s due", found->due, found->due == 1 ? "" : "s");
}

void home_draw_person(const void *rows, size_t index, Area area)
{
	const Found *found = (const Found *)rows + index;
	const bool wide = area.cols >= HOME_WIDE, middle = area.cols >= HOME_MIDDLE;
	const int note = wide ? 16 : 0, nhs = middle ? 14 : 0, born = middle ? 18 : 12;
	const int name = area.cols - 1 - note - nhs - born;
	Text text = {.arena = area_scratch(area)};
	char day[16], number[16];
	person_print_name(&found->person, &text);
	area_put_in(area, 0, 1, name - 2, STYLE_STRONG, text_done(&text));
	date_print_staff(found->person.born, day);
	area_print(area, 0, 1 + name, STYLE_NORMAL, "%s%s", middle ? "Born " : "",
		   date_is_none(found->person.born) ? "not known" : day);
	nhs_number_print(found->person.nhs, number);
	if (middle)
		area_put(area, 0, 1 + name + born, STYLE_NORMAL, number);
	if (wide)
		area_put(area, 0, 1 + name + born + nhs, STYLE_NORMAL, person_note(found, area_scratch(area)));
}

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
	const char *what =
		arena_print(area_scratch(area), "%s %s %s", item->item.name, area_glyphs(area)->dot, item->item.what);
	area_put_in(area, 0, col, area.cols - col - left, style, what);
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

static void add_row(HomeRow *row, const HomeDue *due, const Due *item)
{
	row->due = due;
	row->item = item;
	text_print(row->key, sizeof row->key, "%s %s", due_kind(due->kind)->name, item ? item->item.id : "");
}

size_t home_rows(const HomeDue *due, size_t count, int rows, int cols, HomeRow *out)
{
	size_t shown[WORK_KINDS] = {0}, used = 0;
	if (cols >= HOME_MIDDLE)
		share_rows(due, count, rows - (int)count, shown);
	for (size_t i = 0; i < count; i++) {
		add_row(&out[used++], &due[i], NULL);
		for (size_t j = 0; j < shown[i]; j++)
			add_row(&out[used++], &due[i], &due[i].first[j + 1]);
	}
	return used;
}

void home_draw_work(const void *rows, size_t index, Area area)
{
	const HomeRow *row = (const HomeRow *)rows + index;
	const HomeDue *due = row->due;
	const int count = 23;
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

void home_draw_place(const void *rows, size_t index, Area area)
{
	const HomePlace *place = (const HomePlace *)rows + index;
	area_put(area, 0, 1, STYLE_STRONG, place->name);
	if (area.cols >= HOME_MIDDLE)
		area_put(area, 0, 18, STYLE_NORMAL, place->detail);
}
