#include "model/lists/lists.h"

#include <string.h>

#include "base/utf8.h"
#include "model/desk/teller.h"
#include "model/desk/telling.h"
#include "model/ledger/transaction.h"
#include "model/rules/standing.h"

enum { LOCAL_NAME_MAX = 20, LOCAL_TRIES = 1000 };

/* --- Organisations --- */

/* The directory is no secret, and set-up searches it before anybody has an account; a locked desk shows nothing. */
static bool may_read_directory(const Desk *desk, Error *err)
{
	return !desk->locked || fail(err, ERROR_REFUSED, "The desk is locked: unlock it first.");
}

static bool find_ranked(Desk *desk, const char *typed, OrganisationQuery query, Arena *arena,
			OrganisationList *ret_orgs, Error *err)
{
	OnLists on;
	if (!desk_on_lists(desk, arena, &on, err))
		return false;
	const char **listed = arena_array(arena, on.count, sizeof *listed);
	for (size_t i = 0; i < on.count; i++)
		if (on.items[i].standing == STANDING_ALLOWED)
			listed[query.listed.count++] = on.items[i].org;
	query.listed.items = listed;
	query.words = utf8_fold(arena, text_or(typed, ""));
	query.today = desk_today(desk);
	return desk->ports.ledger.ops->find_organisations(desk->ports.ledger.self, &query, arena, ret_orgs, err);
}

bool desk_find_organisations(Desk *desk, const char *typed, bool with_closed, size_t limit, Arena *arena,
			     OrganisationList *ret_orgs, Error *err)
{
	const OrganisationQuery query = {.with_closed = with_closed, .limit = limit};
	return find_ranked(desk, typed, query, arena, ret_orgs, err);
}

bool desk_find_for_referral(Desk *desk, const char *typed, size_t limit, Arena *arena, OrganisationList *ret_orgs,
			    Error *err)
{
	const OrganisationQuery query = {.with_closed = true, .for_referral = true, .limit = limit};
	return find_ranked(desk, typed, query, arena, ret_orgs, err);
}

bool desk_organisations_of(Desk *desk, OrganisationWhich which, size_t limit, Arena *arena, OrganisationList *ret_orgs,
			   Error *err)
{
	OrganisationQuery query = {.today = desk_today(desk), .limit = limit, .which = which};
	return may_read_directory(desk, err) &&
	       desk->ports.ledger.ops->find_organisations(desk->ports.ledger.self, &query, arena, ret_orgs, err);
}

bool desk_organisation(Desk *desk, const char *code, Arena *arena, const Organisation **ret_org, Error *err)
{
	const Organisation *found = NULL;
	if (!may_read_directory(desk, err) ||
	    !desk->ports.ledger.ops->organisation(desk->ports.ledger.self, code, arena, &found, err))
		return false;
	if (!found)
		return fail(err, ERROR_MISSING, "The directory has no organisation %s: look for it by name.", code);
	*ret_org = found;
	return true;
}

static bool put_in_transaction(Desk *desk, const Organisation *organisation, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	const Organisation *known = NULL;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, &arena, err) ||
	    !desk_organisation(desk, organisation->code, &arena, &known, err))
		return false;
	return desk_tell_organisation(desk, organisation, &arena, err) && transaction_commit(&transaction, err);
}

bool desk_put_organisation(Desk *desk, const Organisation *organisation, Error *err)
{
	return desk_allows(desk, ACT_ORGANISATIONS, err) && put_in_transaction(desk, organisation, err);
}

/* "local-" and the name's plain letters: "Dr Łuk & Sons" → "local-dr-luk-sons"; then -2, -3 … */
static const char *local_code(const char *name, unsigned attempt, Arena *arena)
{
	Text code = {.arena = arena};
	for (const char *c = utf8_fold(arena, name); *c && code.length < LOCAL_NAME_MAX; c++) {
		if ((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9'))
			text_add_char(&code, *c);
		else if (*c == ' ' && code.length > 0)
			text_add_char(&code, '-');
	}
	while (code.length > 0 && code.bytes[code.length - 1] == '-')
		code.bytes[--code.length] = '\0';
	const char *letters = code.length > 0 ? text_done(&code) : "organisation";
	return attempt < 2 ? arena_print(arena, "local-%s", letters)
			   : arena_print(arena, "local-%s-%u", letters, attempt);
}

static bool free_code(Desk *desk, const char *name, Arena *arena, const char **ret_code, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	for (unsigned attempt = 1; attempt < LOCAL_TRIES; attempt++) {
		const Organisation *known = NULL;
		const char *code = local_code(name, attempt, arena);
		if (!ledger.ops->organisation(ledger.self, code, arena, &known, err))
			return false;
		if (!known) {
			*ret_code = code;
			return true;
		}
	}
	return fail(err, ERROR_INPUT, "There are too many organisations called %s: give a fuller name.", name);
}

static bool add_in_transaction(Desk *desk, Organisation organisation, Arena *arena, const char **ret_code, Error *err)
{
	scoped(transaction_end) Transaction transaction = {0};
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, arena, err) ||
	    !free_code(desk, organisation.name, arena, &organisation.code, err) ||
	    !desk_tell_organisation(desk, &organisation, arena, err) || !transaction_commit(&transaction, err))
		return false;
	*ret_code = organisation.code;
	return true;
}

