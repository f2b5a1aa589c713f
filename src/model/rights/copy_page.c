/* How the copy is worded, for all its parts. */
#include "base/text.h"
#include "model/rights/copy_inside.h"

void copy_say(CopyPage *page, SheetKind kind, const char *text)
{
	sheet_add(&page->sheet, kind, text, NULL);
}

const char *copy_day(const CopyPage *page, Instant at)
{
	char day[16];
	date_print_staff(zone_date(page->chart->world.zone, at), day);
	return arena_text(page->sheet.arena, day);
}

const char *copy_moment(const CopyPage *page, Instant at)
{
	char time[8];
	time_print_staff(zone_local(page->chart->world.zone, at), time);
	return arena_print(page->sheet.arena, "%s %s", copy_day(page, at), time);
}

const char *copy_language(const char *language)
{
	const Language *known = language ? language_find(language) : NULL;
	return known ? known->english : language;
}
