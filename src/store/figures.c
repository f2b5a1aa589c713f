#include "store/figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/cell.h"
#include "store/db.h"
#include "store/statement.h"

enum { MONTH_MAX = 12 * 10000, DECIMAL = 10 };

/* --- The lines of one patient --- */

static const char *lines_of(TallyList tallies, Arena *arena)
{
	Text lines = {.arena = arena};
	for (size_t i = 0; i < tallies.count; i++) {
		const Tally *tally = &tallies.items[i];
		text_add_print(&lines, "%d %d %lld %s\n", tally->month, tally->sort, (long long)tally->count,
			       tally->org);
	}
	return text_done(&lines);
}

static bool take_number(const char **at, int64_t least, int64_t most, int64_t *ret_number)
{
	char *end;
	*ret_number = strtoll(*at, &end, DECIMAL);
	if (end == *at || *end != ' ' || *ret_number < least || *ret_number > most)
		return false;
	*at = end + 1;
	return true;
}

static bool take_line(const char **at, Arena *arena, Tally *ret_tally)
{
	int64_t month, sort, count;
	if (!take_number(at, 0, MONTH_MAX, &month) || !take_number(at, 0, TALLY_SORTS_MAX - 1, &sort) ||
	    !take_number(at, 1, INT32_MAX, &count))
		return false;
	const char *end = strchr(*at, '\n');
	if (!end)
		return false;
	*ret_tally = (Tally){(int)month, (int)sort, arena_bytes(arena, *at, (size_t)(end - *at)), count};
	*at = end + 1;
	return true;
}

static bool read_lines(const char *lines, Arena *arena, TallyList *ret_tallies)
{
	size_t room = 0, count = 0;
	for (const char *at = lines; *at; at++)
		room += *at == '\n';
	Tally *tallies = arena_array(arena, room, sizeof *tallies);
	while (*lines && count < room && take_line(&lines, arena, &tallies[count]))
		count++;
	*ret_tallies = (TallyList){tallies, count};
	return !*lines;
}

/* The lines as they are kept, "" where there are none. */
static bool kept_lines(Store *store, const char *patient, Arena *arena, const char **ret_lines, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	bool row;
	*ret_lines = "";
	if (!statement_get(store, STATEMENT_TALLIES_OF, &statement, err))
		return false;
	statement_bind_text(statement, 1, patient);
	if (!statement_row(store, statement, &row, err))
		return false;
	if (row)
		*ret_lines = text_or(statement_text(statement, 0, arena), "");
	return true;
}

static bool read_kept(const Store *store, const char *patient, const char *lines, Arena *arena, TallyList *ret_tallies,
		      Error *err)
{
	return read_lines(lines, arena, ret_tallies) ||
	       fail(err, ERROR_STORE, "What %s adds to the figures in %s cannot be read; restore it from a backup.",
		    patient, store->path);
}

bool figures_tallies(void *self, const char *patient, Arena *arena, TallyList *ret_tallies, Error *err)
{
	const char *lines;
	return kept_lines(self, patient, arena, &lines, err) &&
	       read_kept(self, patient, lines, arena, ret_tallies, err);
}

/* --- The totals --- */

/* By how much the totals become more or less, each once. */
typedef struct Sums {
	Arena *arena;
	Index index;
	Tally *items;
	size_t count, room;
} Sums;

static void add(Sums *sums, const Tally *tally, int64_t by)
{
	char plain[64];
	text_print(plain, sizeof plain, "%d %d %s", tally->month, tally->sort, tally->org);
	uint32_t number = index_find(&sums->index, plain);
	if (number == INDEX_NONE) {
		if (sums->count == sums->room) {
			const size_t room = sums->room ? 2 * sums->room : 16;
			sums->items = arena_grow(sums->arena, sums->items, sums->room, room, sizeof *sums->items);
			sums->room = room;
		}
		number = (uint32_t)sums->count++;
		sums->items[number] = (Tally){tally->month, tally->sort, arena_text(sums->arena, tally->org), 0};
		index_add(&sums->index, sums->arena, arena_text(sums->arena, plain), number);
	}
	sums->items[number].count += by;
}

static void add_all(Sums *sums, TallyList tallies, int64_t sign)
{
	for (size_t i = 0; i < tallies.count; i++)
		add(sums, &tallies.items[i], sign * tallies.items[i].count);
}