bool desk_add_organisation(Desk *desk, const Organisation *organisation, Arena *arena, const char **ret_code,
			   Error *err)
{
	if (!desk_allows(desk, ACT_ORGANISATIONS, err))
		return false;
	if (text_empty(organisation->name) || !utf8_is_clean(organisation->name))
		return fail(err, ERROR_INPUT, "The organisation needs a name: type it as it stands on its letters.");
	if (!organisation->care)
		return fail(err, ERROR_INPUT, "Say what care %s gives: general practice, planned or urgent.",
			    organisation->name);
	Organisation added = *organisation;
	added.system = added.system ? added.system : SYSTEM_UNKNOWN;
	added.mig = added.mig ? added.mig : TRUTH_FALSE;
	return add_in_transaction(desk, added, arena, ret_code, err);
}

bool desk_say_system(Desk *desk, const char *code, System system, Arena *arena, Error *err)
{
	const Organisation *known = NULL;
	if (!desk_organisation(desk, code, arena, &known, err))
		return false;
	if (known->system != SYSTEM_UNKNOWN && known->system != system && !desk_allows(desk, ACT_ORGANISATIONS, err))
		return false;
	Organisation changed = *known;
	changed.system = (WordByte)system;
	return desk_tell_organisation(desk, &changed, arena, err);
}

static bool tell_system_in_transaction(Desk *desk, const char *code, System system, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &desk->ports.ledger, err) && desk_still_allowed(desk, &arena, err) &&
	       desk_say_system(desk, code, system, &arena, err) && transaction_commit(&transaction, err);
}

bool desk_tell_system(Desk *desk, const char *code, System system, Error *err)
{
	static const Act acts[] = {ACT_REFER, ACT_ORGANISATIONS};
	return desk_allows_any(desk, acts, countof(acts), err) && tell_system_in_transaction(desk, code, system, err);
}

/* --- Standing --- */

bool desk_standing(Desk *desk, const char *code, Standing *ret_standing, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	FactList facts;
	Standings standings;
	if (!may_read_directory(desk, err))
		return false;
	const char *practice = desk_practice_code(desk, &arena);
	if (!practice)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	if (!desk_read_standings(desk, &arena, &facts, &standings, err))
		return false;
	*ret_standing = text_is(practice, code) ? STANDING_ALLOWED : standings_say(&standings, practice, code).standing;
	return true;
}

bool desk_on_lists(Desk *desk, Arena *arena, OnLists *ret_lists, Error *err)
{
	FactList facts;
	Standings standings;
	if (!may_read_directory(desk, err))
		return false;
	const char *practice = desk_practice_code(desk, arena);
	if (!desk_read_standings(desk, arena, &facts, &standings, err))
		return false;
	OnList *items = arena_array(arena, standings.listed_count, sizeof *items);
	OnLists lists = {.items = items};
	for (size_t i = 0; practice && i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind != FACT_STANDING || fact->standing == STANDING_VERIFY ||
		    standings_say(&standings, practice, fact->org).said_by != fact)
			continue;
		items[lists.count] = (OnList){fact->org, (Standing)fact->standing};
		index_add(&lists.by_org, arena, fact->org, (uint32_t)lists.count++);
	}
	*ret_lists = lists;
	return true;
}

Standing on_lists_say(const OnLists *lists, const char *org)
{
	const uint32_t number = index_find(&lists->by_org, org);
	return number == INDEX_NONE ? STANDING_VERIFY : lists->items[number].standing;
}

bool desk_put_standing(Desk *desk, const char *code, Standing standing, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Fact fact = FACT_NONE;
	if (!desk_allows(desk, ACT_STANDING, err))
		return false;
	fact.kind = FACT_STANDING;
	fact.practice = desk_practice_code(desk, &arena);
	fact.org = code;
	fact.standing = (WordByte)standing;
	if (!fact.practice)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	if (text_is(fact.practice, code))
		return fail(err, ERROR_INPUT, "The practice itself is always allowed: choose another organisation.");
	return desk_tell_facts(desk, NULL, ACT_STANDING, NULL, &fact, 1, err);
}
