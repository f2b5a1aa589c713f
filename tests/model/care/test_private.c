#include "model/care/care.h"

#include <string.h>

#include "base/text.h"
#include "model/stage/at_desk.h"

static size_t number_of(const char *id)
{
	for (size_t i = 0; i < clinic->chart->world.entries.count; i++)
		if (text_is(clinic->chart->world.entries.items[i].id, id))
			return i;
	fail_msg("no entry %s", id);
	return 0;
}

static const Fact *hidden(const char *id)
{
	clinic_fresh(clinic);
	return clinic->chart->now.entries[number_of(id)].hidden;
}

static void a_wish_hides_at_once(void **state) /* G3 */
{
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e1", &clinic->err));
	assert_int_equal(hidden("e1")->kind, FACT_ENTRY_PRIVATE_REQUESTED);
	CLINIC_REFUSED(clinic, desk_make_private(clinic->desk, clinic->chart, "e1", &clinic->err), "review");
	CLINIC_REFUSED(clinic, desk_reopen(clinic->desk, clinic->chart, "e1", "a mistake", &clinic->err),
		       "receptionist");
	CLINIC_REFUSED(clinic, desk_make_private(clinic->desk, clinic->chart, "e9", &clinic->err), "no such entry");
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, desk_make_private(clinic->desk, clinic->chart, "e2", &clinic->err), "administrator");
}

static void a_clinician_confirms_or_opens(void **state)
{
	ClinicDesk *clinician = &clinic->desks[1];
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e1", &clinic->err));
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_make_private(clinician->desk, clinician->chart, "e1", &clinic->err));
	assert_int_equal(hidden("e1")->kind, FACT_ENTRY_PRIVATE);
	CLINIC_REFUSED(clinic, desk_make_private(clinician->desk, clinician->chart, "e1", &clinic->err),
		       "private already");
	CLINIC_OK(clinic, desk_reopen(clinician->desk, clinician->chart, "e1", "a mistake", &clinic->err));
	assert_null(hidden("e1"));
	CLINIC_REFUSED(clinic, desk_reopen(clinician->desk, clinician->chart, "e1", "a mistake", &clinic->err),
		       "not private");
}

static void what_belongs_together_is_offered(void **state)
{
	const size_t *linked;
	size_t count;
	Arena arena = {0};
	/* e2 and e4 have one code; e3 was recorded within the hour of e2; of another organisation neither counts. */
	clinic_entry(clinic, "x1", CLINIC_NURSING, "2024-03-01T09:10:00Z", "B");
	clinic_fresh(clinic);
	desk_linked_entries(clinic->chart, number_of("e2"), &arena, &linked, &count);
	assert_int_equal(count, 2);
	assert_int_equal(linked[0], number_of("e3"));
	assert_int_equal(linked[1], number_of("e4"));
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e4", &clinic->err));
	desk_linked_entries(clinic->chart, number_of("e2"), &arena, &linked, &count);
	assert_int_equal(count, 1);
	desk_linked_entries(clinic->chart, number_of("e1"), &arena, &linked, &count);
	assert_int_equal(count, 0);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(a_wish_hides_at_once),
		AT_DESK(a_clinician_confirms_or_opens),
		AT_DESK(what_belongs_together_is_offered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
