#include "model/readings/whose.h"

#include "base/date_zone.h"

/* The file that brought this fact; NULL where it was told here, or nobody knows which it was. */
static const Fact *fact_file(const World *world, const Fact *fact)
{
	const FactList told = world->standings;
	for (size_t i = told.count; i-- > 0 && !fact->told_here;) {
		const Fact *file = &told.items[i];
		int64_t first, last;
		if (fact_file_lines(file, &first, &last) && first <= fact->seq && fact->seq <= last)
			return file;
	}
	return NULL;
}

const char *fact_by(const Fact *fact, Arena *arena)
{
	const char *by = text_or(fact->by, "");
	if (fact->told_here)
		return by;
	return *by ? arena_print(arena, "file: %s", by) : "file";
}

void fact_say_by(const World *world, const Fact *fact, Text *out)
{
	const char *by = text_or(fact->by, "");
	const Fact *file = fact_file(world, fact);
	char day[16];
	if (fact->told_here) {
		text_add_print(out, "%s%s", *by ? ", by " : "", by);
		return;
	}
	text_add(out, ", from a file");
	if (file) {
		date_print_short(zone_date(world->zone, file->at), day);
		text_add_print(out, " (%s, taken in by %s %s)", file->name, text_or(file->by, "?"), day);
	}
	if (*by && !(file && text_is(file->by, by)))
		text_add_print(out, ", which says: %s", by);
}
