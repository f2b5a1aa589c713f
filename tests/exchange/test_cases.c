/* Whole cases: a ledger read, questions asked, and the answers they should have. tests/cases/ are the project's own;
 * the seed cases beside the tests' data are asked too where they are there. What an expected answer does not say is not
 * compared. */
#include "unit.h"

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/files.h"
#include "exchange/ledger_lines.h"
#include "exchange/question.h"
#include "model/ledger/tell.h"
#include "model/stage/memory_ledger.h"

enum { CASES_MAX = 256 };

typedef struct Desk {
	MemoryLedger memory;
	Teller teller;
	Arena arena;
	Inquirer inquirer;
} Desk;

/* Europe/London, as far as the cases reach. */
static const Zone london = {
	.name = "Europe/London",
	.count = 4,
	.changes = {{{1711846800}, 3600}, {{1729990800}, 0}, {{1743296400}, 3600}, {{1761440400}, 0}},
};

static bool take(void *self, Line *line, Error *err)
{
	Desk *desk = self;
	Told told;
	return tell(&desk->teller, line, &desk->arena, &told, err);
}

static void desk_load(Desk *desk, const char *path)
{
	Error err = {0};
	Source source;
	Ledger ledger = memory_ledger(&desk->memory);
	desk->teller =
		(Teller){.ledger = ledger, .source = SOURCE_LEDGER_LINES, .names_follow = true, .now = {1767225600}};
	assert_true(ledger.ops->begin(ledger.self, NULL));
	if (!source_open(&source, path, &err) ||
	    !ledger_lines_read(&source, &(Sink){.take = take, .self = desk}, &err) ||
	    !teller_finish(&desk->teller, &err))
		fail_msg("%s: %s", path, err.text);
	assert_true(ledger.ops->commit(ledger.self, NULL));
	teller_done(&desk->teller);
	source_close(&source);
	desk->inquirer = (Inquirer){.ledger = ledger, .zone = &london, .now = {1767225600}};
}

static void desk_done(Desk *desk)
{
	inquirer_done(&desk->inquirer);
	memory_ledger_close(&desk->memory);
	arena_free(&desk->arena);
}

/* Every field of `wanted` is in `given`, and the same; `because` and `text` may say more than the case does. */
static bool says(const json_t *given, const json_t *wanted)
{
	const char *field;
	json_t *value;
	if (!json_is_object(wanted))
		return json_equal(given, wanted);
	json_object_foreach((json_t *)(uintptr_t)wanted, field,
			    value) if (!says(json_object_get(given, field), value)) return false;
	return true;
}

static void ask(Desk *desk, const char *name, const char *question, size_t length, const char *answer)
{
	Text out = {.arena = &desk->arena};
	question_answer(&desk->inquirer, question, length, &desk->arena, &out);
	json_t *given = json_loads(text_done(&out), JSON_DECODE_ANY, NULL);
	json_t *wanted = json_loads(answer, 0, NULL);
	assert_non_null(given);
	assert_non_null(wanted);
	/* An error is an error whatever its words. */
	bool same = json_object_get(wanted, "error") ? json_object_get(given, "error") != NULL : says(given, wanted);
	if (!same)
		fail_msg("%s: asked   %s\nwanted  %s\nanswered %s", name, question, answer, text_done(&out));
	json_decref(given);
	json_decref(wanted);
}

static size_t run_case(const char *folder, const char *name)
{
	char path[1024], answer[8192], *question;
	Error err = {0};
	static Desk desk;
	Source questions;
	size_t length, asked = 0;
	desk = (Desk){0};
	snprintf(path, sizeof path, "%s/%s.ledger.jsonl", folder, name);
	desk_load(&desk, path);
	snprintf(path, sizeof path, "%s/%s.answers.jsonl", folder, name);
	FILE *answers = fopen(path, "r");
	assert_non_null(answers);
	snprintf(path, sizeof path, "%s/%s.questions.jsonl", folder, name);
	assert_true(source_open(&questions, path, &err));
	while (source_line(&questions, &question, &length, &err) && question) {
		if (!fgets(answer, sizeof answer, answers))
			fail_msg("%s: fewer answers than questions", name);
		ask(&desk, name, question, length, answer);
		asked++;
	}
	if (fgets(answer, sizeof answer, answers))
		fail_msg("%s: more answers than questions", name);
	fclose(answers);
	source_close(&questions);
	desk_done(&desk);
	return asked;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static size_t run_folder(const char *folder, size_t *ret_asked)
{
	static char names[CASES_MAX][256];
	size_t count = 0;
	DIR *listing = opendir(folder);
	assert_non_null(listing);
	for (struct dirent *found; (found = readdir(listing)) && count < CASES_MAX;) {
		const char *end = strstr(found->d_name, ".ledger.jsonl");
		if (end)
			snprintf(names[count++], sizeof names[0], "%.*s", (int)(end - found->d_name), found->d_name);
	}
	closedir(listing);
	qsort(names, count, sizeof names[0], by_name);
	*ret_asked = 0;
	for (size_t i = 0; i < count; i++)
		*ret_asked += run_case(folder, names[i]);
	print_message("%s: %zu cases, %zu questions\n", folder, count, *ret_asked);
	return count;
}

static void our_own_cases(void **state)
{
	size_t asked;
	assert_true(run_folder("tests/cases", &asked) >= 40);
	assert_true(asked >= 100);
}

static void the_seed_cases(void **state)
{
	char readme[512];
	size_t asked;
	if (!test_case_path("README.md", readme))
		skip();
	*strrchr(readme, '/') = '\0';
	assert_true(run_folder(readme, &asked) >= 16);
}

/* The README names every case and no other. */
static void every_case_has_its_title(void **state)
{
	static char readme[64 * 1024];
	char marked[300];
	FILE *file = fopen("tests/cases/README.md", "r");
	assert_non_null(file);
	readme[fread(readme, 1, sizeof readme - 1, file)] = '\0';
	fclose(file);
	size_t titles = 0, cases = 0;
	for (const char *at = readme; (at = strstr(at, "\n| `")); at++)
		titles++;
	DIR *listing = opendir("tests/cases");
	assert_non_null(listing);
	for (struct dirent *found; (found = readdir(listing));) {
		const char *end = strstr(found->d_name, ".ledger.jsonl");
		if (!end)
			continue;
		cases++;
		snprintf(marked, sizeof marked, "| `%.*s` |", (int)(end - found->d_name), found->d_name);
		if (!strstr(readme, marked))
			fail_msg("tests/cases/README.md has no line for %s", found->d_name);
	}
	closedir(listing);
	assert_int_equal(titles, cases);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_own_cases),
		cmocka_unit_test(the_seed_cases),
		cmocka_unit_test(every_case_has_its_title),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
