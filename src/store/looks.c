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
