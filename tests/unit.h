/* What every unit test includes: cmocka, with what it needs before it, and without its `fail`, which is a function of
 * base/error.h here. fail_msg("…", …) fails a test and says why.
 *
 * The tests of a layer are one program, each file of it a suite of its own name, which the program takes as its
 * argument:
 * tests/model/rules/test_decision.c is `test-model decision`. Instead of main() a file has
 *
 *	SUITE
 *	{
 *		const struct CMUnitTest tests[] = {cmocka_unit_test(…)};
 *		return cmocka_run_group_tests(tests, NULL, NULL);
 *	}
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#undef fail
#undef fail_msg
#define fail_msg(...) (print_error(__VA_ARGS__), print_error("\n"), _fail(__FILE__, __LINE__))

typedef struct UnitSuite {
	const char *file;
	int (*run)(void); /* how many tests failed */
	struct UnitSuite *next;
} UnitSuite;

void unit_add(UnitSuite *suite);
/* Whether the word "full" stood after the suite's name: as long as it may take. */
bool unit_full(void);
/* What a randomised test begins with: SHAREDESK_SEED, else in full one of its own each time, else always the same. It
 * is printed, so that what was seen once can be seen again. */
uint64_t unit_seed(void);

#define SUITE \
	static int unit_run(void); \
	__attribute__((constructor)) static void unit_register(void) \
	{ \
		static UnitSuite suite = {.file = __FILE__, .run = unit_run}; \
		unit_add(&suite); \
	} \
	static int unit_run(void)
