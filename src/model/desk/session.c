/* Who is signed in at this desk, and its lock. */
#include <string.h>

#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

void desk_session_begin(Desk *desk, const Staff *staff)
{
	desk_sign_out(desk);
	desk->staff = arena_alloc(&desk->session, sizeof *desk->staff);
	*desk->staff = *staff;
	desk->staff->name = arena_text(&desk->session, staff->name);
	desk->staff->passphrase = arena_text(&desk->session, staff->passphrase);
	desk->staff->pin = arena_text(&desk->session, staff->pin);
}

static bool find_staff(const Desk *desk, const char *name, Arena *arena, const Staff **ret_staff, Error *err)
{
	return desk->ports.ledger.ops->staff(desk->ports.ledger.self, name, arena, ret_staff, err);
}

/* What becomes of an account; NULL and 0: that stays, but tries at the PIN begin anew. */
typedef struct Change {
	const char *pin, *passphrase; /* hashes */
	int64_t add_failures;
} Change;

/* The account as it is now, changed and put back. */
static bool change_account(Desk *desk, Change change, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	const Staff *now = NULL;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) ||
	    !find_staff(desk, desk->staff->name, &arena, &now, err))
		return false;
	if (!now || !now->active)
		return fail(err, ERROR_REFUSED, "The account %s was closed: ask an administrator.", desk->staff->name);
	Staff changed = *now;
	changed.pin = change.pin ? change.pin : now->pin;
	changed.passphrase = change.passphrase ? change.passphrase : now->passphrase;
	changed.pin_failures = change.add_failures ? now->pin_failures + change.add_failures : 0;
	if ((change.passphrase && !account_tell(desk, &changed, ACCOUNT_PASSPHRASE, NULL, NULL, err)) ||
	    (change.pin && !account_tell(desk, &changed, ACCOUNT_PIN, NULL, NULL, err)) ||
	    !desk->ports.ledger.ops->put_staff(desk->ports.ledger.self, &changed, err) ||
	    !transaction_commit(&transaction, err))
		return false;
	desk->staff->pin = arena_text(&desk->session, changed.pin);
	desk->staff->passphrase = arena_text(&desk->session, changed.passphrase);
	desk->staff->pin_failures = changed.pin_failures;
	return true;
}

bool desk_is_kiosk(const Desk *desk)
{
	return desk->ports.kiosk;
}

static bool is_for_people(const Desk *desk, Error *err)
{
	return !desk->ports.kiosk || fail(err, ERROR_REFUSED, "This is a kiosk: sign in at a desk.");
}

bool desk_sign_in(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *staff = NULL;
	char nobody[PASSPHRASE_HASH_MAX]; /* so that an unknown name takes as long as a known one */
	if (!is_for_people(desk, err) || !find_staff(desk, text_or(name, ""), &arena, &staff, err))
		return false;
	passphrase_of_nobody(desk->ports.hash_cost, nobody);
	bool matches = passphrase_matches(staff ? staff->passphrase : nobody, text_or(passphrase, ""));
	if (!staff || !staff->active || !matches)
		return fail(err, ERROR_REFUSED,
			    "That name and that passphrase do not belong together: check both and "
			    "try again.");
	desk_session_begin(desk, staff);
	if (staff->pin_failures > 0 && !change_account(desk, (Change){0}, err)) {
		desk_sign_out(desk);
		return false;
	}
	return true;
}

bool desk_sign_in_demo(Desk *desk, Role role, Error *err)
{
	if (!is_for_people(desk, err))
		return false;
	if (!desk->ports.demo)
		return fail(err, ERROR_REFUSED,
			    "Roles are switched in the demo only: sign in with a name and a passphrase.");
	scoped(arena_free) Arena arena = {0};
	StaffList staff;
	if (!desk->ports.ledger.ops->staff_all(desk->ports.ledger.self, &arena, &staff, err))
		return false;
	for (size_t i = 0; i < staff.count; i++) {
		if (staff.items[i].role != role || !staff.items[i].active)
			continue;
		desk_session_begin(desk, &staff.items[i]);
		return true;
	}
	return fail(err, ERROR_MISSING, "The demo has nobody who is %s: choose another role.",
		    words_text(&role_words, role));
}

