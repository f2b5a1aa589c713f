#include "exchange/today_list.h"

#include "base/utf8.h"
#include "import.h"
#include "model/facts/nhs_number.h"

static void hold_row(const Expected *row)
{
	fuzz_hold(nhs_number_valid(row->nhs), "a number is right");
	fuzz_hold(row->minute == EXPECTED_ANY_TIME || (row->minute >= 0 && row->minute < 24 * 60),
		  "a time is of a day");
	fuzz_hold(!row->clinician || utf8_is_clean(row->clinician), "names are clean");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const Date today = {2024, 11, 22};
	scoped(arena_free) Arena arena = {0};
	Source source = fuzz_source(bytes, size);
	TodayList list = {0};
	Error err = {0};
	if (today_list_read(&source, today, &arena, &list, &err)) {
		fuzz_hold(list.count <= TODAY_ROWS_MAX, "a list is of one day");
		for (size_t i = 0; i < list.count; i++)
			hold_row(&list.rows[i]);
	} else {
		fuzz_hold_refusal(&err);
	}
	source_close(&source);
	return 0;
}
