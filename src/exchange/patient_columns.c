#include "exchange/patient_columns.h"

#include "base/text.h"
#include "base/utf8.h"
#include "exchange/list_rows.h"

enum { SYNONYMS_MAX = 8, LINES_ABOVE_MAX = 100 };

/* Folded (utf8_fold): small letters, and a blank for each point, hyphen or line. */
static const struct {
	const char *label;
	const char *headings[SYNONYMS_MAX];
} columns[PatientColumn_COUNT_] = {
	[COLUMN_NHS] = {"NHS number", {"nhs number", "nhs no", "nhsnumber", "nhs"}},
	[COLUMN_FAMILY] = {"family name", {"surname", "family name", "last name"}},
	[COLUMN_GIVEN] = {"given name", {"first name", "forename", "forenames", "given name", "given names"}},
	[COLUMN_TITLE] = {"title", {"title"}},
	[COLUMN_BORN] = {"date of birth", {"date of birth", "dob", "birth date", "d o b"}},
	[COLUMN_GENDER] = {"gender", {"sex", "gender"}},
	[COLUMN_POSTCODE] = {"postcode", {"postcode", "post code", "postal code"}},
	[COLUMN_MOBILE] = {"mobile number", {"mobile", "mobile telephone", "mobile number", "mobile phone"}},
	[COLUMN_EMAIL] = {"e-mail address", {"email", "e mail", "email address", "e mail address"}},
	[COLUMN_LANGUAGE] = {"language", {"main language", "preferred language", "first language"}},
	[COLUMN_INTERPRETER] = {"interpreter", {"interpreter required", "needs interpreter"}},
	[COLUMN_DIED] = {"date of death", {"date of death", "death date"}},
	[COLUMN_DECEASED] = {"deceased", {"deceased"}},
	[COLUMN_SINCE] = {"registration date", {"registration date", "date registered"}},
	[COLUMN_PRACTICE] = {"registered practice", {"registered practice"}},
	[COLUMN_PRACTICE_CODE] = {"practice code", {"practice code", "gp code", "organisation code"}},
};

static const char delimiters[] = "\t;,";

const char *patient_column_label(PatientColumn column)
{
	return columns[column].label;
}

static PatientColumn column_of(const char *heading)
{
	scoped(arena_free) Arena arena = {0};
	const char *folded = utf8_fold(&arena, heading);
	for (PatientColumn column = 0; column < PatientColumn_COUNT_; column++)
		for (size_t i = 0; i < SYNONYMS_MAX && columns[column].headings[i]; i++)
			if (text_is(folded, columns[column].headings[i]))
				return column;
	return PatientColumn_COUNT_;
}

/* How many of the cells are headings. */
static size_t read_headings(const ListRow *row, Arena *arena, PatientHeader *header)
{
	const size_t kept = row->count < LIST_COLUMNS_MAX ? row->count : LIST_COLUMNS_MAX;
	const char **headings = arena_array(arena, kept + 1, sizeof *headings);
	size_t known = 0;
	header->columns = arena_array(arena, kept + 1, sizeof *header->columns);
	header->headings = headings;
	header->count = row->count;
	for (size_t i = 0; i < kept; i++) {
		const PatientColumn column = column_of(row->cells[i]);
		headings[i] = utf8_clean(arena, row->cells[i]);
		header->columns[i] = column;
		if (column == PatientColumn_COUNT_)
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

static size_t try_delimiter(const char *line, size_t length, char delimiter, Arena *arena, PatientHeader *header)
{
	ListRows rows;
	ListRow row;
	size_t known = 0;
	*header = (PatientHeader){.delimiter = delimiter};
	list_rows_begin(&rows, line, length, 0, delimiter);
	if (list_rows_next(&rows, &row) && !row.broken)
		known = read_headings(&row, arena, header);
	list_rows_end(&rows);
	return header->place[COLUMN_NHS] ? known : 0;
}

static bool read_line(const char *line, size_t length, Arena *arena, PatientHeader *ret_header)
{
	size_t most = 1;
	for (const char *delimiter = delimiters; *delimiter; delimiter++) {
		PatientHeader header;
		const size_t known = try_delimiter(line, length, *delimiter, arena, &header);
		if (known > most) {
			most = known;
			*ret_header = header;
		}
	}
	return most > 1;
}

bool patient_header_find(const char *text, size_t length, Arena *arena, PatientHeader *ret_header)
{
	size_t at = 0;
	for (int64_t line = 1; at < length && line <= LINES_ABOVE_MAX; line++) {
		size_t content;
		const size_t n = list_line(text + at, length - at, &content);
		if (read_line(text + at, content, arena, ret_header)) {
			ret_header->line = line;
			ret_header->end = at + n;
			return true;
		}
		at += n;
	}
	return false;
}
