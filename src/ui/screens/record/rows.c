#include "ui/screens/record/inside.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/readings/explain.h"
#include "ui/match.h"
#include "ui/screens/chart/chart.h"

enum { NARROW = 60, WIDE = 100, DAY_COLS = 12, KIND_COLS = 15, FROM_COLS = 22, FROM_WIDE = 36, MARK_COLS = 10 };

const RecordRow *record_row(const RecordRows *rows, size_t index)
{
	return index < rows->shown_count ? &rows->all[rows->shown[index]] : NULL;
}

/* --- loading --- */

/* What a record of thousands of entries is made of row by row. */
typedef struct Making {
	const Chart *chart;
	const Viewer *own;
	const EntryMarks *marks;
	const char **called; /* by the place of the recorder; NULL: not yet made */
	Arena *arena;
} Making;

static const char *called(const Making *making, size_t i)
{
	const Chart *chart = making->chart;
	const char **name = &making->called[chart->now.entries[i].place];
	if (!*name)
		*name = explain_name(&chart->world, chart->world.entries.items[i].org, making->arena);
	return *name;
}

static RecordRow row_of(const Making *making, const RecordRows *rows, size_t i)
{
	return (RecordRow){
		.entry = &making->chart->world.entries.items[i],
		.marks = making->marks[i],
		.called = called(making, i),
		.withheld = rows->content && !desk_reads(making->own, i),
	};
}

/* Read where a row is drawn, and no sooner: of a record of thousands twenty are in sight. */
const char *record_words(const RecordRows *rows, const RecordRow *row)
{
	Desk *desk = rows->desk;
	const char *said = NULL;
	if (!rows->content)
		return NULL;
	if (row->withheld)
		return "(withheld)";
	const size_t number = (size_t)(row->entry - rows->chart->world.entries.items);
	return desk_entry_said(desk, rows->chart, number, &said, NULL) ? said : "(cannot be read)";
}

/* Its words are put together for a filter alone. */
bool record_row_matches(const RecordRows *rows, const RecordRow *row, const char *wanted, Arena *arena)
{
	const Entry *entry = row->entry;
	if (text_empty(wanted))
		return true;
	const ArenaMark mark = arena_mark(arena);
	const char *all = arena_print(arena, "%s %s %s %s %s%s%s", chart_day(rows->chart, entry->recorded, arena),
				      row->called, words_text(&category_words, entry->category),
				      text_or(record_words(rows, row), ""), row->marks.hidden ? "private" : "",
				      rows->content && row->marks.safeguarding ? " safeguarding" : "",
				      row->marks.not_online ? " not online" : "");
	const bool matches = match_words(utf8_fold(arena, all), wanted);
	arena_reset(arena, mark);
	return matches;
}

/* What was recorded after the moment shown is not there yet (G0). */
void record_rows_load(Desk *desk, const Chart *chart, Arena *arena, RecordRows *ret_rows)
{
	const size_t count = chart->world.entries.count;
	RecordRow *all = arena_array(arena, count, sizeof *all);
	const Viewer own = desk_own_viewer(desk, chart, arena);
	RecordRows rows = {.desk = desk, .chart = chart, .all = all, .content = desk_may(desk, ACT_SEE_CONTENT)};
	const Making making = {.chart = chart,
			       .own = &own,
			       .marks = desk_all_marks(chart, arena),
			       .called = arena_array(arena, chart->now.agreements.place_count, sizeof(char *)),
			       .arena = arena};
	for (size_t i = count; i-- > 0;) {
		if (instant_before(chart->now.at, chart->world.entries.items[i].recorded))
			continue;
		const RecordRow row = row_of(&making, &rows, i);
		rows.hidden += row.marks.hidden != NULL;
		rows.review += row.marks.to_review;
		all[rows.all_count++] = row;
	}
	*ret_rows = rows;
}

/* --- drawing --- */

/* One mark is a word; several are letters: p private (p? to be reviewed), s safeguarding, o not online. */
static const char *mark_of(const RecordRow *row, bool content, Arena *arena)
{
	const EntryMarks *marks = &row->marks;
	const bool safeguarding = content && marks->safeguarding;
	const int count = (marks->hidden != NULL) + safeguarding + (marks->not_online != NULL);
	if (count > 1)
		return arena_print(arena, "%s%s%s",
				   !marks->hidden     ? ""
				   : marks->to_review ? "p? "
						      : "p ",
				   safeguarding ? "s " : "", marks->not_online ? "o" : "");
	if (marks->hidden)
		return marks->to_review ? "to review" : "private";
	return safeguarding ? "safeguard" : marks->not_online ? "offline" : "";
}

void record_say_marks(const RecordRow *row, bool content, Text *out)
{
	const EntryMarks *marks = &row->marks;
	const bool theirs = marks->to_review && row->withheld;
	if (marks->hidden)
		text_add(out, !marks->to_review ? " Private." : theirs ? "" : " Hidden; for a clinician to review.");
	if (theirs)
		text_add_print(out, " %s recorded it and decides on it; hidden here until then.", row->called);
	if (content && marks->safeguarding)
		text_add(out, " Safeguarding relevant.");
	if (marks->not_online)
		text_add(out, " Not shown online.");
}

void record_draw_row(const void *list_rows, size_t index, Area area)
{
	const RecordRows *rows = list_rows;
	const RecordRow *row = record_row(rows, index);
	const bool narrow = area.cols < NARROW;
	const char *kind = words_text(&category_words, row->entry->category);
	const char *said = record_words(rows, row);
	const char *mark = mark_of(row, rows->content, area_scratch(area));
	const int end = *mark ? area.cols - MARK_COLS : area.cols, from = DAY_COLS + (narrow ? 0 : KIND_COLS);
	const int words = from + (area.cols < WIDE ? FROM_COLS : FROM_WIDE);
	area_put(area, 0, 0, STYLE_NORMAL, chart_day(rows->chart, row->entry->recorded, area_scratch(area)));
	if (narrow) {
		area_put_in(area, 0, from, end - from, STYLE_NORMAL, text_empty(said) ? kind : said);
	} else {
		area_put_in(area, 0, DAY_COLS, KIND_COLS - 1, STYLE_NORMAL, kind);
		area_put_in(area, 0, from, (rows->content ? words : end) - from - 1, STYLE_MUTED, row->called);
		if (rows->content)
			area_put_in(area, 0, words, end - words, STYLE_STRONG, text_or(said, ""));
	}
	area_put_right(area, 0, row->marks.to_review ? STYLE_WARNING : STYLE_STRONG, mark);
}

const char *record_summary(const RecordRows *rows, Arena *arena)
{
	Text words = {.arena = arena};
	if (rows->shown_count < rows->all_count) {
		text_add_print(&words, "%zu of %zu", rows->shown_count, rows->all_count);
		return text_done(&words);
	}
	text_add_print(&words, "%zu %s", rows->all_count, rows->all_count == 1 ? "entry" : "entries");
	if (rows->hidden > rows->review)
		text_add_print(&words, ", %zu private", rows->hidden - rows->review);
	if (rows->review > 0)
		text_add_print(&words, ", %zu to review", rows->review);
	return text_done(&words);
}
