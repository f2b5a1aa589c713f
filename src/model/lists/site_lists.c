#include "model/lists/lists.h"

#include <inttypes.h>

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/desk/teller.h"
#include "model/ledger/transaction.h"
#include "model/rules/standing.h"

enum { UNKNOWN_NAMED = 12, NAMED_MAX = 360 };

bool desk_may_load(Desk *desk, Act act, Error *err)
{
	bool needs_set_up = false;
	return desk_needs_set_up(desk, &needs_set_up, err) && (needs_set_up || desk_allows(desk, act, err));
}

bool desk_may_still_load(Desk *desk, Arena *arena, Error *err)
{
	return !desk->staff || desk_still_allowed(desk, arena, err);
}

/* --- Codes that the directory does not know --- */

typedef struct Unknown {
	char named[NAMED_MAX];
	size_t length, count;
} Unknown;

static void note_unknown(Unknown *unknown, const char *code, int64_t line)
{
	if (unknown->count++ < UNKNOWN_NAMED)
		unknown->length += text_print(unknown->named + unknown->length, NAMED_MAX - unknown->length,
					      "%sline %" PRId64 " %s", unknown->count > 1 ? ", " : "", line, code);
}

static bool all_known(const Unknown *unknown, Error *err)
{
	if (unknown->count == 0)
		return true;
	if (unknown->count > UNKNOWN_NAMED)
		return fail(err, ERROR_MISSING,
			    "The directory does not know %s and %zu more; import their organisation list first.",
			    unknown->named, unknown->count - UNKNOWN_NAMED);
	return fail(err, ERROR_MISSING, "The directory does not know %s; import the organisation list first.",
		    unknown->named);
}

static bool said_twice(Index *index, Arena *arena, const char *code, int64_t line, size_t row, int64_t first,
		       Error *err)
{
	if (index_add(index, arena, code, (uint32_t)row) == row)
		return false;
	fail(err, ERROR_INPUT, "line %" PRId64 ": %s was said on line %" PRId64 " already; take one of them out.", line,
	     code, first);
	return true;
}

static bool none_twice_systems(const SystemRow *rows, size_t count, Arena *arena, Error *err)
{
	Index index = {0};
	for (size_t i = 0; i < count; i++) {
		uint32_t before = index_find(&index, rows[i].code);
		int64_t first = before == INDEX_NONE ? 0 : rows[before].line;
		if (said_twice(&index, arena, rows[i].code, rows[i].line, i, first, err))
			return false;
	}
	return true;
}

static bool none_twice_standings(const StandingRow *rows, size_t count, Arena *arena, Error *err)
{
	Index index = {0};
	for (size_t i = 0; i < count; i++) {
		uint32_t before = index_find(&index, rows[i].org);
		int64_t first = before == INDEX_NONE ? 0 : rows[before].line;
		if (said_twice(&index, arena, rows[i].org, rows[i].line, i, first, err))
			return false;
	}
	return true;
}

/* --- Systems --- */

static bool take_system(Desk *desk, const SystemRow *row, Arena *arena, Unknown *unknown, ListLoaded *loaded,
			Error *err)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *known = NULL;
	if (!ledger.ops->organisation(ledger.self, row->code, arena, &known, err))
		return false;
	if (!known) {
		note_unknown(unknown, row->code, row->line);
		return true;
	}
	Organisation changed = *known;
	changed.system = row->system ? row->system : known->system;
	changed.mig = row->mig ? row->mig : known->mig;
	changed.scr = row->scr ? row->scr : known->scr;
	if (changed.system == known->system && changed.mig == known->mig && changed.scr == known->scr) {
		loaded->known++;
		return true;
	}
	loaded->changed++;
	return unknown->count > 0 || desk_tell_organisation(desk, &changed, arena, err);
}

bool desk_load_systems(Desk *desk, const SystemRow *rows, size_t count, ListLoaded *ret_loaded, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	Unknown unknown = {0};
	ListLoaded loaded = {0};
	int64_t began;
	Seal seal;
	if (!desk_may_load(desk, ACT_ORGANISATIONS, err) || !none_twice_systems(rows, count, &arena, err) ||
	    !transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_may_still_load(desk, &arena, err) ||
	    !desk->ports.ledger.ops->head(desk->ports.ledger.self, &began, &seal, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!take_system(desk, &rows[i], &arena, &unknown, &loaded, err))
			return false;
	if (!all_known(&unknown, err) || !desk_tell_imported(desk, began, err) ||
	    !transaction_commit(&transaction, err))
		return false;
	*ret_loaded = loaded;
	return true;
}

/* --- Standings --- */

static bool stands_so(const Standings *standings, const char *practice, const StandingRow *row)
{
	StandingOf of = standings_say(standings, practice, row->org);
	return (of.said_by ? of.standing : STANDING_VERIFY) == row->standing;
}

static bool check_rows(const StandingRow *rows, size_t count, const TellingNow *now, const char *practice, Error *err)
{
	Unknown unknown = {0};
	Directory directory = now->world.directory;
	if (!practice)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	for (size_t i = 0; i < count; i++) {
		const StandingRow *row = &rows[i];
		if (text_is(row->org, practice))
			return fail(err, ERROR_INPUT,
				    "line %" PRId64 ": %s is this practice itself, which is on no list.", row->line,
				    practice);
		if (!directory.organisation(directory.self, row->org))
			note_unknown(&unknown, row->org, row->line);
	}
	return all_known(&unknown, err);
}

/* What stands so already is not told again. */
static bool put_rows(Telling *telling, const StandingRow *rows, size_t count, const char *practice, const char *note,
		     Error *err)
{
	const TellingNow *now = &telling->now;
	Standings standings;
	standings_fold(now->world.standings, now->at, INSTANT_MAX, now->arena, &standings);
	for (size_t i = 0; i < count; i++) {
		Fact fact = FACT_NONE;
		fact.kind = FACT_STANDING;
		fact.practice = practice;
		fact.org = rows[i].org;
		fact.standing = rows[i].standing;
		fact.note = note;
		if (!stands_so(&standings, practice, &rows[i]) && !telling_put(telling, &fact, err))
			return false;
	}
	return true;
}

bool desk_load_standings(Desk *desk, const StandingRow *rows, size_t count, const char *note, ListLoaded *ret_loaded,
			 Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(telling_end) Telling telling = {.desk = desk, .right = ACT_STANDING};
	if (!telling_may(&telling, err) || !none_twice_standings(rows, count, &arena, err) ||
	    !telling_begin(&telling, err))
		return false;
	const char *practice = desk_practice_code(desk, telling.now.arena);
	if (!check_rows(rows, count, &telling.now, practice, err) ||
	    !put_rows(&telling, rows, count, practice, note, err) ||
	    (telling.count > 0 && !desk_tell_imported(desk, telling.first - 1, err)) || !telling_commit(&telling, err))
		return false;
	*ret_loaded = (ListLoaded){telling.count, count - telling.count};
	return true;
}
