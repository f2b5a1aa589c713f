#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/alike.h"
#include "random.h"

static void one_slip_of_the_fingers(void **state)
{
	static const struct {
		const char *a, *b;
		bool slip;
	} table[] = {
		{"smith", "smiht", true},  {"smith", "msith", true},   {"smith", "smit", true},
		{"smith", "mith", true},   {"smith", "smyth", true},   {"smith", "smithe", true},
		{"smith", "xsmith", true}, {"smith", "smmith", true},  {"smith", "smith", false},
		{"smith", "smyht", false}, {"smith", "smythe", false}, {"smith", "htims", false},
		{"smith", "", false},	   {"ab", "ba", true},	       {"abc", "cba", false},
		{"łuk", "luk", true},	   {"łuk", "łku", true},       {"aab", "ab", true},
	};
	for (size_t i = 0; i < countof(table); i++)
		if (alike_slip(table[i].a, table[i].b) != table[i].slip ||
		    alike_slip(table[i].b, table[i].a) != table[i].slip)
			fail_msg("%s and %s", table[i].a, table[i].b);
	char longest[ALIKE_MAX + 2];
	memset(longest, 'a', sizeof longest - 1);
	longest[ALIKE_MAX + 1] = '\0';
	assert_false(alike_slip(longest, longest + 1));
	assert_true(alike_slip(longest + 1, longest + 2));
}

static void names_of_one_sound(void **state)
{
	static const char *const same[][2] = {
		{"smith", "smyth"},	 {"smith", "smythe"},	 {"smith", "schmidt"},	    {"stephenson", "stevenson"},
		{"thomson", "thompson"}, {"wright", "right"},	 {"knight", "night"},	    {"clark", "clarke"},
		{"phillips", "philips"}, {"hussain", "husein"},	 {"macdonald", "mcdonald"}, {"oneill", "oneal"},
		{"reid", "read"},	 {"simpson", "simson"},	 {"geoffreys", "jeffreys"}, {"cecil", "sesil"},
		{"xavier", "saviour"},	 {"maddox", "maddocks"}, {"whyte", "white"},	    {"pearce", "pierce"},
	};
	static const char *const other[][2] = {
		{"smith", "smart"}, {"jones", "johnston"}, {"brown", "green"}, {"ali", "lee"},
		{"evans", "davis"}, {"nunn", "nee"},	   {"hill", "ill"},    {"webb", "ebb"},
	};
	Arena arena = {0};
	for (size_t i = 0; i < countof(same); i++)
		if (strcmp(alike_sound(&arena, same[i][0]), alike_sound(&arena, same[i][1])) != 0)
			fail_msg("%s %s, %s %s", same[i][0], alike_sound(&arena, same[i][0]), same[i][1],
				 alike_sound(&arena, same[i][1]));
	for (size_t i = 0; i < countof(other); i++)
		if (strcmp(alike_sound(&arena, other[i][0]), alike_sound(&arena, other[i][1])) == 0)
			fail_msg("%s and %s are both %s", other[i][0], other[i][1], alike_sound(&arena, other[i][0]));
	assert_string_equal(alike_sound(&arena, ""), "");
	arena_free(&arena);
}

/* Wherever the slip is, one of the two ends of what was typed is an end of what was meant. */
static void a_head_or_a_tail_is_left(void **state)
{
	static const char *const names[] = {"jones", "okafor", "łukasz", "lees", "montgomery"};
	Arena arena = {0};
	Random random = {unit_seed()};
	for (int i = 0; i < 5000; i++) {
		const char *name = names[i % (int)countof(names)];
		char typed[64], letter[2] = {(char)('a' + random_below(&random, 26)), '\0'};
		const size_t length = strlen(name), at = random_below(&random, length), how = random_below(&random, 4);
		text_print(typed, sizeof typed, "%.*s%s%s", (int)at, name, how ? letter : "", name + at + (how < 2));
		if (how == 3 && name[at + 1])
			text_print(typed, sizeof typed, "%.*s%c%c%s", (int)at, name, name[at + 1], name[at],
				   name + at + 2);
		if (!utf8_valid(typed, strlen(typed), NULL) || !alike_slip(typed, name))
			continue;
		if (!text_starts(name, alike_head(&arena, typed)) &&
		    !text_starts(alike_backward(&arena, name), alike_tail(&arena, typed)) &&
		    !text_is(name, alike_crossed(&arena, typed)))
			fail_msg("%s for %s", typed, name);
		arena_clear(&arena);
	}
	assert_string_equal(alike_head(&arena, "smiht"), "sm");
	assert_string_equal(alike_tail(&arena, "smiht"), "thi");
	assert_string_equal(alike_crossed(&arena, "smiht"), "simht");
	assert_string_equal(alike_crossed(&arena, "a"), "a");
	assert_string_equal(alike_backward(&arena, "łuk"), "kuł");
	assert_int_equal(alike_closeness("smith", "smyth"), 4);
	assert_int_equal(alike_closeness("smith", "smith"), 5);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_slip_of_the_fingers),
		cmocka_unit_test(names_of_one_sound),
		cmocka_unit_test(a_head_or_a_tail_is_left),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