void desk_sign_out(Desk *desk)
{
	desk->recent = (Recent){0};
	desk->staff = NULL;
	desk->shown = NULL;
	desk->kiosk[0] = desk->visit[0] = '\0';
	desk->locked = false;
	arena_clear(&desk->session);
}

const Staff *desk_staff(const Desk *desk)
{
	return desk->staff;
}

bool desk_may_act(const Desk *desk, Error *err)
{
	if (!desk->staff)
		return fail(err, ERROR_REFUSED, "Nobody is signed in: sign in first.");
	if (desk->locked)
		return fail(err, ERROR_REFUSED, "The desk is locked: unlock it first.");
	return true;
}

bool desk_may(const Desk *desk, Act act)
{
	return desk_may_act(desk, NULL) && role_may(desk->staff->role, act);
}

bool desk_allows(const Desk *desk, Act act, Error *err)
{
	return desk_may_act(desk, err) && role_allows(desk->staff->role, act, err);
}

/* The refusal names the first: what most people here would be doing. */
bool desk_allows_any(const Desk *desk, const Act *acts, size_t count, Error *err)
{
	for (size_t i = 1; i < count; i++)
		if (desk_may(desk, acts[i]))
			return true;
	return desk_allows(desk, acts[0], err);
}

Act desk_answering_right(const Desk *desk)
{
	return desk->staff && desk->staff->role == ROLE_KIOSK ? ACT_ANSWER_ALONE : ACT_ASK;
}

bool desk_may_answer(const Desk *desk, How how, Who who, Error *err)
{
	Act right = desk_answering_right(desk);
	if (!desk_allows(desk, right, err))
		return false;
	return right == ACT_ASK || (how == HOW_KIOSK && who == WHO_PATIENT) ||
	       fail(err, ERROR_REFUSED, "At the kiosk only patients themselves answer: speak to a member of staff.");
}

bool desk_still_allowed(Desk *desk, Arena *arena, Error *err)
{
	const Staff *staff = NULL;
	if (!role_is_staff(desk->staff->role))
		return true;
	if (!desk->ports.ledger.ops->staff(desk->ports.ledger.self, desk->staff->name, arena, &staff, err))
		return false;
	if (!staff || !staff->active)
		return fail(err, ERROR_REFUSED, "The account %s was closed: ask an administrator.", desk->staff->name);
	if (staff->role != desk->staff->role)
		return fail(err, ERROR_REFUSED, "The role of %s was changed: sign out and in again.",
			    desk->staff->name);
	return true;
}

bool desk_account_stands(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Error why = {0};
	if (!desk->staff || desk_still_allowed(desk, &arena, &why) || why.kind != ERROR_REFUSED)
		return true;
	return fail(err, ERROR_REFUSED, "%s", why.text);
}

void desk_sign_in_timer(Desk *desk)
{
	desk_session_begin(desk, &(Staff){.name = "timer", .role = ROLE_TIMER, .active = true});
}

bool desk_has_pin(const Desk *desk)
{
	return desk->staff && desk->staff->pin;
}

bool desk_set_pin(Desk *desk, const char *pin, Error *err)
{
	char hash[PASSPHRASE_HASH_MAX];
	if (!desk_may_act(desk, err) || !pin_acceptable(pin, err) ||
	    !passphrase_hash(desk->ports.hash_cost, pin, hash, err))
		return false;
	return change_account(desk, (Change){.pin = hash}, err);
}

/* The account may have been closed, and tries may have been used up at another desk, since this one was locked. */
static bool read_account_again(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *now = NULL;
	if (!find_staff(desk, desk->staff->name, &arena, &now, err))
		return false;
	if (!now || !now->active)
		return fail(err, ERROR_REFUSED, "The account %s was closed: ask an administrator.", desk->staff->name);
	desk->staff->passphrase = arena_text(&desk->session, now->passphrase);
	desk->staff->pin = arena_text(&desk->session, now->pin);
	desk->staff->pin_failures = now->pin_failures;
	return true;
}

