#include "exchange/patient_list.h"

#include <inttypes.h>

#include "base/encoding.h"
#include "base/index.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/patient_inside.h"
#include "model/facts/nhs_number.h"

enum { FIRST_ROOM = 64 };

bool patient_list_known(const char *bytes, size_t length)
{
	scoped(arena_free) Arena arena = {0};
	ListHeader header;
	const char *text;
	size_t read;
	return encoding_read(&arena, bytes, length, length == SOURCE_PEEK, &text, &read, NULL) &&
	       patient_header_find(text, read, &arena, &header);
}

/* --- The headings --- */

static bool check_header(const ListHeader *header, Error *err)
{
	static const PatientColumn needed[] = {COLUMN_FAMILY, COLUMN_GIVEN, COLUMN_BORN};
	if (!list_header_right(header, &patient_columns, err))
		return false;
	for (size_t i = 0; i < countof(needed); i++)
		if (!header->place[needed[i]])
			return fail(err, ERROR_INPUT, "line %" PRId64 ": There is no column of the %s; put it in.",
				    header->line, patient_columns.items[needed[i]].label);
	return true;
}

static void name_left(const ListHeader *header, Arena *arena, PatientList *list)
{
	const char **left = arena_array(arena, header->count + 1, sizeof *left);
	for (size_t i = 0; i < header->count; i++)
		if (header->columns[i] == PatientColumn_COUNT_ && *header->headings[i])
			left[list->left_count++] = header->headings[i];
	list->left = left;
}

/* --- Rows --- */

static void add_row(PatientList *list, Arena *arena, const PatientRow *row)
{
	if (list->count == list->room) {
		const size_t room = list->room ? 2 * list->room : FIRST_ROOM;
		list->rows = arena_grow(arena, list->rows, list->room, room, sizeof *list->rows);
		list->room = room;
	}
	list->rows[list->count++] = *row;
}

static void take_row(const PatientReader *reader, const ListRow *row, Index *numbers)
{
	PatientRow patient;
	const char *unfit = list_row_unfit(row, reader->header, reader->arena);
	if (list_row_is_empty(row))
		return;
	if (unfit) {
		patient_fault(reader->list, reader->arena, row->line, "", unfit);
		return;
	}
	patient_row_read(reader, row, &patient);
	const char *number = patient.person.nhs;
	const uint32_t place = (uint32_t)reader->list->count;
	const uint32_t first = number ? index_add(numbers, reader->arena, number, place) : place;
	if (first != place)
		patient_fault(reader->list, reader->arena, patient.line, reader->list->headings[0],
			      arena_print(reader->arena, "%s stands on line %" PRId64 " already",
					  nhs_number_text(number, reader->arena), reader->list->rows[first].line));
	add_row(reader->list, reader->arena, &patient);
}

static bool read_rows(const PatientReader *reader, const char *text, size_t length, Error *err)
{
	const ListHeader *header = reader->header;
	Index numbers = {0};
	ListRows rows;
	ListRow row;
	list_rows_begin(&rows, text + header->end, length - header->end, header->line, header->delimiter);
	while (list_rows_next(&rows, &row))
		take_row(reader, &row, &numbers);
	list_rows_end(&rows);
	return reader->list->count > 0 || reader->list->faults.count > 0 ||
	       fail(err, ERROR_INPUT, "The list has headings and no patient below them.");
}

bool patient_list_read(Source *source, const Organisation *practice, Date today, Arena *arena, PatientList *ret_list,
		       Error *err)
{
	ListHeader header = {0};
	PatientList list = {0};
	const char *text;
	size_t length;
	if (!list_text(source, arena, &text, &length, err))
		return false;
	if (!patient_header_find(text, length, arena, &header))
		return fail(err, ERROR_INPUT, "The headings of the columns are missing.");
	if (!check_header(&header, err))
		return false;
	list.headings[0] = header.headings[header.place[COLUMN_NHS] - 1];
	list.headings[1] = header.headings[header.place[COLUMN_FAMILY] - 1];
	name_left(&header, arena, &list);
	const PatientReader reader = {practice, today, &header, arena, &list};
	if (!read_rows(&reader, text, length, err))
		return false;
	*ret_list = list;
	return true;
}
