#include "exchange/today_columns.h"

#include "base/encoding.h"
#include "exchange/source.h"

static const ListColumn columns[TodayColumn_COUNT_] = {
	[TODAY_NHS] = {"NHS number", {"nhs number", "nhs no", "nhsnumber", "nhs"}},
	[TODAY_TIME] = {"time",
			{"appointment", "appointment time", "appointment date/time", "date/time", "slot time", "time",
			 "start time"}},
	[TODAY_DATE] = {"date", {"date", "appointment date", "slot date", "session date"}},
	[TODAY_CLINICIAN] = {"clinician", {"clinician", "with"}},
	[TODAY_HOLDER] = {"session holder", {"session holder"}},
	[TODAY_CLINIC] = {"clinic", {"clinic"}},
};

const ListColumns today_columns = {columns, TodayColumn_COUNT_};

bool today_header_find(const char *text, size_t length, Arena *arena, ListHeader *header)
{
	return list_header_find(text, length, &today_columns, 2, arena, header) ||
	       list_header_find(text, length, &today_columns, 1, arena, header);
}

TodaySign today_columns_sign(const char *bytes, size_t length)
{
	scoped(arena_free) Arena arena = {0};
	ListHeader header = {0};
	const char *text;
	size_t read, known = 0;
	if (!encoding_read(&arena, bytes, length, length == SOURCE_PEEK, &text, &read, NULL) ||
	    !today_header_find(text, read, &arena, &header))
		return TODAY_NO_SIGN;
	for (TodayColumn column = 0; column < TodayColumn_COUNT_; column++)
		known += header.place[column] > 0;
	if (header.place[TODAY_TIME])
		return TODAY_TIMES;
	return known > 1 ? TODAY_MORE_COLUMNS : TODAY_NUMBERS_ALONE;
}
