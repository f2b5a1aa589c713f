#include "command/testify.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/readable.h"
#include "base/utf8.h"
#include "config/secret.h"

/* Of one file: lines of each kind, and which was the first. */
typedef struct Counts {
	size_t of[WITNESS_KINDS], first[WITNESS_KINDS];
} Counts;

bool testify_wanted(const TestifyOptions *options)
{
	return options->witness || options->code;
}

static bool read_keys(const TestifyOptions *options, const char *database, Testify *testify, Error *err)
{
	unsigned char key[SECRET_KEY_BYTES];
	if (options->code && !ledger_code_read(options->code, testify->code))
		return fail(err, ERROR_INPUT,
			    "The code %s was typed wrong, or misread: it is ten characters, and the last does not fit "
			    "the others.",
			    options->code);
	if (options->key && !witness_key_read(options->key, testify->testimony.key))
		return fail(err, ERROR_INPUT,
			    "--witness-key is what a checkpoint has behind \"key\": 64 of 0 to 9 and a to f.");
	if (options->key && !options->code)
		return true;
	const bool read = secret_desk_key_there(database, key, err);
	if (!read && err->kind == ERROR_MISSING)
		fail(err, ERROR_MISSING,
		     "desk.key is not there beside %s: put it back; or, for checkpoints, say --witness-key with the "
		     "key that they name.",
		     database);
	if (read)
		witness_keys(key, &testify->keys);
	sodium_memzero(key, sizeof key);
	if (read && !options->key)
		memcpy(testify->testimony.key, testify->keys.key, sizeof testify->testimony.key);
	return read;
}

static void say_passed_over(const char *path, const Counts *counts, WitnessLine kind)
{
	static const char *const why[WITNESS_KINDS] = {
		[WITNESS_NONE] = "no whole checkpoint",
		[WITNESS_FALSE] = "its signature is not right: it was changed since it was signed",
		[WITNESS_STRANGER] = "it is signed by the key of another desk, or of this one before desk.key was made "
				     "anew (then say --witness-key)",
	};
	scoped(arena_free) Arena arena = {0};
	const size_t more = counts->of[kind] - 1;
	if (counts->of[kind] == 0)
		return;
	fprintf(stderr, "sharedesk: %s, line %zu: %s; passed over", utf8_clean(&arena, path), counts->first[kind],
		why[kind]);
	if (more > 0)
		fprintf(stderr, ", and %zu more such line%s", more, more == 1 ? "" : "s");
	fprintf(stderr, ".\n");
}

static void read_lines(FILE *file, Testimony *testimony, Counts *counts)
{
	char *line = NULL;
	size_t size = 0, number = 0;
	while (getline(&line, &size, file) >= 0) {
		number++;
		line[strcspn(line, "\r\n")] = '\0';
		if (!line[0])
			continue;
		const WitnessLine kind = testimony_add(testimony, line);
		if (counts->of[kind]++ == 0)
			counts->first[kind] = number;
	}
	free(line);
}

static bool read_file(Testify *testify, const char *path, Error *err)
{
	Counts counts = {0};
	FILE *file = readable_stream(path, err);
	if (!file)
		return fail_at(err, "%s cannot be read", path);
	read_lines(file, &testify->testimony, &counts);
	const bool read = !ferror(file);
	const int why = errno;
	fclose(file);
	if (!read)
		return fail(err, ERROR_INPUT, "%s cannot be read: %s.", path, strerror(why));
	for (WitnessLine kind = WITNESS_NONE; kind < WITNESS_KINDS; kind++) {
		testify->passed_over += counts.of[kind];
		say_passed_over(path, &counts, kind);
	}
	return true;
}

static bool read_files(const TestifyOptions *options, Testify *testify, Error *err)
{
	bool read = read_file(testify, options->witness, err);
	for (int i = 0; read && i < options->more_count; i++)
		read = read_file(testify, options->more[i], err);
	return read && (testify->testimony.count > 0 ||
			fail(err, ERROR_INPUT, "%s holds no checkpoint of this desk: nothing was checked.",
			     options->more_count > 0 ? "None of the files" : options->witness));
}

bool testify_begin(const TestifyOptions *options, const char *database, Arena *arena, Testify *ret_testify, Error *err)
{
	*ret_testify = (Testify){.testimony = {.arena = arena}};
	if (!read_keys(options, database, ret_testify, err) ||
	    (options->witness && !read_files(options, ret_testify, err)))
		return false;
	if (options->code) {
		ret_testify->testimony.code = ret_testify->code;
		ret_testify->testimony.keys = &ret_testify->keys;
	}
	testimony_begin(&ret_testify->testimony);
	return true;
}

void testify_end(Testify *testify)
{
	sodium_memzero(&testify->keys, sizeof testify->keys);
}
