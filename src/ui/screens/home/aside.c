/* What is put aside stands on home: the row says whose it is, and takes it up again. */
#include "base/text.h"
#include "model/desk/chart.h"
#include "model/facts/nhs_number.h"
#include "ui/screens/home/inside.h"

void aside_load(App *app, HomeAsides *asides)
{
	const Staff *staff = desk_staff(app_desk(app));
	text_print(asides->title, sizeof asides->title, "Put aside by %s", staff ? staff->name : "nobody");
	asides->count = app_aside_count(app);
	for (size_t i = 0; i < asides->count; i++) {
		HomeAside *aside = &asides->items[i];
		*aside = (HomeAside){.is = app_aside(app, i), .number = i + 1};
		time_print_staff(zone_local(app_zone(app), aside->is.since), aside->time);
	}
}

/* --- the row --- */

static const char *name_of(const HomeAside *aside, Arena *arena)
{
	Text name = {.arena = arena};
	if (!aside->is.patient)
		return aside->is.what;
	person_print_name(aside->is.patient, &name);
	return text_done(&name);
}

void aside_draw(const HomeAside *aside, Area area)
{
	const bool middle = area.cols >= HOME_MIDDLE;
	const int time = 7, born = middle ? 18 : 12, what = middle ? 20 : 0;
	const int name = area.cols - 1 - time - what - (aside->is.patient ? born : 0);
	char day[16];
	area_put_in(area, 0, 1, name - 1, STYLE_STRONG, name_of(aside, area_scratch(area)));
	area_put_right(area, 0, STYLE_NORMAL, aside->time);
	if (!aside->is.patient)
		return;
	date_print_staff(aside->is.patient->born, day);
	area_print(area, 0, 1 + name, STYLE_NORMAL, "%s%s", middle ? "Born " : "",
		   date_is_none(aside->is.patient->born) ? "not known" : day);
	if (middle)
		area_put_in(area, 0, 1 + name + born, what, STYLE_NORMAL, aside->is.what);
}

int aside_draw_lines(const HomeAsides *asides, Area area)
{
	for (size_t i = 0; i < asides->count; i++)
		area_print(area, (int)i, 1, STYLE_NORMAL, "Put aside at %s: %s.", asides->items[i].time,
			   asides->items[i].is.what);
	return (int)asides->count;
}

void aside_say(const HomeAside *aside, Text *out)
{
	if (aside->is.patient)
		text_add_print(out, "%s, NHS No. %s: ", name_of(aside, out->arena),
			       nhs_number_text(aside->is.patient->nhs, out->arena));
	text_add_print(out, "%s, put aside at %s. Nothing of it is recorded.", aside->is.what, aside->time);
}
