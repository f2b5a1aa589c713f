/* Passphrases for one sign-in, and the way back for the last administrator. */
#include <sodium.h>

#include "base/utf8.h"
#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

static bool make_once(Desk *desk, char once[ONCE_MAX], Error *err)
{
	char letters[17];
	if (!desk_draw_letters(desk, "abcdefghjkmnpqrstuvwxyz23456789", sizeof letters - 1, letters, err))
		return false;
	text_print(once, ONCE_MAX, "%.4s-%.4s-%.4s-%s", letters, letters + 4, letters + 8, letters + 12);
	sodium_memzero(letters, sizeof letters);
	return true;
}

bool account_give_once(Desk *desk, const Staff *account, AccountChange change, char ret_once[ONCE_MAX], Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	char hash[PASSPHRASE_HASH_MAX];
	Staff given = *account;
	if (!make_once(desk, ret_once, err) || !passphrase_hash(desk->ports.hash_cost, ret_once, hash, err))
		return false;
	given.passphrase = hash;
	given.pin = NULL;
	given.pin_failures = 0;
	given.once_until = instant_add(desk_now(desk), ONCE_SECONDS);
	given.everywhere++; /* also of a desk that slept until they had chosen another */
	return account_tell(desk, &given, change, NULL, NULL, err) && wrong_ends(desk, given.name, err) &&
	       ledger.ops->put_staff(ledger.self, &given, err);
}

/* As the ledger tells of it, whatever became of its row. */
static bool find_administrator(Desk *desk, const char *name, Arena *arena, Staff *ret_account, Error *err)
{
	const AccountTold *told = NULL;
	if (!account_told(desk, name, arena, &told, err))
		return false;
	if (!told)
		return fail(err, ERROR_MISSING, "There is no account called %s: sharedesk staff list names them.",
			    name);
	if (told->role != ROLE_ADMINISTRATOR)
		return fail(err, ERROR_REFUSED,
			    "%s is no administrator: an administrator gives out a passphrase on the page Staff.",
			    told->name);
	*ret_account = (Staff){
		.name = told->name,
		.role = (WordByte)told->role,
		.active = true,
		.everywhere = desk_now(desk).seconds, /* unlike any count that a desk may have seen */
	};
	return true;
}

/* Nothing vouches for what stands but the ledger: who may do what is taken from it, and what only a row says, by which
 * somebody signs in beside their passphrase, is taken away. */
static bool take_found(Desk *desk, const Staff *stands, Arena *arena, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const AccountTold *told = NULL;
	Staff found = *stands;
	if (!account_told(desk, found.name, arena, &told, err))
		return false;
	found.pin = NULL;
	found.active = told && told->open;
	if (told)
		found.role = (WordByte)told->role;
	return account_tell(desk, &found, ACCOUNT_FOUND, NULL, NULL, err) && account_lose_all(desk, &found, err) &&
	       ledger->ops->put_staff(ledger->self, &found, err);
}

/* What stands is sealed anew and told as found. */
static bool take_new_key(Desk *desk, Arena *arena, Error *err)
{
	StaffList staff;
	if (!desk_accounts(desk, arena, &staff, err))
		return false;
	for (size_t i = 0; i < staff.count; i++)
		if (!take_found(desk, &staff.items[i], arena, err))
			return false;
	return accounts_seal(desk, NULL, err);
}

bool desk_let_in(Desk *desk, const char *name, bool new_key, char ret_once[ONCE_MAX], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	Staff account;
	return transaction_begin(&transaction, &desk->ports.ledger, err) &&
	       find_administrator(desk, name, &arena, &account, err) && (!new_key || take_new_key(desk, &arena, err)) &&
	       account_lose_all(desk, &account, err) &&
	       account_give_once(desk, &account, ACCOUNT_RESET_HOST, ret_once, err) &&
	       transaction_commit(&transaction, err);
}

const char *desk_let_in_lately(Desk *desk, Arena *arena)
{
	enum { WEEK = 7 * 24 * 60 * 60 };
	const Fact *last = NULL;
	FactList facts;
	char day[16];
	if (!desk_facts_of_nobody(desk, NOBODY_ACCOUNTS, &facts, NULL))
		return NULL;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ACCOUNT && facts.items[i].change == ACCOUNT_RESET_HOST &&
		    facts.items[i].told_here && desk_now(desk).seconds - facts.items[i].at.seconds < WEEK)
			last = &facts.items[i];
	if (!last)
		return NULL;
	date_print_short(zone_date(desk_zone(desk), last->at), day);
	return arena_print(arena, "Let in on the machine itself: %s, %s", last->name, day);
}
