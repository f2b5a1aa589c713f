#include "exchange/list_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/text.h"

static void begin_parser(ListRows *rows, char delimiter)
{
	if (csv_init(&rows->parser, CSV_STRICT | CSV_EMPTY_IS_NULL) != 0)
		abort(); /* as where an arena has no memory */
	csv_set_delim(&rows->parser, (unsigned char)delimiter);
}

void list_rows_begin(ListRows *rows, const char *text, size_t length, int64_t line, char delimiter)
{
	*rows = (ListRows){.text = text, .length = length, .line = line};
	begin_parser(rows, delimiter);
}

void list_rows_end(ListRows *rows)
{
	csv_free(&rows->parser);
	arena_free(&rows->arena);
}

bool list_text(Source *source, Arena *arena, const char **ret_text, size_t *ret_length, Error *err)
{
	const char *bytes;
	size_t length;
	if (!source_whole(source, &bytes, &length, err) ||
	    !encoding_read(arena, bytes, length, false, ret_text, ret_length, err))
		return false;
	return !memchr(*ret_text, '\0', *ret_length) ||
	       fail(err, ERROR_INPUT, "There is a NUL in it, which no text has; save the list anew.");
}

size_t list_line(const char *text, size_t length, size_t *ret_content)
{
	size_t n = 0;
	while (n < length && text[n] != '\n' && text[n] != '\r')
		n++;
	*ret_content = n;
	if (n == length)
		return n;
	return n + 1 + (text[n] == '\r' && n + 1 < length && text[n + 1] == '\n');
}

static void on_cell(void *bytes, size_t length, void *self)
{
	ListRows *rows = self;
	if (rows->count < LIST_COLUMNS_MAX) {
		const char *cell = bytes ? text_trim(bytes, &length) : "";
		rows->cells[rows->count] = arena_bytes(&rows->arena, cell, bytes ? length : 0);
	}
	rows->count++;
}

static void on_row(int end, void *self)
{
	((ListRows *)self)->ended = true;
}

static bool feed(ListRows *rows, const char *line, size_t length)
{
	return csv_parse(&rows->parser, line, length, on_cell, on_row, rows) == length &&
	       csv_parse(&rows->parser, "\n", 1, on_cell, on_row, rows) == 1;
}

/* Line by line until the row ends; `*ret_lines`: how many it has. */
static bool read_row(ListRows *rows, size_t *ret_lines)
{
	size_t at = rows->at;
	for (*ret_lines = 1; *ret_lines <= LIST_LINES_MAX; ++*ret_lines) {
		size_t content;
		const size_t n = list_line(rows->text + at, rows->length - at, &content);
		if (n == 0 || !feed(rows, rows->text + at, content))
			return false;
		at += n;
		if (rows->ended) {
			rows->at = at;
			return true;
		}
	}
	return false;
}

static bool pass_blank_lines(ListRows *rows)
{
	while (rows->at < rows->length) {
		size_t content;
		const size_t n = list_line(rows->text + rows->at, rows->length - rows->at, &content);
		text_trim(rows->text + rows->at, &content);
		if (content > 0)
			return true;
		rows->at += n;
		rows->line++;
	}
	return false;
}

static void pass_broken(ListRows *rows)
{
	size_t content;
	const char delimiter = (char)csv_get_delim(&rows->parser);
	rows->at += list_line(rows->text + rows->at, rows->length - rows->at, &content);
	csv_free(&rows->parser);
	begin_parser(rows, delimiter);
}

bool list_rows_next(ListRows *rows, ListRow *ret_row)
{
	size_t lines;
	if (!pass_blank_lines(rows))
		return false;
	arena_clear(&rows->arena);
	rows->count = 0;
	rows->ended = false;
	const bool read = read_row(rows, &lines);
	if (!read)
		pass_broken(rows);
	*ret_row = (ListRow){rows->line + 1, rows->cells, rows->count, !read};
	rows->line += read ? (int64_t)lines : 1;
	return true;
}
