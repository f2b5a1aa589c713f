#include "store/brief.h"

#include <stdlib.h>
#include <string.h>

#include "model/ledger/brief_pack.h"
#include "store/looks.h"
#include "store/outlines.h"
#include "store/row.h"
#include "store/shape.h"

static bool read_person(Store *store, const char *nhs, Arena *arena, const Person **ret_person, Error *err)
{
	scoped(statement_done) Statement person = NULL;
	void *found;
	if (!statement_get(store, STATEMENT_BRIEF_PERSON, &person, err))
		return false;
	statement_bind_text(person, 1, nhs);
	if (!statement_one(store, person, sizeof(Person), row_brief_person, arena, &found, err))
		return false;
	*ret_person = found;
	return true;
}

static bool read_whole(Store *store, Arena *arena, Fact *fact, Error *err)
{
	scoped(statement_done) Statement whole = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_FACT_AT, &whole, err))
		return false;
	sqlite3_bind_int64(whole, 1, fact->seq);
	return statement_row(store, whole, &row, err) &&
	       (row ? row_fact(store, whole, arena, fact, err)
		    : fail(err, ERROR_STORE, "A line of %s is not where it is said to be; restore it from a backup.",
			   store->path));
}

/* What a brief line is found by is known of it, and what it lacks for a decision is read. */
static bool complete(Store *store, const char *nhs, Arena *arena, Fact *fact, Error *err)
{
	if (!shape_has_patient(store, fact->kind))
		return row_bad(store, fact->seq, "patient", err);
	if (shape_lacks(store, fact->kind) && !read_whole(store, arena, fact, err))
		return false;
	fact->patient = nhs;
	return true;
}

static bool read_facts(Store *store, const char *nhs, Arena *arena, FactList *ret_facts, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_BRIEF_FACTS, &statement, err))
		return false;
	statement_bind_text(statement, 1, nhs);
	sqlite3_bind_int64(statement, 2, INT64_MIN);
	if (!statement_all(store, statement, sizeof(Fact), row_brief_fact, arena, &rows, err))
		return false;
	Fact *facts = rows.items;
	for (size_t i = 0; i < rows.count; i++)
		if (!complete(store, nhs, arena, &facts[i], err))
			return false;
	*ret_facts = (FactList){facts, rows.count};
	return true;
}

static bool add_looks(Store *store, const char *nhs, Arena *arena, FactList *facts, Error *err)
{
	FactList looks;
	if (!looks_at(store, nhs, INT64_MIN, arena, &looks, err))
		return false;
	*facts = looks_among(*facts, looks, arena);
	return true;
}

/* `looks`: also that somebody looked. */
static bool read_lines(Store *store, const char *nhs, bool looks, Arena *arena, Brief *ret_brief, Error *err)
{
	Brief brief = {0};
	if (!read_person(store, nhs, arena, &brief.person, err))
		return false;
	if (brief.person && (!read_facts(store, brief.person->nhs, arena, &brief.facts, err) ||
			     (looks && !add_looks(store, brief.person->nhs, arena, &brief.facts, err)) ||
			     !outlines_of(store, brief.person->nhs, arena, &brief.entries, err)))
		return false;
	*ret_brief = brief;
	return true;
}

/* --- Kept packed --- */

int64_t brief_number(const char *nhs)
{
	enum { DIGITS = 10, DECIMAL = 10 };
	const size_t length = strlen(nhs);
	return length == DIGITS && strspn(nhs, "0123456789") == DIGITS ? strtoll(nhs, NULL, DECIMAL) : 0;
}

static Seal seal_of(Store *store, const char *nhs, const char *bytes, size_t length)
{
	if (!store->has_format)
		store->brief_format = brief_format();
	store->has_format = true;
	return brief_seal(&store->brief_format, nhs, bytes, length);
}

