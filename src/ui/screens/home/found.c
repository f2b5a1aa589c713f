/* Patients as the search lists them, and what is said of them. */
#include "model/desk/find.h"

#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "ui/flow.h"
#include "ui/screens/home/inside.h"

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
	if (found->alike)
		return "a name like it";
	if (found->former)
		return "a former name";
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
	area_put_in(area, 0, 1, name - 2, found->alike ? STYLE_NORMAL : STYLE_STRONG, text_done(&text));
	date_print_staff(found->person.born, day);
	area_print(area, 0, 1 + name, STYLE_NORMAL, "%s%s", middle ? "Born " : "",
		   date_is_none(found->person.born) ? "not known" : day);
	nhs_number_print(found->person.nhs, number);
	if (middle)
		area_put(area, 0, 1 + name + born, STYLE_NORMAL, number);
	if (wide)
		area_put(area, 0, 1 + name + born + nhs, STYLE_NORMAL, person_note(found, area_scratch(area)));
}

const char *home_found_says(const FoundList *found, bool adds, Area area)
{
	const bool alike = found->count > 0 && found->items[found->count - 1].alike;
	size_t so = 0; /* those alike come last */
	while (so < found->count && !found->items[so].alike)
		so++;
	if (found->fault)
		return found->fault;
	if (alike && so > 0)
		return arena_print(area_scratch(area), "%zu found. Below, names like it:", so);
	if (alike && area.cols < HOME_MIDDLE)
		return "Nobody found by that. Like it are:";
	if (alike)
		return arena_print(area_scratch(area), "Nobody found by that. %s%s:",
				   found->count < FOUND_ALIKE ? "Names like it" : "The nearest names",
				   adds ? " (F2 adds somebody new)" : "");
	return found->count > 0 ? NULL : adds ? "Nobody found by that: F2 adds them." : "Nobody found by that.";
}

void home_say_found(const FoundList *list, size_t selected, Text *out)
{
	const Found *found = &list->items[selected];
	char number[16];
	if (list->more)
		text_add_print(out, "More than %d: type more of the name. ", HOME_FOUND);
	nhs_number_print(found->person.nhs, number);
	person_print_name(&found->person, out);
	text_add_print(out, ", NHS No. %s", number);
	if (found->due > 0)
		text_add_print(out, ", %zu question%s due", found->due, found->due == 1 ? "" : "s");
	text_add(out, found->alike    ? ": not what was typed, but like it."
		      : found->former ? ": had the name before that was typed."
				      : ".");
	if (found->goes_on)
		text_add_print(out, " One person with %s: open that number.",
			       nhs_number_text(found->goes_on, out->arena));
	else if (found->same_name && !found->identified)
		text_add(out, " Somebody else has this name: ask for the date of birth.");
}

void home_draw_recent(const FoundList *recent, Area row)
{
	Text names = {.arena = area_scratch(row)};
	for (size_t i = 0; i < recent->count; i++)
		text_add_print(&names, " %s %s", i > 0 ? area_glyphs(row)->dot : "Lately",
			       person_short_name(&recent->items[i].person, names.arena));
	if (names.length > 0)
		flow_put_cut(row, 0, area_put(row, 0, 1, STYLE_KEY, "Tab") + 1, row.cols - 6, STYLE_MUTED,
			     text_done(&names));
}
