#include "store/brief.h"

#include <stdlib.h>
#include <string.h>

#include "model/ledger/brief_pack.h"
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

static bool read_facts(Store *store, const char *nhs, Arena *arena, FactList *ret_facts, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_BRIEF_FACTS, &statement, err))
		return false;
	statement_bind_text(statement, 1, nhs);
	if (!statement_all(store, statement, sizeof(Fact), row_brief_fact, arena, &rows, err))
		return false;
	Fact *facts = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (!shape_has_patient(store, facts[i].kind))
			return row_bad(store, facts[i].seq, "patient", err);
		if (shape_lacks(store, facts[i].kind) && !read_whole(store, arena, &facts[i], err))
			return false;
		facts[i].patient = nhs;
	}
	*ret_facts = (FactList){facts, rows.count};
	return true;
}

static bool read_lines(Store *store, const char *nhs, Arena *arena, Brief *ret_brief, Error *err)
{
	Brief brief = {0};
	if (!read_person(store, nhs, arena, &brief.person, err))
		return false;
	if (brief.person && (!read_facts(store, brief.person->nhs, arena, &brief.facts, err) ||
			     !outlines_of(store, brief.person->nhs, arena, &brief.entries, err)))
		return false;
	*ret_brief = brief;
	return true;
}

/* --- Kept packed --- */

/* 0: of this name none is kept. */
static int64_t number_of(const char *nhs)
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

static bool read_ends(Store *store, int64_t *ret_kept, int64_t *ret_head, Error *err)
{
	scoped(statement_done) Statement ends = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_BRIEF_END, &ends, err) || !statement_row(store, ends, &row, err))
		return false;
	*ret_kept = row ? sqlite3_column_int64(ends, 0) : 0;
	*ret_head = row ? sqlite3_column_int64(ends, 1) : INT64_MAX;
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
	enum { FAR = 100000 };
	struct BriefSince *since = &store->since;
	int64_t kept, head;
	Rows numbers = {0};
	if (since->known)
		return true;
	if (!read_ends(store, &kept, &head, err) ||
	    ((all || head - kept <= FAR) && !told_between(store, kept, head, &since->arena, &numbers, err)))
		return false;
	since->known = true;
	since->far = !all && head - kept > FAR;
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
static bool counts(Store *store, int64_t number, bool *ret_counts, Error *err)
{
	const struct BriefSince *since = &store->since;
	*ret_counts = false;
	if (store->kiosk || store->writing || store->reading == 0 || number == 0)
		return true;
	if (!know_since(store, false, err))
		return false;
	*ret_counts = !since->far &&
		      (since->count == 0 || !bsearch(&number, since->numbers, since->count, sizeof number, by_number));
	return true;
}

void brief_forget(Store *store)
{
	arena_free(&store->since.arena);
	store->since = (struct BriefSince){0};
}

/* What is not as this build writes it is as if it were not there. */
static bool find_kept(Store *store, const char *nhs, Arena *arena, Brief *ret_brief, bool *ret_found, Error *err)
{
	scoped(statement_done) Statement kept = NULL;
	bool row, may;
	*ret_found = false;
	if (!counts(store, number_of(nhs), &may, err))
		return false;
	if (!may)
		return true;
	if (!statement_get(store, STATEMENT_BRIEF, &kept, err))
		return false;
	sqlite3_bind_int64(kept, 1, number_of(nhs));
	if (!statement_row(store, kept, &row, err))
		return false;
	const char *bytes = row ? sqlite3_column_blob(kept, 1) : NULL;
	const size_t length = bytes ? (size_t)sqlite3_column_bytes(kept, 1) : 0;
	if (length == 0 || !is_sealed(store, kept, nhs, bytes, length))
		return true;
	*ret_found = brief_unpack(arena_bytes(arena, bytes, length), length, arena, ret_brief);
	return true;
}

bool brief_of(void *self, const char *nhs, Arena *arena, Brief *ret_brief, Error *err)
{
	bool found;
	return find_kept(self, nhs, arena, ret_brief, &found, err) &&
	       (found || read_lines(self, nhs, arena, ret_brief, err));
}