static bool is_sealed(Store *store, Statement row, const char *nhs, const char *bytes, size_t length)
{
	const Seal seal = seal_of(store, nhs, bytes, length);
	Seal kept;
	return row_seal(row, 0, &kept) && seal_same(&kept, &seal);
}

/* Up to which line they are kept, what was the latest recorded up to there, and the last line. */
typedef struct Ends {
	int64_t kept, head;
	Instant latest;
} Ends;

static bool read_ends(Store *store, Ends *ret_ends, Error *err)
{
	scoped(statement_done) Statement ends = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_BRIEF_END, &ends, err) || !statement_row(store, ends, &row, err))
		return false;
	*ret_ends = row ? (Ends){sqlite3_column_int64(ends, 0),
				 sqlite3_column_int64(ends, 2),
				 {sqlite3_column_int64(ends, 1)}}
			: (Ends){0, INT64_MAX, INSTANT_MAX};
	return true;
}

static bool latest_between(Store *store, int64_t from, int64_t to, Instant *ret_latest, Error *err)
{
	scoped(statement_done) Statement latest = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_LATEST_BETWEEN, &latest, err))
		return false;
	sqlite3_bind_int64(latest, 1, from);
	sqlite3_bind_int64(latest, 2, to);
	if (!statement_row(store, latest, &row, err))
		return false;
	if (row && sqlite3_column_type(latest, 0) != SQLITE_NULL)
		*ret_latest = instant_later(*ret_latest, (Instant){sqlite3_column_int64(latest, 0)});
	return true;
}

static bool read_number(const Store *store, Statement row, Arena *arena, void *ret_number, Error *err)
{
	*(int64_t *)ret_number = sqlite3_column_int64(row, 0);
	return true;
}

static bool told_between(Store *store, int64_t from, int64_t to, Arena *arena, Rows *ret_numbers, Error *err)
{
	scoped(statement_done) Statement told = NULL;
	if (!statement_get(store, STATEMENT_TOLD_BETWEEN, &told, err))
		return false;
	sqlite3_bind_int64(told, 1, from);
	sqlite3_bind_int64(told, 2, to);
	return statement_all(store, told, sizeof(int64_t), read_number, arena, ret_numbers, err);
}

/* `all`: however far back that is. */
static bool know_since(Store *store, bool all, Error *err)
{
	enum { FAR = 1000000 };
	struct BriefSince *since = &store->since;
	Rows numbers = {0};
	Ends ends;
	if (since->known)
		return true;
	if (!read_ends(store, &ends, err))
		return false;
	const bool far = !all && ends.head - ends.kept > FAR;
	if (!far && (!latest_between(store, ends.kept, ends.head, &ends.latest, err) ||
		     !told_between(store, ends.kept, ends.head, &since->arena, &numbers, err)))
		return false;
	since->known = true;
	since->far = far;
	since->latest = ends.latest;
	since->numbers = numbers.items;
	since->count = numbers.count;
	return true;
}

