/* Several services at once: the full words once, then a row each. */
#include "model/stage/sitting_here.h"

static const char *services[] = {"Physiotherapy, knee", "Podiatry", "Dermatology", "Diabetes", "Wound clinic"};

static void refer_to_all(void)
{
	answer_practice();
	for (size_t i = 0; i < countof(services); i++)
		clinic_refer(clinic, CLINIC_NURSING, services[i]);
}

static void five_services_in_a_row_each(void **state)
{
	static const AgreementState out[] = {STATE_YES, STATE_REFUSED, STATE_YES, STATE_NOT_ASKED};
	static const AgreementState in[] = {STATE_YES, STATE_REFUSED, STATE_REFUSED, STATE_NOT_ASKED};
	const char *rows[countof(out)], *called[countof(out)];
	refer_to_all();
	start_all();
	press("g\ryy"); /* the first in full */
	assert_int_equal(sitting.step, SITTING_ROWS);
	assert_int_equal(question().row_count, countof(rows));
	assert_int_equal(question().line_count, 1);
	for (size_t i = 0; i < countof(rows); i++) {
		rows[i] = arena_text(&arena, question().rows[2 * i].episode);
		called[i] = arena_text(&arena, question().rows[2 * i].called);
	}
	assert_said(arena_print(&arena, "The same two questions for %s: are you happy", called[0]));
	press("yno");
	assert_int_equal(question().row, 3);
	assert_said(called[3]);
	press("l");
	assert_int_equal(sitting.step, SITTING_READ_BACK); /* all of it is */
	assert_said(arena_print(&arena, "Yes: %s can see", called[0]));
	press("y");
	for (size_t i = 0; i < countof(rows); i++) {
		assert_int_equal(clinic_state(clinic, rows[i], DIRECTION_OUT), out[i]);
		assert_int_equal(clinic_state(clinic, rows[i], DIRECTION_IN), in[i]);
	}
}

/* Left goes from row to row, and to the question before. */
static void a_row_is_answered_anew(void **state)
{
	refer_to_all();
	start_all();
	press("p\ryyyy");
	assert_int_equal(question().row, 2);
	assert_true(sitting_back(&sitting) && sitting_back(&sitting));
	assert_int_equal(question().row, 0);
	press("i");
	assert_int_equal(sitting.items[sitting.full].answer, ANSWER_NO);
	assert_int_equal(sitting.items[sitting.full + 1].answer, ANSWER_YES);
	assert_true(sitting_back(&sitting) && sitting_back(&sitting));
	assert_int_equal(sitting.step, SITTING_ASK);
	refuse('o');
}

/* Of whom something else is to be said: a code that is needed, a list that keeps them out. */
static void other_words_are_read_in_full(void **state)
{
	answer_practice();
	clinic_refer(clinic, CLINIC_NURSING, "Podiatry");
	clinic_refer(clinic, CLINIC_FAR, NULL);
	clinic_refer(clinic, CLINIC_NURSING, "Dermatology");
	start_all();
	assert_int_equal(sitting.full, 4);
	press("p\ryy");
	assert_int_equal(sitting.step, SITTING_ASK);
	press("yy");
	assert_int_equal(sitting.step, SITTING_ROWS);
	assert_string_equal(sitting.items[sitting.full].org, CLINIC_NURSING);
}

/* A row's service ends at another desk: what is left is read in full, and nobody steps back beyond it. */
static void rows_end_where_one_of_them_ended(void **state)
{
	refer_to_all();
	clinic_fresh(clinic);
	start_all();
	press("p\ryyyyn");
	const char *ended = question().rows[0].episode;
	press("l");
	ClinicDesk *other = &clinic->desks[1];
	CLINIC_OK(clinic, desk_discharge(other->desk, other->chart, ended, &clinic->err));
	press("\r");
	assert_said("has ended.");
	assert_int_equal(sitting.full, sitting.item_count);
	assert_int_equal(sitting.item_count, 8);
	while (sitting_back(&sitting))
		assert_true(sitting.at < sitting.item_count);
}

static void at_the_kiosk_each_has_its_own_screen(void **state)
{
	refer_to_all();
	start(&(SittingOrder){.how = HOW_KIOSK});
	assert_int_equal(sitting.full, sitting.item_count);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		SAT(five_services_in_a_row_each),	   SAT(a_row_is_answered_anew),
		SAT(other_words_are_read_in_full),	   SAT(rows_end_where_one_of_them_ended),
		SAT(at_the_kiosk_each_has_its_own_screen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
