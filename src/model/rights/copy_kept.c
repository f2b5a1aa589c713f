/* What was kept of a patient before, and the entries of their record: every line that was ever told, also where another
 * took its place. */
#include "base/text.h"
#include "model/care/care.h"
#include "model/readings/explain.h"
#include "model/rights/copy_inside.h"

/* --- Details that were replaced --- */

/* As papers call the fields of a person; NULL: another part of the copy tells it. */
static const char *field_called(const Field *field)
{
	static const struct {
		const char *name, *called;
	} fields[] = {
		{"family", "family name"}, {"given", "given names"},
		{"title", "title"},	   {"preferred", "called"},
		{"born", "born"},	   {"died", "died"},
		{"gender", "gender"},	   {"postcode", "postcode"},
		{"mobile", "mobile"},	   {"email", "e-mail"},
		{"prefers", "reached by"}, {"online", "online account"},
		{"language", "language"},  {"interpreter", "interpreter"},
	};
	for (size_t i = 0; i < countof(fields); i++)
		if (text_is(fields[i].name, field->name))
			return fields[i].called;
	return NULL;
}

static bool says_where(const Field *field)
{
	return text_is(field->name, "postcode") || text_is(field->name, "mobile") || text_is(field->name, "email");
}

static const char *source_said(LineSource source)
{
	switch (source) {
	case SOURCE_DESK: return "at the desk";
	case SOURCE_FHIR: return "by a list or a record that was taken in";
	case SOURCE_ODS:
	case SOURCE_LEDGER_LINES: break;
	}
	return "by lines of a ledger that were taken in";
}

/* What the line had that the next has otherwise. */
static void add_earlier(CopyPage *page, const Kept *was, const Kept *is)
{
	Text said = {.arena = page->sheet.arena};
	for (size_t i = 0; i < was->line.kind->count; i++) {
		const Field *field = &was->line.kind->fields[i];
		char before[32], after[32];
		const char *called = field_called(field);
		if (!called || !line_has(&was->line, field) || (page->chart->restricted && says_where(field)) ||
		    (line_has(&is->line, field) &&
		     text_is(line_print(&was->line, field, before), line_print(&is->line, field, after))))
			continue;
		text_add_print(&said, "%s%s %s", said.length ? ", " : "", called,
			       line_print(&was->line, field, before));
	}
	if (said.length)
		copy_say(page, SHEET_ITEM,
			 arena_print(page->sheet.arena, "Before: %s; changed %s.", text_done(&said),
				     source_said(is->source)));
}

void copy_add_earlier(CopyPage *page)
{
	const Kept *last = NULL;
	for (size_t i = 0; i < page->kept.count; i++) {
		const Kept *kept = &page->kept.items[i];
		if (kept->line.kind->type != LINE_PERSON)
			continue;
		if (last)
			add_earlier(page, last, kept);
		last = kept;
	}
	if (last)
		copy_say(page, SHEET_PARAGRAPH,
			 arena_print(page->sheet.arena, "These details were last told %s.", source_said(last->source)));
}

/* --- Entries --- */

/* The words of an entry before it was corrected. */
static void add_replaced(CopyPage *page, const Entry *entry)
{
	Arena *arena = page->sheet.arena;
	const Kept *last = NULL;
	for (size_t i = 0; i < page->kept.count; i++) {
		const Kept *kept = &page->kept.items[i];
		if (kept->line.kind->type != LINE_ENTRY || !text_is(kept->line.entry.id, entry->id))
			continue;
		if (last && !text_is(last->line.entry.text, kept->line.entry.text))
			copy_say(page, SHEET_MORE,
				 arena_print(arena, "Before: %s; changed %s.",
					     text_or(last->line.entry.text, "no words"), source_said(kept->source)));
		last = kept;
	}
}

static void add_entry(CopyPage *page, size_t i)
{
	const Chart *chart = page->chart;
	const Entry *entry = &chart->world.entries.items[i];
	Arena *arena = page->sheet.arena;
	EntryMarks marks;
	desk_entry_marks(chart, i, &marks);
	copy_say(page, SHEET_ITEM,
		 arena_print(arena, "%s, %s: %s%s%s", copy_day(page, entry->recorded),
			     explain_name(&chart->world, entry->org, arena),
			     words_text(&category_words, entry->category), text_empty(entry->text) ? "" : ", ",
			     text_or(entry->text, "")));
	if (!text_empty(entry->code))
		copy_say(page, SHEET_MORE, arena_print(arena, "Code %s", entry->code));
	add_replaced(page, entry);
	if (marks.hidden)
		copy_say(page, SHEET_MORE, "Private: nobody else is shown it.");
	if (entry->sensitive == TRUTH_TRUE)
		copy_say(page, SHEET_MORE, "Marked sensitive: it is left out of summaries.");
}

void copy_add_entries(CopyPage *page)
{
	const Chart *chart = page->chart;
	Arena *arena = page->sheet.arena;
	if (chart->world.entries.count == 0)
		return;
	copy_say(page, SHEET_HEADING, "Entries of your record that are kept here");
	copy_say(page, SHEET_PARAGRAPH,
		 "They were taken from the record system, so that you can say of each who may see it.");
	for (size_t i = 0; i < chart->world.entries.count; i++)
		if (copy_shows(&page->gaps, chart, i))
			add_entry(page, i);
	if (page->gaps.unread > 0)
		copy_say(
			page, SHEET_PARAGRAPH,
			arena_print(
				arena,
				"Of %zu more this surgery may not see what they say, because it is not shared with it: "
				"ask those who recorded them.",
				page->gaps.unread));
}
