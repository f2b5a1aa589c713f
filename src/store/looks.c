#include "store/looks.h"

#include "base/text.h"
#include "store/cell.h"
#include "store/row.h"

/* The nearest places found so far, in the order of the query. */
typedef struct Nearest {
	const LookQuery *query;
	LookPlace *places;
	size_t count;
} Nearest;

static bool is_nearer(const LookQuery *query, const LookPlace *a, const LookPlace *b)
{
	const int order =
		instant_order(a->at, b->at) ? instant_order(a->at, b->at) : (a->seq > b->seq) - (a->seq < b->seq);
	return query->up ? order < 0 : order > 0;
}

/* False where it is farther than all that are wanted. */
static bool take(Nearest *nearest, LookPlace place)
{
	const LookQuery *query = nearest->query;
	size_t at = nearest->count;
	while (at > 0 && is_nearer(query, &place, &nearest->places[at - 1]))
		at--;
	if (at == query->limit)
		return false;
	nearest->count += nearest->count < query->limit;
	for (size_t i = nearest->count - 1; i > at; i--)
		nearest->places[i] = nearest->places[i - 1];
	nearest->places[at] = place;
	return true;
}

/* `looker` as the index has it; NULL: of everybody. Of each no more is read than is nearer than what others have. */
static bool look(Store *store, Nearest *nearest, const char *looker, Error *err)
{
	static const StatementId which[2][2] = {{STATEMENT_LOOKS_DOWN, STATEMENT_LOOKS_UP},
						{STATEMENT_LOOKS_DOWN_OF, STATEMENT_LOOKS_UP_OF}};
	scoped(statement_done) Statement looks = NULL;
	bool row = true;
	if (!statement_get(store, which[looker != NULL][nearest->query->up], &looks, err))
		return false;
	sqlite3_bind_int64(looks, 1, nearest->query->from.at.seconds);
	sqlite3_bind_int64(looks, 2, nearest->query->from.seq);
	if (looker)
		statement_bind_text(looks, 3, looker);
	do {
		if (!statement_row(store, looks, &row, err))
			return false;
	} while (row && take(nearest, (LookPlace){.at.seconds = sqlite3_column_int64(looks, 0),
						  .seq = sqlite3_column_int64(looks, 1)}));
	return true;
}

static bool find(Store *store, Nearest *nearest, Arena *arena, Error *err)
{
	const LookerList *of = nearest->query->of;
	if (!of)
		return look(store, nearest, NULL, err);
	for (size_t i = 0; i < of->count; i++) {
		const Looker *looker = &of->items[i];
		if (!look(store, nearest, arena_print(arena, "%d%s", (int)looker->source, looker->by), err))
			return false;
	}
	return true;
}

static bool read_fact(Store *store, int64_t seq, Arena *arena, Fact *ret_fact, Error *err)
{
	scoped(statement_done) Statement fact = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_FACT_AT, &fact, err))
		return false;
	sqlite3_bind_int64(fact, 1, seq);
	if (!statement_row(store, fact, &row, err))
		return false;
	return row ? row_fact(store, fact, arena, ret_fact, err) : row_bad(store, seq, "seq", err);
}

bool looks_of(void *self, const LookQuery *query, Arena *arena, FactList *ret_facts, Error *err)
{
	Store *store = self;
	Nearest nearest = {.query = query, .places = arena_array(arena, query->limit, sizeof(LookPlace))};
	if (!find(store, &nearest, arena, err))
		return false;
	Fact *facts = arena_array(arena, nearest.count, sizeof *facts);
	for (size_t i = 0; i < nearest.count; i++)
		if (!read_fact(store, nearest.places[i].seq, arena, &facts[i], err))
			return false;
	*ret_facts = (FactList){facts, nearest.count};
	return true;
}

/* A text that goes on behind a NUL would be found from itself again, for ever. */
static bool read_looker(const Store *store, Statement row, Arena *arena, void *ret_looker, Error *err)
{
	const char *key;
	if (!cell_text(cell_of(row, 0), &key, NULL))
		return row_bad(store, sqlite3_column_int64(row, 1), "by", err);
	*(Looker *)ret_looker = (Looker){.source = (LineSource)(key[0] - '0'), .by = arena_text(arena, key) + 1};
	return true;
}

