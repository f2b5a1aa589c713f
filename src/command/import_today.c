#include "command/import_today.h"

#include <inttypes.h>

#include "exchange/today_list.h"
#include "model/facts/nhs_number.h"
#include "model/lists/lists.h"

static const char *done(const TodayList *list, const ExpectedLoaded *loaded, Arena *arena)
{
	Text out = {.arena = arena};
	text_add_print(&out, "%zu patient%s expected today", loaded->taken, loaded->taken == 1 ? "" : "s");
	if (loaded->unknown_count > 0)
		text_add_print(&out, "; %zu whom nobody here knows", loaded->unknown_count);
	text_add(&out, ".");
	for (size_t i = 0; i < list->left_count; i++)
		text_add_print(&out, "%s%s", i ? ", " : " Columns left: ", list->left[i]);
	text_add(&out, list->left_count ? "." : "");
	return text_done(&out);
}

static void report_unknown(const TodayList *list, const ExpectedLoaded *loaded, ImportReport *report, Arena *arena)
{
	for (size_t i = 0; i < list->count; i++)
		if (loaded->unknown[i])
			import_report_note(report,
					   &(FhirNote){FHIR_NOTE_WARNING, "line",
						       arena_print(arena, "%" PRId64, list->lines[i]),
						       arena_print(arena, "nobody here has the NHS number %s; left out",
								   nhs_number_text(list->rows[i].nhs, arena))});
}

bool import_today(Desk *desk, Source *source, ImportReport *report, Arena *arena, Error *err)
{
	TodayList list;
	ExpectedLoaded loaded;
	if (!desk_may_load(desk, ACT_EXPECT, err) || !today_list_read(source, desk_today(desk), arena, &list, err) ||
	    !desk_load_expected(desk, list.rows, list.count, arena, &loaded, err))
		return false;
	report_unknown(&list, &loaded, report, arena);
	report->loaded = done(&list, &loaded, arena);
	return true;
}