static bool write_lines(Store *store, const char *patient, const char *lines, Error *err)
{
	scoped(statement_done) Statement write = NULL;
	if (!statement_get(store, *lines ? STATEMENT_PUT_TALLIES : STATEMENT_DROP_TALLIES, &write, err))
		return false;
	statement_bind_text(write, 1, patient);
	if (*lines)
		statement_bind_text(write, 2, lines);
	return statement_run(store, write, err);
}

static bool write_sums(Store *store, const Sums *sums, Error *err)
{
	for (size_t i = 0; i < sums->count; i++) {
		scoped(statement_done) Statement write = NULL;
		const Tally *sum = &sums->items[i];
		if (sum->count == 0)
			continue;
		if (!statement_get(store, STATEMENT_ADD_FIGURE, &write, err))
			return false;
		sqlite3_bind_int(write, 1, sum->month);
		statement_bind_text(write, 2, sum->org);
		sqlite3_bind_int(write, 3, sum->sort);
		sqlite3_bind_int64(write, 4, sum->count);
		if (!statement_run(store, write, err))
			return false;
	}
	return true;
}

/* Most patients add what they added before: that is no write. Lines that cannot be read stay, with what they added: the
 * check of the ledger names them, and nobody is kept from anything by figures. */
static bool replace(Store *store, const TalliesOf *of, Sums *sums, Arena *arena, Error *err)
{
	const char *lines = lines_of(of->tallies, arena), *kept;
	TallyList before;
	if (!kept_lines(store, of->patient, arena, &kept, err))
		return false;
	if (text_is(lines, kept) || !read_lines(kept, arena, &before))
		return true;
	if (!write_lines(store, of->patient, lines, err))
		return false;
	add_all(sums, before, -1);
	add_all(sums, of->tallies, 1);
	return true;
}

bool figures_put_tallies(void *self, const TalliesOf *patients, size_t count, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(arena_free) Arena of_patient = {0};
	Store *store = self;
	Sums sums = {.arena = &arena};
	if (!db_may_write(store, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!replace(store, &patients[i], &sums, &of_patient, err))
			return false;
		arena_reset(&of_patient, (ArenaMark){0});
	}
	return write_sums(store, &sums, err);
}

static bool read_total(const Store *store, Statement row, Arena *arena, void *ret_total, Error *err)
{
	int64_t month, sort, count;
	const char *org;
	if (!cell_number(cell_of(row, 0), 0, MONTH_MAX, &month) || !cell_text(cell_of(row, 1), &org, NULL) ||
	    !cell_number(cell_of(row, 2), 0, TALLY_SORTS_MAX - 1, &sort) ||
	    !cell_number(cell_of(row, 3), 1, INT64_MAX, &count))
		return fail(err, ERROR_STORE, "A row of the figures in %s cannot be read; restore it from a backup.",
			    store->path);
	*(Tally *)ret_total = (Tally){(int)month, (int)sort, arena_text(arena, org), count};
	return true;
}

bool figures_between(void *self, int from, int to, Arena *arena, TallyList *ret_totals, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	Store *store = self;
	Rows rows;
	if (!statement_get(store, STATEMENT_FIGURES, &statement, err))
		return false;
	sqlite3_bind_int(statement, 1, from);
	sqlite3_bind_int(statement, 2, to);
	if (!statement_all(store, statement, sizeof(Tally), read_total, arena, &rows, err))
		return false;
	*ret_totals = (TallyList){rows.items, rows.count};
	return true;
}

/* --- Whether the one is the sum of the other --- */

static bool add_kept(Store *store, Sums *sums, bool *ret_read, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	scoped(arena_free) Arena of_patient = {0};
	bool row;
	*ret_read = true;
	if (!statement_get(store, STATEMENT_ALL_TALLIES, &statement, err))
		return false;
	while (*ret_read && statement_row(store, statement, &row, err)) {
		const char *lines;
		TallyList tallies;
		if (!row)
			return true;
		*ret_read = cell_text(cell_of(statement, 0), &lines, NULL) && read_lines(lines, &of_patient, &tallies);
		if (*ret_read)
			add_all(sums, tallies, 1);
		arena_reset(&of_patient, (ArenaMark){0});
	}
	return !*ret_read;
}

bool figures_are_sums(Store *store, bool *ret_so, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Sums sums = {.arena = &arena};
	TallyList totals;
	if (!add_kept(store, &sums, ret_so, err))
		return false;
	if (!*ret_so)
		return true;
	if (!figures_between(store, 0, MONTH_MAX, &arena, &totals, err))
		return false;
	add_all(&sums, totals, -1);
	for (size_t i = 0; i < sums.count; i++)
		*ret_so &= sums.items[i].count == 0;
	return true;
}
