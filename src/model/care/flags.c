#include "model/care/care.h"

#include "base/text.h"
#include "model/desk/checks.h"

/* --- The marks as they stand --- */

static const Fact *flag_of(const Reach *reach, const char *entry, EntryFlag flag)
{
	const Fact *latest = NULL;
	for (size_t i = 0; i < reach->fact_count; i++) {
		const Fact *fact = reach->facts[i];
		if (fact->kind == FACT_ENTRY_FLAG && fact->flag == flag && text_is(fact->entry, entry))
			latest = fact;
	}
	return latest && latest->on == TRUTH_TRUE ? latest : NULL;
}

static EntryMarks unflagged(const Reach *reach, size_t entry)
{
	const Fact *hidden = reach->entries[entry].hidden;
	const bool wish = hidden && hidden->kind == FACT_ENTRY_PRIVATE_REQUESTED;
	return (EntryMarks){.hidden = hidden, .to_review = wish, .offline = hidden != NULL};
}

static EntryMarks marks_of(const Reach *reach, size_t entry)
{
	const char *id = reach->world->entries.items[entry].id;
	EntryMarks marks = unflagged(reach, entry);
	marks.safeguarding = flag_of(reach, id, FLAG_SAFEGUARDING);
	marks.not_online = flag_of(reach, id, FLAG_NOT_ONLINE);
	marks.offline = marks.hidden || marks.safeguarding || marks.not_online;
	return marks;
}

void desk_entry_marks(const Chart *chart, size_t entry, EntryMarks *ret_marks)
{
	*ret_marks = marks_of(&chart->now, entry);
}

/* Flags are few, entries may be many: each entry is asked about only where it has any. */
const EntryMarks *desk_all_marks(const Chart *chart, Arena *arena)
{
	const Reach *reach = &chart->now;
	const EntryList entries = chart->world.entries;
	EntryMarks *marks = arena_array(arena, entries.count, sizeof *marks);
	Index flagged = {0};
	for (size_t i = 0; i < reach->fact_count; i++)
		if (reach->facts[i]->kind == FACT_ENTRY_FLAG)
			index_add(&flagged, arena, reach->facts[i]->entry, 0);
	for (size_t i = 0; i < entries.count; i++) {
		if (flagged.count > 0 && index_find(&flagged, entries.items[i].id) != INDEX_NONE)
			marks[i] = marks_of(reach, i);
		else
			marks[i] = unflagged(reach, i);
	}
	return marks;
}

/* --- Setting a flag --- */

static bool check_flag(const TellingNow *now, const Fact *fact, Error *err)
{
	size_t entry;
	if (!desk_find_entry(&now->world, fact->entry, &entry, err))
		return false;
	EntryMarks marks = marks_of(desk_fold_now(now), entry);
	bool stands = fact->flag == FLAG_SAFEGUARDING ? marks.safeguarding != NULL : marks.not_online != NULL;
	return stands != (fact->on == TRUTH_TRUE) ||
	       fail(err, ERROR_REFUSED, "This entry is flagged so already, or never was: nothing is to change.");
}

bool desk_entry_flag(Desk *desk, Chart *chart, const char *entry, EntryFlag flag, bool on, const char *note, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_FLAG,
		.act = on ? "flagged an entry" : "took a flag off an entry",
	};
	if (!telling_may(&telling, err))
		return false;
	if (flag != FLAG_SAFEGUARDING &&
	    flag != FLAG_NOT_ONLINE) /* FLAG_SENSITIVE goes with the entry's line: desk_entry_sensitive */
		return fail(err, ERROR_INPUT, "Say which flag: safeguarding relevant, or not shown online.");
	if (flag == FLAG_NOT_ONLINE && on && text_empty(note))
		return fail(err, ERROR_INPUT, "Write down why this entry is not to be shown online.");
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_FLAG;
	fact.entry = entry;
	fact.flag = (WordByte)flag;
	fact.on = on ? TRUTH_TRUE : TRUTH_FALSE;
	fact.note = text_empty(note) ? NULL : note;
	return telling_begin(&telling, err) && check_flag(&telling.now, &fact, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