static bool next_looker(Store *store, const char *after, Arena *arena, Looker **ret_looker, Error *err)
{
	scoped(statement_done) Statement next = NULL;
	void *looker;
	if (!statement_get(store, STATEMENT_NEXT_LOOKER, &next, err))
		return false;
	statement_bind_text(next, 1, after);
	if (!statement_one(store, next, sizeof(Looker), read_looker, arena, &looker, err))
		return false;
	*ret_looker = looker;
	return true;
}

/* One after the other: each is found from the one before it, however often that one looked. */
bool looks_lookers(void *self, Arena *arena, LookerList *ret_lookers, Error *err)
{
	Looker *lookers = NULL, *next;
	size_t count = 0, room = 0;
	for (const char *after = "";; after = next->by - 1 /* its key */) {
		if (!next_looker(self, after, arena, &next, err))
			return false;
		if (!next)
			break;
		if (count == room) {
			const size_t more = room ? 2 * room : 16;
			lookers = arena_grow(arena, lookers, room, more, sizeof *lookers);
			room = more;
		}
		lookers[count++] = *next;
	}
	*ret_lookers = (LookerList){lookers, count};
	return true;
}

/* --- Who looked at a patient --- */

/* From the line `seq` on, the first and the last part of the ledger in which anybody was looked at; none: the last is
 * before the first. */
static bool parts_from(Store *store, int64_t seq, int64_t *ret_first, int64_t *ret_last, Error *err)
{
	scoped(statement_done) Statement parts = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_VIEWING_PARTS, &parts, err))
		return false;
	sqlite3_bind_int64(parts, 1, seq);
	if (!statement_row(store, parts, &row, err))
		return false;
	*ret_first = row ? sqlite3_column_int64(parts, 0) : 0;
	*ret_last = row ? sqlite3_column_int64(parts, 1) : -1;
	return true;
}

static bool look_at_part(Store *store, Statement looks, int64_t part, Arena *arena, FactList *ret_looks, Error *err)
{
	Rows rows;
	sqlite3_bind_int64(looks, 3, part);
	if (!statement_all(store, looks, sizeof(Fact), row_fact, arena, &rows, err))
		return false;
	sqlite3_reset(looks);
	*ret_looks = (FactList){rows.items, rows.count};
	return true;
}

static FactList one_after_the_other(const FactList *lists, size_t count, Arena *arena)
{
	size_t all = 0, at = 0;
	for (size_t i = 0; i < count; i++)
		all += lists[i].count;
	Fact *facts = arena_array(arena, all, sizeof *facts);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < lists[i].count; k++)
			facts[at++] = lists[i].items[k];
	return (FactList){facts, all};
}

bool looks_at(Store *store, const char *patient, int64_t seq, Arena *arena, FactList *ret_looks, Error *err)
{
	scoped(statement_done) Statement looks = NULL;
	int64_t first, last;
	*ret_looks = (FactList){0};
	if (!parts_from(store, seq, &first, &last, err))
		return false;
	if (first > last)
		return true;
	if (!statement_get(store, STATEMENT_VIEWINGS, &looks, err))
		return false;
	statement_bind_text(looks, 1, patient);
	sqlite3_bind_int64(looks, 2, seq);
	const size_t count = (size_t)(last - first + 1);
	FactList *lists = arena_array(arena, count, sizeof *lists);
	for (size_t i = 0; i < count; i++)
		if (!look_at_part(store, looks, first + (int64_t)i, arena, &lists[i], err))
			return false;
	*ret_looks = one_after_the_other(lists, count, arena);
	return true;
}

FactList looks_among(FactList facts, FactList looks, Arena *arena)
{
	if (facts.count == 0 || looks.count == 0)
		return facts.count == 0 ? looks : facts;
	Fact *all = arena_array(arena, facts.count + looks.count, sizeof *all);
	size_t f = 0, l = 0;
	while (f < facts.count || l < looks.count) {
		const bool look = f == facts.count || (l < looks.count && looks.items[l].seq < facts.items[f].seq);
		all[f + l] = look ? looks.items[l] : facts.items[f];
		*(look ? &l : &f) += 1;
	}
	return (FactList){all, facts.count + looks.count};
}
