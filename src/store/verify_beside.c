#include <pthread.h>
#include <stdlib.h>

#include "base/text.h"
#include "store/brief.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/statement.h"
#include "store/verify_inside.h"

enum {
	PEOPLE_AT_ONCE = 1000,
	LINES_APART = 2000 /* fewer are checked where they stand */
};

struct Beside {
	Verify verify;
	Store *store; /* of its own; NULL: the asker's */
	pthread_t thread;
	bool whole;
	Error why;
};

static const Compared compared_entries = {
	VERIFY_CACHE, "entry",
	"SELECT id, seq, patient, recorded, org, category, code, sensitive FROM entry ORDER BY id",
	"SELECT id, max(seq) AS seq, patient, recorded, org, category, code, sensitive FROM ledger WHERE kind = 'entry' "
	"GROUP BY id ORDER BY id"};

/* The names that anybody had: all that were made anew with the people. */
static const Compared compared_names = {VERIFY_CACHE, "name",
					"SELECT part, letters, backward, sound FROM name ORDER BY part, letters", NULL};

/* From one number to before another. */
static const Compared compared_people[] = {
	{VERIFY_CACHE, "patient",
	 "SELECT nhs, seq, family, given, preferred, born, postcode, mobile FROM patient WHERE nhs >= ?1 AND nhs < ?2 "
	 "ORDER BY nhs",
	 NULL},
	{VERIFY_CACHE, "part of a family name",
	 "SELECT nhs, letters, given, preferred, born FROM family_word WHERE nhs >= ?1 AND nhs < ?2 ORDER BY nhs, letters",
	 NULL},
	{VERIFY_CACHE, "given name",
	 "SELECT nhs, letters, family, born FROM given_word WHERE nhs >= ?1 AND nhs < ?2 ORDER BY nhs, letters", NULL},
	{VERIFY_CACHE, "former name",
	 "SELECT nhs, letters FROM former_name WHERE nhs >= ?1 AND nhs < ?2 ORDER BY nhs, letters", NULL},
};

/* What is made anew of them is compared and dropped. */
static bool check_some_people(Verify *verify, const char *from, const char *to, Error *err)
{
	for (size_t i = 0; i < countof(compared_people); i++)
		if (!verify_rows(verify, &compared_people[i], from, to, err))
			return false;
	return db_run(verify->again, DIRECTORY_NO_PEOPLE, err);
}

/* By number, some at a time: the memory that it takes does not grow with the practice. */
static bool check_people(Verify *verify, Error *err)
{
	scoped(statement_done) Statement people = NULL;
	scoped(arena_free) Arena arena = {0};
	char from[16] = "", last[16] = "";
	bool row = true;
	if (!statement_get(verify->store, STATEMENT_PEOPLE_TOLD, &people, err))
		return false;
	for (size_t count = 0;;) {
		Line line;
		RowPlace place;
		arena_clear(&arena);
		arena_clear(&verify->again->scratch);
		if (atomic_load(&verify->stopped) || !statement_row(verify->store, people, &row, err))
			return false;
		if (!row)
			return check_some_people(verify, from, NULL, err);
		if (!row_read(verify->store, people, SHAPE_PERSON, &arena, &line, &place, err))
			return false;
		const bool other = !text_is(line.person.nhs, last);
		if (other && count >= PEOPLE_AT_ONCE) {
			if (!check_some_people(verify, from, line.person.nhs, err))
				return false;
			text_copy(from, sizeof from, line.person.nhs);
			count = 0;
		}
		count += other;
		text_copy(last, sizeof last, line.person.nhs);
		if (!directory_take_person(verify->again, &line.person, &place, other, err))
			return false;
	}
}

