/* The program of a layer's tests: test-<layer> SUITE [full]. Without a suite it names those that it has. */
#include "unit.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static UnitSuite *suites;
static bool full;

void unit_add(UnitSuite *suite)
{
	suite->next = suites;
	suites = suite;
}

bool unit_full(void)
{
	return full;
}

uint64_t unit_seed(void)
{
	const char *said = getenv("SHAREDESK_SEED");
	const uint64_t seed = said ? strtoull(said, NULL, 10) : full ? (uint64_t)time(NULL) : 20240612;
	printf("SHAREDESK_SEED=%" PRIu64 "\n", seed);
	return seed;
}

/* tests/model/rules/test_decision.c: "decision"; tests/model/rules/test_decision.c: "rules/decision". */
static bool is_named(const UnitSuite *suite, const char *name)
{
	const char *base = strrchr(suite->file, '/') + 1;
	const char *slash = strrchr(name, '/');
	size_t folder = slash ? (size_t)(slash - name) + 1 : 0;
	const char *ending = strrchr(base, '.');
	return strncmp(base, "test_", 5) == 0 && strlen(name + folder) == (size_t)(ending - base) - 5 &&
	       strncmp(base + 5, name + folder, (size_t)(ending - base) - 5) == 0 &&
	       (size_t)(base - suite->file) > folder && strncmp(base - folder, name, folder) == 0;
}

static int open_files(void)
{
	enum { MOST = 256 };
	int found = 0;
	for (int file = 0; file < MOST; file++)
		found += fcntl(file, F_GETFD) >= 0;
	return found;
}

/* What a suite opened it has closed, and so has what it tried out. */
static int run(const UnitSuite *suite)
{
	int before = open_files();
	int failed = suite->run();
	int left = open_files() - before;
	if (failed == 0 && left != 0)
		fprintf(stderr, "%s: %d more files are open at its end than at its beginning\n", suite->file, left);
	return failed == 0 && left != 0 ? 1 : failed;
}

int main(int count, char **words)
{
	full = count == 3 && strcmp(words[2], "full") == 0;
	if (count == 2 || full)
		for (const UnitSuite *suite = suites; suite; suite = suite->next)
			if (is_named(suite, words[1]))
				return run(suite);
	fprintf(stderr, "usage: %s SUITE [full]\nSuites are in:\n", words[0]);
	for (const UnitSuite *suite = suites; suite; suite = suite->next)
		fprintf(stderr, "  %s\n", suite->file);
	return 2;
}
