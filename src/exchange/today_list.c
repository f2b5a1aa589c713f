#include "exchange/today_list.h"

#include <inttypes.h>
#include <string.h>

#include "base/index.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/detect.h"
#include "exchange/list_cells.h"
#include "exchange/list_header.h"
#include "exchange/today_columns.h"
#include "model/facts/nhs_number.h"

enum { CLINICIAN_MAX = 60 };

typedef struct TodayReader {
	Date today;
	const ListHeader *header;
	Arena *arena;
	Expected *rows;
	int64_t *lines;
	size_t count;
	Index numbers;
	ListFaults faults;
} TodayReader;

static void fault(TodayReader *reader, const ListRow *row, TodayColumn column, const char *why)
{
	const ListHeader *header = reader->header;
	list_fault(&reader->faults, reader->arena, row->line, header->headings[header->place[column] - 1], why);
}

/* --- One row --- */

static const char *clinician_at(TodayReader *reader, const ListRow *row)
{
	for (TodayColumn column = TODAY_CLINICIAN; column <= TODAY_CLINIC; column++) {
		const char *text = list_cell(reader->header, row, column);
		if (!text)
			continue;
		if (utf8_is_clean(text) && strlen(text) <= CLINICIAN_MAX)
			return arena_text(reader->arena, text);
		fault(reader, row, column, "is too long, or has a control character in it");
		return NULL;
	}
	return NULL;
}

static void read_moment(TodayReader *reader, const ListRow *row, Date *ret_day, int *ret_minute)
{
	const char *time = list_cell(reader->header, row, TODAY_TIME);
	const char *date = list_cell(reader->header, row, TODAY_DATE);
	Date with_time = {0};
	const char *why = time ? list_time(time, &with_time, ret_minute) : NULL;
	if (why)
		fault(reader, row, TODAY_TIME, why);
	*ret_day = with_time;
	why = date ? list_date(date, ret_day) : NULL;
	if (why)
		fault(reader, row, TODAY_DATE, why);
	else if (date && !date_is_none(with_time) && date_order(with_time, *ret_day) != 0)
		*ret_day = date_order(with_time, reader->today) != 0 ? with_time : *ret_day;
}

static bool is_of_today(const TodayReader *reader, const ListRow *row, Date day, Error *err)
{
	char said[16], today[16];
	if (date_is_none(day) || date_order(day, reader->today) == 0)
		return true;
	date_print_staff(day, said);
	date_print_staff(reader->today, today);
	return fail(err, ERROR_INPUT,
		    "line %" PRId64 ": This is of %s, and today is %s: save today's list; nothing was "
		    "taken.",
		    row->line, said, today);
}

static bool is_earlier(const Expected *a, const Expected *b)
{
	return a->minute != EXPECTED_ANY_TIME && (b->minute == EXPECTED_ANY_TIME || a->minute < b->minute);
}

static void keep(TodayReader *reader, const Expected *expected, int64_t line)
{
	const uint32_t place = index_add(&reader->numbers, reader->arena, expected->nhs, (uint32_t)reader->count);
	if (place != reader->count && !is_earlier(expected, &reader->rows[place]))
		return;
	reader->count += place == reader->count;
	reader->rows[place] = *expected;
	reader->lines[place] = line;
}

static bool take_row(TodayReader *reader, const ListRow *row, Error *err)
{
	Expected expected = {.minute = EXPECTED_ANY_TIME};
	Date day = {0};
	const char *why = list_row_unfit(row, reader->header, reader->arena);
	if (why) {
		list_fault(&reader->faults, reader->arena, row->line, "", why);
		return true;
	}
	read_moment(reader, row, &day, &expected.minute);
	if (!is_of_today(reader, row, day, err))
		return false;
	expected.clinician = clinician_at(reader, row);
	expected.nhs = list_nhs_number(list_cell(reader->header, row, TODAY_NHS), reader->arena, &why);
	if (!expected.nhs)
		fault(reader, row, TODAY_NHS, why);
	else
		keep(reader, &expected, row->line);
	return true;
}

/* --- All of them --- */

static bool take_all(TodayReader *reader, ListRows *rows, Error *err)
{
	ListRow row;
	for (size_t taken = 0; list_rows_next(rows, &row);) {
		if (list_row_is_empty(&row))
			continue;
		if (++taken > TODAY_ROWS_MAX)
			return fail(err, ERROR_INPUT, "There are more than %d rows: that is no list of one day.",
				    TODAY_ROWS_MAX);
		if (!take_row(reader, &row, err))
			return false;
	}
	return list_faults_none(&reader->faults, "", err) &&
	       (reader->count > 0 || fail(err, ERROR_INPUT, "The list has headings and no patient below them."));
}

static void name_left(const ListHeader *header, Arena *arena, TodayList *list)
{
	const char **left = arena_array(arena, header->count + 1, sizeof *left);
	for (size_t i = 0; i < header->count; i++)
		if (header->columns[i] == TodayColumn_COUNT_ && *header->headings[i])
			left[list->left_count++] = header->headings[i];
	list->left = left;
}

static bool find_header(const char *text, size_t length, Arena *arena, ListHeader *header, Error *err)
{
	if (!today_header_find(text, length, arena, header))
		return fail(err, ERROR_INPUT, "The headings of the columns are missing: one must say NHS number.");
	return list_header_right(header, &today_columns, err);
}

bool today_list_read(Source *source, Date today, Arena *arena, TodayList *ret_list, Error *err)
{
	ListHeader header = {0};
	TodayReader reader = {.today = today, .header = &header, .arena = arena};
	TodayList list = {0};
	ListRows rows;
	const char *text;
	size_t length;
	if (!detect_table(source, err) || !list_text(source, arena, &text, &length, err) ||
	    !find_header(text, length, arena, &header, err))
		return false;
	reader.rows = arena_array(arena, TODAY_ROWS_MAX, sizeof *reader.rows);
	reader.lines = arena_array(arena, TODAY_ROWS_MAX, sizeof *reader.lines);
	list_rows_begin(&rows, text + header.end, length - header.end, header.line, header.delimiter);
	const bool taken = take_all(&reader, &rows, err);
	list_rows_end(&rows);
	name_left(&header, arena, &list);
	list.rows = reader.rows;
	list.lines = reader.lines;
	list.count = reader.count;
	if (taken)
		*ret_list = list;
	return taken;
}
