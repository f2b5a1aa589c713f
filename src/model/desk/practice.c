/* The practice in which this desk stands, and how a database without staff is set up. */
#include "model/desk/accounts.h"
#include "model/desk/teller.h"
#include "model/ledger/transaction.h"

/* Whoever takes the accounts out of the file does not choose the next administrator. */
static bool is_new(Desk *desk, Arena *arena, bool *ret_new, Error *err)
{
	const Ledger ledger = desk->ports.ledger;
	StaffList staff;
	bool was = false;
	if (!ledger.ops->staff_all(ledger.self, arena, &staff, err) ||
	    (staff.count == 0 && !desk_was_set_up(desk, arena, &was, err)))
		return false;
	*ret_new = staff.count == 0;
	return !was || fail(err, ERROR_REFUSED,
			    "The accounts of this desk are gone, though it was set up: restore the database from a "
			    "backup, or let an administrator in with sharedesk staff reset.");
}

bool desk_needs_set_up(Desk *desk, bool *ret_needed, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return is_new(desk, &arena, ret_needed, err);
}

/* The practice's directory line: what the lists say of it, or the least that is known of a practice. */
static bool put_practice(Desk *desk, const SetUp *set_up, Arena *arena, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *known = NULL;
	if (!ledger.ops->organisation(ledger.self, set_up->practice, arena, &known, err))
		return false;
	if (known && known->care != CARE_GP)
		return fail(err, ERROR_INPUT, "%s (%s) is not a GP practice: give the practice's own ODS code.",
			    known->name, known->code);
	bool says = set_up->system && set_up->system != SYSTEM_UNKNOWN;
	if (known && says && known->system != set_up->system) {
		Organisation told = *known;
		told.system = (WordByte)set_up->system;
		return desk_tell_organisation(desk, &told, arena, err);
	}
	if (known)
		return true;
	if (text_empty(set_up->practice_name))
		return fail(err, ERROR_INPUT, "The directory has no practice %s yet: give its name too.",
			    set_up->practice);
	Organisation practice = {
		.code = set_up->practice,
		.name = set_up->practice_name,
		.care = CARE_GP,
		.system = says ? (WordByte)set_up->system : SYSTEM_UNKNOWN,
		.mig = TRUTH_FALSE,
	};
	return desk_tell_organisation(desk, &practice, arena, err);
}

static bool set_up_in_transaction(Desk *desk, const SetUp *set_up, const char *hash, Arena *arena, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	bool is = false;
	const Staff admin = {.name = set_up->admin, .role = ROLE_ADMINISTRATOR, .active = true, .passphrase = hash};
	if (!is_new(desk, arena, &is, err))
		return false;
	if (!is)
		return fail(err, ERROR_REFUSED, "This desk is set up already: sign in.");
	return put_practice(desk, set_up, arena, err) &&
	       account_tell(desk, &admin, ACCOUNT_MADE, admin.name, NULL, err) &&
	       ledger.ops->put_staff(ledger.self, &admin, err) &&
	       setting_keep(desk, "practice", set_up->practice, admin.name, err) &&
	       accounts_seal(desk, admin.name, err) && ledger.ops->mark_all_due(ledger.self, err);
}

bool set_up_right(const SetUp *set_up, Error *err)
{
	const char *const names[] = {set_up->admin, set_up->practice, set_up->practice_name};
	if (!organisation_code_valid(set_up->practice))
		return fail(err, ERROR_INPUT, "That is not an ODS code: type the practice's, such as C82053.");
	return staff_name_acceptable(set_up->admin, err) &&
	       passphrase_fits(set_up->passphrase, names, countof(names), err);
}

bool desk_set_up(Desk *desk, const SetUp *set_up, Error *err)
{
	char hash[PASSPHRASE_HASH_MAX];
	if (desk->ports.kiosk)
		return fail(err, ERROR_REFUSED, "This is a kiosk: set the practice up at a desk.");
	if (!set_up_right(set_up, err) || !passphrase_hash(desk->ports.hash_cost, set_up->passphrase, hash, err))
		return false;

	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &desk->ports.ledger, err) &&
	       set_up_in_transaction(desk, set_up, hash, &arena, err) && transaction_commit(&transaction, err);
}

const Organisation *desk_practice(Desk *desk)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *practice = NULL;
	arena_clear(&desk->practice_arena);
	const char *code = desk_practice_code(desk, &desk->practice_arena);
	if (!code || !ledger.ops->organisation(ledger.self, code, &desk->practice_arena, &practice, NULL))
		return NULL;
	return practice;
}

const Organisation *desk_named_practice(Desk *desk, const char *code, Arena *arena)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *named = NULL;
	return ledger.ops->organisation(ledger.self, code, arena, &named, NULL) ? named : NULL;
}