static int by_number(const void *left, const void *right)
{
	const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* Of one state of the ledger alone: what was told after it is not known here. */
static bool counts(Store *store, int64_t number, Instant now, bool *ret_counts, Error *err)
{
	const struct BriefSince *since = &store->since;
	*ret_counts = false;
	if (store->kiosk || store->writing || store->reading == 0 || number == 0)
		return true;
	if (!know_since(store, false, err))
		return false;
	*ret_counts = !since->far && !instant_before(now, since->latest) &&
		      (since->count == 0 || !bsearch(&number, since->numbers, since->count, sizeof number, by_number));
	return true;
}

void brief_forget(Store *store)
{
	arena_free(&store->since.arena);
	store->since = (struct BriefSince){0};
}

/* What is not as this build writes it is as if it were not there. */
static bool find_kept(Store *store, const char *nhs, Instant now, Arena *arena, Brief *ret_brief, bool *ret_found,
		      Error *err)
{
	scoped(statement_done) Statement kept = NULL;
	bool row, may;
	*ret_found = false;
	if (!counts(store, brief_number(nhs), now, &may, err))
		return false;
	if (!may)
		return true;
	if (!statement_get(store, STATEMENT_BRIEF, &kept, err))
		return false;
	sqlite3_bind_int64(kept, 1, brief_number(nhs));
	if (!statement_row(store, kept, &row, err))
		return false;
	const char *bytes = row ? sqlite3_column_blob(kept, 1) : NULL;
	const size_t length = bytes ? (size_t)sqlite3_column_bytes(kept, 1) : 0;
	if (length == 0 || !is_sealed(store, kept, nhs, bytes, length))
		return true;
	*ret_found = brief_unpack(arena_bytes(arena, bytes, length), length, arena, ret_brief);
	return true;
}

bool brief_of(void *self, const char *nhs, Instant now, Arena *arena, Brief *ret_brief, Error *err)
{
	bool found;
	return find_kept(self, nhs, now, arena, ret_brief, &found, err) &&
	       (found || read_lines(self, nhs, true, arena, ret_brief, err));
}

static bool put(Store *store, const char *nhs, const Brief *brief, Arena *arena, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	Text packed = {.arena = arena};
	if (!statement_get(store, STATEMENT_PUT_BRIEF, &put, err))
		return false;
	brief_pack(brief, &packed);
	const Seal seal = seal_of(store, nhs, packed.bytes, packed.length);
	sqlite3_bind_int64(put, 1, brief_number(nhs));
	sqlite3_bind_blob(put, 2, seal.bytes, SEAL_BYTES, SQLITE_STATIC);
	sqlite3_bind_blob64(put, 3, packed.bytes, packed.length, SQLITE_STATIC);
	return statement_run(store, put, err);
}

static bool put_nothing(Store *store, const char *nhs, Error *err)
{
	static const Seal none;
	scoped(statement_done) Statement put = NULL;
	if (!statement_get(store, STATEMENT_PUT_BRIEF, &put, err))
		return false;
	sqlite3_bind_int64(put, 1, brief_number(nhs));
	sqlite3_bind_blob(put, 2, none.bytes, SEAL_BYTES, SQLITE_STATIC);
	sqlite3_bind_zeroblob(put, 3, 0);
	return statement_run(store, put, err);
}

/* The same of lines that were read whole. */
static bool shorten(Store *store, const Brief *read, Arena *arena, Brief *ret_brief, Error *err)
{
	Person *kept = arena_alloc(arena, sizeof *kept);
	Line person = line_of_person(read->person);
	Fact *facts = arena_array(arena, read->facts.count, sizeof *facts);
	size_t count = 0;
	shape_shorten(store, &person);
	*kept = person.person;
	for (size_t i = 0; i < read->facts.count; i++) {
		Line fact = line_of_fact(&read->facts.items[i]);
		if (fact.fact.kind == FACT_VIEWED)
			continue;
		shape_shorten(store, &fact);
		facts[count++] = fact.fact;
	}
	*ret_brief = (Brief){.person = kept, .facts = {facts, count}};
	return outlines_of(store, kept->nhs, arena, &ret_brief->entries, err);
}

/* Of a patient whose lines cannot be read none is kept, and who asks for them is told so: the others do not wait. */
bool brief_keep(Store *store, const char *nhs, const Brief *read, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Brief brief;
	if (store->kiosk || brief_number(nhs) == 0)
		return true;
	if (!(read ? shorten(store, read, &arena, &brief, NULL) : read_lines(store, nhs, false, &arena, &brief, NULL)))
		return put_nothing(store, nhs, err);
	return !brief.person || put(store, nhs, &brief, &arena, err);
}

static bool put_end(Store *store, int64_t seq, Instant latest, Error *err)
{
	scoped(statement_done) Statement end = NULL;
	if (!statement_get(store, STATEMENT_PUT_BRIEF_END, &end, err))
		return false;
	sqlite3_bind_int64(end, 1, seq);
	sqlite3_bind_int64(end, 2, latest.seconds);
	return statement_run(store, end, err);
}

bool brief_begin_anew(Store *store, Instant latest, Error *err)
{
	scoped(statement_done) Statement drop = NULL;
	return statement_get(store, STATEMENT_DROP_BRIEFS, &drop, err) && statement_run(store, drop, err) &&
	       put_end(store, store->end_seq, latest, err);
}

static const char *name_of(int64_t number, Arena *arena)
{
	return arena_print(arena, "%010lld", (long long)number);
}

/* The line up to which no more than so many change anything. */
static bool some_told(Store *store, const Ends *ends, int64_t *ret_to, Error *err)
{
	enum { LINES = 1000 }; /* no desk waits for long */
	scoped(statement_done) Statement some = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_SOME_TOLD, &some, err))
		return false;
	sqlite3_bind_int64(some, 1, ends->kept);
	sqlite3_bind_int64(some, 2, LINES - 1);
	if (!statement_row(store, some, &row, err))
		return false;
	*ret_to = row ? sqlite3_column_int64(some, 0) : ends->head;
	return true;
}

