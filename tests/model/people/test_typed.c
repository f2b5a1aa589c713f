#include "model/people/people.h"

#include <string.h>

#include "base/text.h"
#include "unit.h"

static Arena arena;

static int tear_down(void **state)
{
	arena_free(&arena);
	return 0;
}

/* number / title / given / family / born */
static const char *fields(const char *typed)
{
	NewPatient patient;
	desk_typed_patient(typed, (Date){2026, 11, 22}, &arena, &patient);
	return arena_print(&arena, "%s/%s/%s/%s/%s", text_or(patient.nhs, ""), text_or(patient.title, ""),
			   text_or(patient.given, ""), text_or(patient.family, ""), text_or(patient.born, ""));
}

static void each_part_goes_to_its_field(void **state)
{
	static const char *const table[][2] = {
		{"", "////"},
		{"  ", "////"},
		{",", "////"},
		{"SMITH, Jane", "//Jane/Smith/"},
		{"jane smith", "//Jane/Smith/"},
		{"JANE SMITH", "//Jane/Smith/"},
		{"SMITH Jane Mary", "//Jane Mary/Smith/"},
		{"smith", "///Smith/"},
		{"smith, jane", "//Jane/Smith/"},
		{"smith,", "///Smith/"},
		{", jane", "//Jane//"},
		{"mrs jane smith", "/Mrs/Jane/Smith/"},
		{"smith, mrs jane", "/Mrs/Jane/Smith/"},
		{"Jane McDonald", "//Jane/McDonald/"},
		{"siobhan o'brien-łukasz", "//Siobhan/O'Brien-Łukasz/"},
		{"jan van der berg", "//Jan/Van Der Berg/"},
		{"maria de la Cruz", "//Maria/de la Cruz/"},
		{"9434765919", "9434765919////"},
		{" 943 476 5919\t", "943 476 5919////"},
		{"943-476-5919 smith", "943-476-5919///Smith/"},
		{"9434765918", "9434765918////"}, /* a wrong check digit is the form's to say */
		{"14/7/1945", "////14-Jul-1945"},
		{"14071945", "////14-Jul-1945"},
		{"smith 14 July 1945", "///Smith/14-Jul-1945"},
		{"14-Jul-1945 SMITH, Jane", "//Jane/Smith/14-Jul-1945"},
		{"smith 14/7", "///Smith/14/7"},
		{"SMITH, Jane\n", "//Jane/Smith/"},
		{"J\xc3\xb3zef \xc5\x81ukasz", "//J\xc3\xb3zef/\xc5\x81ukasz/"},
	};
	for (size_t i = 0; i < countof(table); i++)
		if (strcmp(fields(table[i][0]), table[i][1]) != 0)
			fail_msg("\"%s\" gave %s", table[i][0], fields(table[i][0]));
}

static void any_number_of_words_is_read(void **state)
{
	Text text = {.arena = &arena};
	for (int i = 0; i < 100; i++)
		text_add(&text, "Ann ");
	assert_true(strlen(fields(text_done(&text))) >= 399); /* nothing that was typed is lost */
	text_add(&text, ", 14/7/1945");
	assert_true(strstr(fields(text_done(&text)), "14-Jul-1945"));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_part_goes_to_its_field),
		cmocka_unit_test(any_number_of_words_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