static bool put(Store *store, const char *nhs, const Brief *brief, Arena *arena, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	Text packed = {.arena = arena};
	if (!statement_get(store, STATEMENT_PUT_BRIEF, &put, err))
		return false;
	brief_pack(brief, &packed);
	const Seal seal = seal_of(store, nhs, packed.bytes, packed.length);
	sqlite3_bind_int64(put, 1, number_of(nhs));
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
	sqlite3_bind_int64(put, 1, number_of(nhs));
	sqlite3_bind_blob(put, 2, none.bytes, SEAL_BYTES, SQLITE_STATIC);
	sqlite3_bind_zeroblob(put, 3, 0);
	return statement_run(store, put, err);
}

/* Of a patient whose lines cannot be read none is kept, and who asks for them is told so: the others do not wait. */
bool brief_keep(Store *store, const char *nhs, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Brief brief;
	if (store->kiosk || number_of(nhs) == 0)
		return true;
	if (!read_lines(store, nhs, &arena, &brief, NULL))
		return put_nothing(store, nhs, err);
	return !brief.person || put(store, nhs, &brief, &arena, err);
}

static bool put_end(Store *store, int64_t seq, Error *err)
{
	scoped(statement_done) Statement end = NULL;
	if (!statement_get(store, STATEMENT_PUT_BRIEF_END, &end, err))
		return false;
	sqlite3_bind_int64(end, 1, seq);
	return statement_run(store, end, err);
}

bool brief_begin_anew(Store *store, Error *err)
{
	scoped(statement_done) Statement drop = NULL;
	return statement_get(store, STATEMENT_DROP_BRIEFS, &drop, err) && statement_run(store, drop, err) &&
	       put_end(store, store->end_seq, err);
}

static const char *name_of(int64_t number, Arena *arena)
{
	return arena_print(arena, "%010lld", (long long)number);
}

bool brief_catch_up(Store *store, bool *ret_more, Error *err)
{
	enum { LINES = 1000 }; /* no desk waits for long */
	scoped(arena_free) Arena arena = {0};
	int64_t kept, head;
	Rows numbers;
	*ret_more = false;
	if (!read_ends(store, &kept, &head, err))
		return false;
	const int64_t to = head - kept > LINES ? kept + LINES : head;
	if (to <= kept)
		return true;
	if (!told_between(store, kept, to, &arena, &numbers, err))
		return false;
	for (size_t i = 0; i < numbers.count; i++)
		if (!brief_keep(store, name_of(((const int64_t *)numbers.items)[i], &arena), err))
			return false;
	*ret_more = to < head;
	return put_end(store, to, err);
}

bool brief_lags(Store *store)
{
	int64_t kept, head;
	return read_ends(store, &kept, &head, NULL) && kept < head;
}

/* One that counts for nothing because the last look is long ago counts again after the next. */
static bool will_count(Store *store, int64_t number, bool *ret_counts, Error *err)
{
	if (store->since.far)
		brief_forget(store);
	return know_since(store, true, err) && counts(store, number, ret_counts, err);
}

/* Whether it stands and counts, or will; then it has to be what the ledger makes. */
static bool check_kept(Store *store, Statement row, const char *nhs, Arena *arena, bool *ret_same, Error *err)
{
	Brief brief;
	Text packed = {.arena = arena};
	bool may;
	const char *bytes = sqlite3_column_blob(row, 1);
	const size_t length = (size_t)sqlite3_column_bytes(row, 1);
	*ret_same = true;
	if (!will_count(store, number_of(nhs), &may, err))
		return false;
	if (!may || length == 0 || !is_sealed(store, row, nhs, bytes, length))
		return true;
	if (!read_lines(store, nhs, arena, &brief, err))
		return false;
	if (brief.person)
		brief_pack(&brief, &packed);
	*ret_same = packed.length == length && memcmp(packed.bytes, bytes, length) == 0;
	return true;
}

bool brief_check(Store *store, Statement briefs, Arena *arena, const char **ret_nhs, bool *ret_same, Error *err)
{
	bool row = true;
	*ret_nhs = NULL;
	if (!statement_row(store, briefs, &row, err))
		return false;
	if (!row)
		return true;
	*ret_nhs = name_of(sqlite3_column_int64(briefs, 2), arena);
	return check_kept(store, briefs, *ret_nhs, arena, ret_same, err);
}