/* Whoever comes to an open desk may not take the account over by it. */
static bool is_theirs(Desk *desk, const char *passphrase, Error *err)
{
	return desk_may_act(desk, err) && read_account_again(desk, err) &&
	       (passphrase_matches(desk->staff->passphrase, text_or(passphrase, "")) ||
		fail(err, ERROR_INPUT, "That is not the passphrase with which you sign in: type it again."));
}

bool desk_change_secrets(Desk *desk, const char *passphrase, const char *pin, const char *wanted, Error *err)
{
	const HashCost cost = desk->ports.hash_cost;
	char pin_hash[PASSPHRASE_HASH_MAX], hash[PASSPHRASE_HASH_MAX];
	if (!is_theirs(desk, passphrase, err) || (pin && !pin_acceptable(pin, err)) ||
	    (wanted && !passphrase_acceptable(wanted, err)))
		return false;
	if (wanted && text_is(passphrase, wanted))
		return fail(err, ERROR_REFUSED, "That is the passphrase you have: choose another.");
	if ((pin && !passphrase_hash(cost, pin, pin_hash, err)) ||
	    (wanted && !passphrase_hash(cost, wanted, hash, err)))
		return false;
	return change_account(desk, (Change){pin ? pin_hash : NULL, wanted ? hash : NULL, 0}, err);
}

void desk_lock(Desk *desk)
{
	desk->locked = desk->staff != NULL;
	desk->breaks += desk->locked;
}

unsigned desk_breaks(const Desk *desk)
{
	return desk->breaks;
}

bool desk_locked(const Desk *desk)
{
	return desk->locked;
}

bool desk_pin_spent(const Desk *desk)
{
	return desk->staff && desk->staff->pin_failures >= PIN_TRIES;
}

static bool looks_like_pin(const char *given)
{
	size_t length = strlen(given);
	return length >= PIN_MIN && length <= PIN_MAX && text_all_digits(given);
}

/* A wrong PIN is counted before anything is said of it. */
static bool refuse_unlock(Desk *desk, bool as_pin, Error *err)
{
	if (as_pin && !desk_pin_spent(desk) && !change_account(desk, (Change){.add_failures = 1}, err))
		return false;
	if (desk_pin_spent(desk))
		return fail(err, ERROR_REFUSED, "%d wrong PINs: unlock with the passphrase.", PIN_TRIES);

	int left = PIN_TRIES - (int)desk->staff->pin_failures;
	if (as_pin)
		return fail(err, ERROR_REFUSED, "That is not the PIN: %d more %s, then only the passphrase unlocks.",
			    left, left == 1 ? "try" : "tries");
	return fail(err, ERROR_REFUSED, "That is not the passphrase of %s: try again.", desk->staff->name);
}

bool desk_unlock(Desk *desk, const char *pin_or_passphrase, Error *err)
{
	const char *given = text_or(pin_or_passphrase, "");
	if (!desk->staff)
		return fail(err, ERROR_REFUSED, "Nobody is signed in: sign in first.");
	if (!desk->locked)
		return true;
	if (!read_account_again(desk, err))
		return false;

	bool as_pin = desk->staff->pin && looks_like_pin(given);
	bool by_pin = as_pin && !desk_pin_spent(desk) && passphrase_matches(desk->staff->pin, given);
	bool by_passphrase =
		!by_pin && strlen(given) >= PASSPHRASE_MIN && passphrase_matches(desk->staff->passphrase, given);
	if (!by_pin && !by_passphrase)
		return refuse_unlock(desk, as_pin, err);
	if (by_passphrase && desk->staff->pin_failures > 0 && !change_account(desk, (Change){0}, err))
		return false;
	desk->locked = false;
	return true;
}
