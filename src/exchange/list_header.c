#include "exchange/list_header.h"

#include <inttypes.h>

#include "base/text.h"
#include "base/utf8.h"

enum { LINES_ABOVE_MAX = 100 };

static const char delimiters[] = "\t;,";

static size_t column_of(const ListColumns *columns, const char *heading)
{
	scoped(arena_free) Arena arena = {0};
	const char *folded = utf8_fold(&arena, heading);
	for (size_t column = 0; column < columns->count; column++)
		for (size_t i = 0; i < LIST_SYNONYMS_MAX && columns->items[column].headings[i]; i++)
			if (text_is(folded, columns->items[column].headings[i]))
				return column;
	return columns->count;
}

/* How many of the cells are headings. */
static size_t read_headings(const ListRow *row, const ListColumns *columns, Arena *arena, ListHeader *header)
{
	const size_t kept = row->count < LIST_COLUMNS_MAX ? row->count : LIST_COLUMNS_MAX;
	const char **headings = arena_array(arena, kept + 1, sizeof *headings);
	size_t known = 0;
	header->columns = arena_array(arena, kept + 1, sizeof *header->columns);
	header->headings = headings;
	header->count = row->count;
	for (size_t i = 0; i < kept; i++) {
		const size_t column = column_of(columns, row->cells[i]);
		headings[i] = utf8_clean(arena, row->cells[i]);
		header->columns[i] = column;
		if (column == columns->count)
			continue;
		known++;
		if (header->place[column]) {
			header->twice = true;
			header->said_twice = column;
		} else {
			header->place[column] = i + 1;
		}
	}
	return known;
}

static size_t try_delimiter(const char *line, size_t length, const ListColumns *columns, char delimiter, Arena *arena,
			    ListHeader *header)
{
	ListRows rows;
	ListRow row;
	size_t known = 0;
	*header = (ListHeader){
		.delimiter = delimiter,
		.place = arena_array(arena, columns->count, sizeof *header->place),
	};
	list_rows_begin(&rows, line, length, 0, delimiter);
	if (list_rows_next(&rows, &row) && !row.broken)
		known = read_headings(&row, columns, arena, header);
	list_rows_end(&rows);
	return header->place[0] ? known : 0;
}

static bool read_line(const char *line, size_t length, const ListColumns *columns, size_t least, Arena *arena,
		      ListHeader *ret_header)
{
	size_t most = least - 1;
	for (const char *delimiter = delimiters; *delimiter; delimiter++) {
		ListHeader header;
		const size_t known = try_delimiter(line, length, columns, *delimiter, arena, &header);
		if (known > most) {
			most = known;
			*ret_header = header;
		}
	}
	return most >= least;
}

bool list_header_find(const char *text, size_t length, const ListColumns *columns, size_t least, Arena *arena,
		      ListHeader *ret_header)
{
	size_t at = 0;
	for (int64_t line = 1; at < length && line <= LINES_ABOVE_MAX; line++) {
		size_t content;
		const size_t n = list_line(text + at, length - at, &content);
		if (read_line(text + at, content, columns, least, arena, ret_header)) {
			ret_header->line = line;
			ret_header->end = at + n;
			return true;
		}
		at += n;
	}
	return false;
}

bool list_header_right(const ListHeader *header, const ListColumns *columns, Error *err)
{
	if (header->count > LIST_COLUMNS_MAX)
		return fail(err, ERROR_INPUT, "line %" PRId64 ": There are %zu columns, and a list may have %d.",
			    header->line, header->count, LIST_COLUMNS_MAX);
	if (header->twice)
		return fail(err, ERROR_INPUT, "line %" PRId64 ": Two columns say the %s; take one of them out.",
			    header->line, columns->items[header->said_twice].label);
	return true;
}

bool list_row_is_empty(const ListRow *row)
{
	for (size_t i = 0; i < row->count && i < LIST_COLUMNS_MAX; i++)
		if (*row->cells[i])
			return false;
	return !row->broken;
}

const char *list_row_unfit(const ListRow *row, const ListHeader *header, Arena *arena)
{
	if (row->broken)
		return "a quotation mark is out of place or not closed";
	if (row->count != header->count)
		return arena_print(arena, "there are %zu columns, and %zu headings", row->count, header->count);
	return NULL;
}

const char *list_cell(const ListHeader *header, const ListRow *row, size_t column)
{
	const size_t place = header->place[column];
	return place && *row->cells[place - 1] ? row->cells[place - 1] : NULL;
}
