/* What the tests of the store share: a folder of their own, a line of any kind with every field set, a raw connection.
 */
#pragma once

#include "unit.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "store/store.h"

typedef struct Sample {
	char folder[64], path[96];
	Store *store;
	Ledger ledger;
	Arena arena;
	Error err;
} Sample;

static inline int remove_one(const char *path, const struct stat *found, int what, struct FTW *at)
{
	return remove(path);
}

static inline void sample_folder_in(Sample *sample, const char *where)
{
	*sample = (Sample){0};
	snprintf(sample->folder, sizeof sample->folder, "%s/sharedesk-store-XXXXXX", where);
	assert_non_null(mkdtemp(sample->folder));
	snprintf(sample->path, sizeof sample->path, "%s/desk.db", sample->folder);
}

static inline void sample_folder(Sample *sample)
{
	sample_folder_in(sample, "/tmp");
}

/* In memory where the system has such a place: for who writes and syncs a thousand times. */
static inline void sample_folder_quick(Sample *sample)
{
	sample_folder_in(sample, access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
}

static inline void sample_close(Sample *sample)
{
	store_close(sample->store);
	sample->store = NULL;
}

static inline void sample_reopen(Sample *sample)
{
	sample_close(sample);
	if (!store_open(sample->path, STORE_CREATE, &sample->store, &sample->err))
		fail_msg("%s", sample->err.text);
	sample->ledger = store_ledger(sample->store);
}

static inline void sample_begin(Sample *sample)
{
	sample_folder(sample);
	sample_reopen(sample);
}

static inline void sample_end(Sample *sample)
{
	sample_close(sample);
	arena_free(&sample->arena);
	nftw(sample->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#define must(call, sample) \
	do { \
		if (!(call)) \
			fail_msg("%s: %s", #call, (sample)->err.text); \
	} while (0)

/* A value for every field the kind has; other values for another `number`. */
static inline Line sample_line(const LineKind *kind, int number, Arena *arena)
{
	Line line = line_empty(kind);
	for (size_t f = 0; f < kind->count; f++) {
		const Field *field = &kind->fields[f];
		unsigned value;
		switch (field->type) {
		case FIELD_TEXT:
			line_set_text(&line, field,
				      arena_print(arena, "%s-%s-%d Łódź\n", kind->name, field->name, number));
			break;
		case FIELD_WORD:
		case FIELD_TRUTH:
			value = 1 + (unsigned)number % (unsigned)(field->words->count - 1);
			while (!field->words->texts[value]) /* a list that leaves some out */
				value = 1 + value % (unsigned)(field->words->count - 1);
			line_set_word(&line, field, (WordByte)value);
			break;
		case FIELD_INSTANT: line_set_instant(&line, field, (Instant){1700000000 + number * 60 + (int)f}); break;
		case FIELD_DATE:
			line_set_date(&line, field, (Date){2001, 2, (uint8_t)(1 + (number + (int)f) % 28)});
			break;
		case FIELD_PARTIAL_DATE: {
			static const PartialDate dates[] = {{2001, 2, 3}, {2001, 2, 0}, {2001, 0, 0}, {-1, 0, 0}};
			line_set_partial(&line, field, dates[number % 4]);
			break;
		}
		}
	}
	return line;
}

static inline Line sample_organisation(const char *code, const char *name, const char *town, const char *postcode)
{
	Organisation organisation = {.code = code,
				     .name = name,
				     .town = town,
				     .postcode = postcode,
				     .care = CARE_GP,
				     .system = SYSTEM_SYSTMONE,
				     .mig = TRUTH_FALSE};
	return line_of_organisation(&organisation);
}

static inline Line sample_person(const char *nhs, const char *family, const char *given, Date born)
{
	Person person = {.nhs = nhs, .family = family, .given = given, .born = born};
	return line_of_person(&person);
}

/* Told in a transaction of its own. */
static inline void sample_tell(Sample *sample, Line *line, LineSource source)
{
	must(sample->ledger.ops->begin(sample->ledger.self, &sample->err), sample);
	must(sample->ledger.ops->append(sample->ledger.self, line, source, &sample->err), sample);
	must(sample->ledger.ops->commit(sample->ledger.self, &sample->err), sample);
}

static inline void sample_put(Sample *sample, Line line)
{
	sample_tell(sample, &line, SOURCE_ODS);
}

/* A slip of a hand in another program: SQL past the store. */
static inline int raw_sql(const char *path, const char *sql)
{
	sqlite3 *raw;
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	int code = sqlite3_exec(raw, sql, NULL, NULL, NULL);
	sqlite3_close(raw);
	return code;
}

#define NO_TRIGGERS \
	"DROP TRIGGER ledger_no_update; DROP TRIGGER ledger_no_delete; DROP TRIGGER ledger_next; DROP TRIGGER " \
	"ledger_first; PRAGMA foreign_keys = OFF;"