bool verify_briefs(Verify *verify, Error *err)
{
	scoped(statement_done) Statement briefs = NULL;
	scoped(arena_free) Arena arena = {0};
	Instant latest;
	if (!brief_latest(verify->store, &latest, err))
		return false;
	if (instant_before(latest, verify->briefs_latest))
		return verify_fault(
			verify, VERIFY_CACHE, 0,
			"In %s the end of the records that decisions read is not what the ledger makes; " RESTORE
			", or export the ledger and import it anew.",
			verify->store->path);
	if (!statement_get(verify->store, STATEMENT_BRIEFS, &briefs, err))
		return false;
	for (;;) {
		const char *nhs;
		bool same;
		arena_clear(&arena);
		if (atomic_load(&verify->stopped) || !brief_check(verify->store, briefs, &arena, &nhs, &same, err))
			return false;
		if (!nhs)
			return true;
		if (!same)
			return verify_fault(
				verify, VERIFY_CACHE, 0,
				"In %s the record of the patient %s that decisions read is not what the ledger "
				"makes; " RESTORE ", or export the ledger and import it anew.",
				verify->store->path, nhs);
	}
}

static bool check_file(Verify *verify, Error *err)
{
	scoped(statement_end) Statement check = NULL;
	bool row;
	if (atomic_load(&verify->stopped) || !statement_make(verify->store, "PRAGMA integrity_check(1)", &check, err) ||
	    !statement_row(verify->store, check, &row, err))
		return false;
	const char *found = row ? statement_text(check, 0, &verify->arena) : "";
	return text_is(found, "ok") ||
	       verify_fault(verify, VERIFY_DAMAGED, 0, "%s is damaged (%s); " RESTORE ".", verify->store->path, found);
}

static bool check_all(Verify *verify, Error *err)
{
	const Ledger ledger = store_ledger(verify->store);
	if (!ledger.ops->read_begin(verify->store, err))
		return false;
	const bool whole = check_people(verify, err) && verify_rows(verify, &compared_names, NULL, NULL, err) &&
			   verify_rows(verify, &compared_entries, NULL, NULL, err) && check_file(verify, err);
	ledger.ops->read_end(verify->store);
	return whole;
}

static void *run(void *self)
{
	Beside *beside = self;
	beside->whole = check_all(&beside->verify, &beside->why);
	return NULL;
}

/* A database in memory has no other connection. */
static bool go_apart(Beside *beside, const Verify *asker, int64_t lines)
{
	const Store *store = asker->store;
	if (lines < LINES_APART || text_empty(sqlite3_db_filename(store->sqlite, "main")) || !sqlite3_threadsafe() ||
	    !store_open(store->path, STORE_LOOK, &beside->store, NULL))
		return false;
	if (verify_begin(&beside->verify, beside->store, NULL) &&
	    pthread_create(&beside->thread, NULL, run, beside) == 0)
		return true;
	verify_end(&beside->verify);
	store_close(beside->store);
	beside->store = NULL;
	return false;
}

static void beside_free(Beside *beside)
{
	if (!beside->store)
		beside->verify.again = NULL; /* the asker's */
	verify_end(&beside->verify);
	store_close(beside->store);
	free(beside);
}

Beside *beside_begin(const Verify *asker, int64_t lines)
{
	Beside *beside = calloc(1, sizeof *beside);
	if (!beside)
		abort();
	if (!go_apart(beside, asker, lines))
		beside->verify = (Verify){.store = asker->store, .again = asker->again};
	return beside;
}

bool beside_end(Beside *beside, VerifyReport *ret_report, Error *err)
{
	if (beside->store)
		pthread_join(beside->thread, NULL);
	else
		run(beside);
	const Error why = beside->why;
	const bool checked = verify_checked(&beside->verify, beside->whole, &why);
	*ret_report = beside->verify.report;
	beside_free(beside);
	return checked || fail(err, why.kind, "%s", why.text);
}

void beside_stop(Beside *beside)
{
	if (beside->store) {
		atomic_store(&beside->verify.stopped, true);
		sqlite3_interrupt(beside->store->sqlite);
		pthread_join(beside->thread, NULL);
	}
	beside_free(beside);
}
