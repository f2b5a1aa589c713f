#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/text.h"
#include "store/db.h"
#include "store/directory.h"
#include "store/many.h"
#include "store/statement.h"
#include "store/verify_inside.h"

enum {
	STEPS_BETWEEN = 50 * 1000,	   /* of SQLite, some milliseconds */
	STEPS_A_LINE = 15,		   /* to compare entries */
	FILE_STEPS_A_LINE = 230,	   /* to look at the file */
	LOOKS_BETWEEN = 100 * 1000 * 1000, /* ns, while another thread goes on */
	PEOPLE_AT_ONCE = 1000,
	LINES_APART = 2000 /* fewer are checked where they stand */
};

struct Beside {
	Verify verify;
	Store *store; /* of its own; NULL: the asker's */
	Verify *asker;
	size_t part; /* at hand; what SQLite has done of it, and about what all of it is, in its steps */
	int64_t steps, expected;
	pthread_t thread;
	atomic_bool over;
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

/* Of what is looked at beside: for who waits for it. */
static void show(Verify *verify, size_t part, int64_t done, int64_t total)
{
	atomic_store(&verify->done, parts_at(&verify->parts, part, done, total));
}

/* What is made anew of them is compared and dropped. */
static bool check_some_people(Verify *verify, const char *from, const char *to, Error *err)
{
	for (size_t i = 0; i < countof(compared_people); i++)
		if (!verify_rows(verify, &compared_people[i], from, to, err))
			return false;
	return db_run(verify->again, DIRECTORY_NO_PEOPLE, err);
}

/* By number, some at a time: the memory that it takes does not grow with the practice. */
static bool check_each_person(Verify *verify, Error *err)
{
	scoped(statement_done) Statement people = NULL;
	scoped(arena_free) Arena arena = {0};
	char from[16] = "", last[16] = "";
	bool row = true;
	if (!statement_get(verify->store, STATEMENT_PEOPLE_TOLD, &people, err))
		return false;
	int64_t seen = 0;
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
			seen += (int64_t)count;
			show(verify, PART_PEOPLE, seen, verify->report.people);
			count = 0;
		}
		count += other;
		text_copy(last, sizeof last, line.person.nhs);
		if (!directory_take_person(verify->again, &line.person, &place, other, err))
			return false;
	}
}

/* Whether SQLite shows the entries of an index as they stand (verify_index.c); else it looks each up itself. */
static bool shows_entries(void)
{
	return !sqlite3_compileoption_used("UNTESTABLE");
}

static bool check_file(Verify *verify, Error *err)
{
	scoped(statement_end) Statement check = NULL;
	const char *sql = shows_entries() ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)";
	bool row;
	if (atomic_load(&verify->stopped) || !statement_make(verify->store, sql, &check, err) ||
	    !statement_row(verify->store, check, &row, err))
		return false;
	const char *found = row ? statement_text(check, 0, &verify->arena) : "";
	if (!text_is(found, "ok"))
		return verify_fault(verify, VERIFY_DAMAGED, 0, "%s is damaged (%s); " RESTORE ".", verify->store->path,
				    found);
	statement_end(&check);
	return !shows_entries() || verify_indexes(verify, err);
}

/* SQLite asks while a statement runs. */
static int on_steps(void *self)
{
	Beside *beside = self;
	beside->steps += STEPS_BETWEEN;
	if (beside->expected > 0)
		show(&beside->verify, beside->part, beside->steps, beside->expected);
	return atomic_load(&beside->verify.stopped);
}

static void next_part(Beside *beside, size_t part, int64_t expected)
{
	show(&beside->verify, beside->part, 1, 1);
	beside->part = part;
	beside->steps = 0;
	beside->expected = expected;
}

/* Made anew without the indexes that nobody asks: these are there again afterwards, and the people are not. */
static bool check_people(Verify *verify, Error *err)
{
	return db_run(verify->again, "SAVEPOINT people", err) && many_drop_indexes(verify->again, err) &&
	       check_each_person(verify, err) && verify_rows(verify, &compared_names, NULL, NULL, err) &&
	       db_run(verify->again, "ROLLBACK TO people", err);
}

static bool check_entries(Beside *beside, Error *err)
{
	next_part(beside, PART_ENTRIES, STEPS_A_LINE * beside->verify.total);
	return verify_rows(&beside->verify, &compared_entries, NULL, NULL, err);
}

static bool check_all(Beside *beside, Error *err)
{
	Verify *verify = &beside->verify;
	const Ledger ledger = store_ledger(verify->store);
	if (!ledger.ops->read_begin(verify->store, err))
		return false;
	bool whole = check_people(verify, err) && check_entries(beside, err);
	next_part(beside, PART_FILE, FILE_STEPS_A_LINE * verify->total);
	whole = whole && check_file(verify, err);
	ledger.ops->read_end(verify->store);
	return whole;
}

static void *run(void *self)
{
	Beside *beside = self;
	if (beside->store)
		sqlite3_progress_handler(beside->store->sqlite, STEPS_BETWEEN, on_steps, beside);
	beside->whole = check_all(beside, &beside->why);
	atomic_store(&beside->over, true);
	return NULL;
}

static void plan(Beside *beside, const Verify *asker)
{
	Verify *verify = &beside->verify;
	parts_add(&verify->parts, PEOPLE_COST);
	parts_add(&verify->parts, ENTRIES_COST);
	parts_add(&verify->parts, FILE_COST);
	verify->total = asker->total;
	verify->report.people = asker->report.people;
}

static bool go_apart(Beside *beside, const Verify *asker, int64_t lines)
{
	if (lines < LINES_APART || !store_open_beside(asker->store, &beside->store))
		return false;
	const bool begun = verify_begin(&beside->verify, beside->store, NULL);
	plan(beside, asker);
	if (begun && pthread_create(&beside->thread, NULL, run, beside) == 0)
		return true;
	verify_end(&beside->verify);
	store_close(beside->store);
	beside->store = NULL;
	return false;
}

static void beside_free(Beside *beside)
{
	beside->asker->beside = NULL;
	if (!beside->store)
		beside->verify.again = NULL; /* the asker's */
	verify_end(&beside->verify);
	store_close(beside->store);
	free(beside);
}

Beside *beside_begin(Verify *asker, int64_t lines)
{
	Beside *beside = calloc(1, sizeof *beside);
	if (!beside)
		abort();
	beside->asker = asker;
	if (!go_apart(beside, asker, lines)) {
		beside->verify = (Verify){.store = asker->store, .again = asker->again};
		plan(beside, asker);
	}
	asker->beside = &beside->verify;
	return beside;
}

static void wait_for(Beside *beside)
{
	const struct timespec between = {.tv_nsec = LOOKS_BETWEEN};
	while (beside->asker->progress && !atomic_load(&beside->over)) {
		verify_show(beside->asker, PART_DUE, 1, 1);
		nanosleep(&between, NULL);
	}
	pthread_join(beside->thread, NULL);
}

bool beside_end(Beside *beside, VerifyReport *ret_report, Error *err)
{
	if (beside->store)
		wait_for(beside);
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