bool brief_catch_up(Store *store, bool *ret_more, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Rows numbers;
	Ends ends;
	int64_t to;
	*ret_more = false;
	if (!read_ends(store, &ends, err) || !some_told(store, &ends, &to, err))
		return false;
	if (to <= ends.kept)
		return true;
	if (!told_between(store, ends.kept, to, &arena, &numbers, err) ||
	    !latest_between(store, ends.kept, to, &ends.latest, err))
		return false;
	for (size_t i = 0; i < numbers.count; i++)
		if (!brief_keep(store, name_of(((const int64_t *)numbers.items)[i], &arena), NULL, err))
			return false;
	*ret_more = to < ends.head;
	return put_end(store, to, ends.latest, err);
}

bool brief_lags(Store *store)
{
	Ends ends;
	return read_ends(store, &ends, NULL) && ends.kept < ends.head;
}

bool brief_latest(Store *store, Instant *ret_latest, Error *err)
{
	Ends ends;
	if (!read_ends(store, &ends, err))
		return false;
	*ret_latest = ends.latest;
	return true;
}

/* One that counts for nothing because the last look is long ago counts again after the next. */
static bool will_count(Store *store, int64_t number, bool *ret_counts, Error *err)
{
	if (store->since.far)
		brief_forget(store);
	return know_since(store, true, err) && counts(store, number, INSTANT_MAX, ret_counts, err);
}

/* Whether it stands and counts, or will; then it has to be what the ledger makes. */
static bool check_kept(Store *store, Statement row, const char *nhs, const Brief *read, Arena *arena, bool *ret_same,
		       Error *err)
{
	Brief brief;
	Text packed = {.arena = arena};
	bool may;
	const char *bytes = sqlite3_column_blob(row, 1);
	const size_t length = (size_t)sqlite3_column_bytes(row, 1);
	*ret_same = true;
	if (!will_count(store, brief_number(nhs), &may, err))
		return false;
	if (!may || length == 0 || !is_sealed(store, row, nhs, bytes, length))
		return true;
	if (!(read ? shorten(store, read, arena, &brief, err) : read_lines(store, nhs, false, arena, &brief, err)))
		return false;
	if (brief.person)
		brief_pack(&brief, &packed);
	*ret_same = packed.length == length && memcmp(packed.bytes, bytes, length) == 0;
	return true;
}

bool brief_check(Store *store, Statement row, const Brief *read, Arena *arena, const char **ret_nhs, bool *ret_same,
		 Error *err)
{
	*ret_nhs = name_of(sqlite3_column_int64(row, BRIEF_NUMBER), arena);
	return check_kept(store, row, *ret_nhs, read, arena, ret_same, err);
}
