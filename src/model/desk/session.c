/* Who is signed in at this desk, and its lock. */
#include <sodium.h>
#include <string.h>

#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/facts/seal.h"
#include "model/ledger/transaction.h"

enum { PASSPHRASE_WAS_MIN = 8 }; /* of an earlier program: those go on working */

bool desk_passphrase_right(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger ledger = desk->ports.ledger;
	const Organisation *practice = NULL;
	const char *code = NULL;
	if (!ledger.ops->setting(ledger.self, "practice", &arena, &code, err) ||
	    (code && !ledger.ops->organisation(ledger.self, code, &arena, &practice, err)))
		return false;
	const char *const names[] = {name, code, practice ? practice->name : NULL};
	return passphrase_fits(passphrase, names, countof(names), err);
}

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

static bool set_anew(const char *name, Error *err)
{
	return fail(err, ERROR_REFUSED, "The passphrase of %s was set anew: sign in with it.", name);
}

/* One was given out, or chosen for one that was, since they signed in here: this desk was opened by neither. */
static bool is_set_anew(const Desk *desk, const Staff *now)
{
	return now->once_until.seconds != desk->staff->once_until.seconds;
}

/* What becomes of an account; NULL and 0: that stays, but tries at the PIN begin anew. */
typedef struct Change {
	const char *pin, *passphrase; /* hashes */
	const char *pin_anew;	      /* a new hash of the PIN that they have */
	int64_t add_failures;
	bool proves; /* they gave the passphrase, just now … */
	bool enters; /* … and signed in by it */
	bool anyhow; /* it is no act: it is what trying a passphrase or a PIN leaves behind */
} Change;

static Staff account_changed(Desk *desk, const Staff *now, const Change *change)
{
	Staff changed = *now;
	changed.pin = change->pin ? change->pin : change->pin_anew ? change->pin_anew : now->pin;
	changed.passphrase = change->passphrase ? change->passphrase : now->passphrase;
	changed.pin_failures = change->add_failures || change->pin_anew ? now->pin_failures + change->add_failures : 0;
	if (change->passphrase)
		changed.once_until = (Instant){0};
	if (change->enters)
		changed.signed_in = desk_now(desk);
	return changed;
}

static bool put_account(Desk *desk, const Staff *changed, const Change *change, Error *err)
{
	return (!change->passphrase || account_tell(desk, changed, ACCOUNT_PASSPHRASE, NULL, NULL, err)) &&
	       (!change->pin || account_tell(desk, changed, ACCOUNT_PIN, NULL, NULL, err)) &&
	       (!change->proves || wrong_ends(desk, changed->name, err)) &&
	       desk->ports.ledger.ops->put_staff(desk->ports.ledger.self, changed, err);
}

/* Who signed in by a passphrase that stands no longer chooses nothing in its owner's name. */
static bool may_choose(const Desk *desk, const Staff *now, const Change *change, Error *err)
{
	return (!change->passphrase && !change->pin) || text_is(now->passphrase, desk->staff->passphrase) ||
	       set_anew(now->name, err);
}

/* The account as it is now, changed and put back. */
static bool change_account(Desk *desk, Change change, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {.anyhow = change.anyhow};
	const Staff *now = NULL;
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) ||
	    !find_staff(desk, desk->staff->name, &arena, &now, err))
		return false;
	if (!now || !now->active)
		return fail(err, ERROR_REFUSED, "The account %s was closed: ask an administrator.", desk->staff->name);
	if (!may_choose(desk, now, &change, err))
		return false;
	const Staff changed = account_changed(desk, now, &change);
	if (!put_account(desk, &changed, &change, err) || !transaction_commit(&transaction, err))
		return false;
	desk->staff->pin = arena_text(&desk->session, changed.pin);
	desk->staff->passphrase = arena_text(&desk->session, changed.passphrase);
	desk->staff->pin_failures = changed.pin_failures;
	desk->staff->once_until = changed.once_until;
	desk->weak = desk->weak && !change.passphrase;
	return true;
}

/* --- PINs --- */

/* A PIN is short: what is hashed at length is made of it under desk.key, so that no copy of the database is enough
 * to try all there are. One of an earlier program is hashed as it was typed, until it is used. */
static const char pin_mark = 'k';

static void pin_keyed(const Desk *desk, const char *pin, char out[2 * SEAL_BYTES + 1])
{
	static const unsigned char what[] = "sharedesk PIN";
	crypto_generichash_state state;
	Seal seal;
	crypto_generichash_init(&state, desk->ports.key, DESK_KEY_BYTES, sizeof seal.bytes);
	crypto_generichash_update(&state, what, sizeof what);
	crypto_generichash_update(&state, (const unsigned char *)pin, strlen(pin));
	crypto_generichash_final(&state, seal.bytes, sizeof seal.bytes);
	seal_print(&seal, out);
	sodium_memzero(&seal, sizeof seal);
}

static bool pin_hash(Desk *desk, const char *pin, char ret_hash[PASSPHRASE_HASH_MAX], Error *err)
{
	char keyed[2 * SEAL_BYTES + 1], hash[PASSPHRASE_HASH_MAX];
	pin_keyed(desk, pin, keyed);
	const bool done = passphrase_hash(desk->ports.hash_cost, keyed, hash, err);
	sodium_memzero(keyed, sizeof keyed);
	if (done)
		text_print(ret_hash, PASSPHRASE_HASH_MAX, "%c%s", pin_mark, hash);
	return done;
}

static bool pin_matches(const Desk *desk, const char *given)
{
	const char *hash = desk->staff->pin;
	char keyed[2 * SEAL_BYTES + 1];
	if (hash[0] != pin_mark)
		return passphrase_matches(hash, given);
	pin_keyed(desk, given, keyed);
	const bool matches = passphrase_matches(hash + 1, keyed);
	sodium_memzero(keyed, sizeof keyed);
	return matches;
}

/* One that cannot be hashed anew now is at its next use. */
static void pin_anew(Desk *desk, const char *pin)
{
	char hash[PASSPHRASE_HASH_MAX];
	const bool done = desk->staff->pin[0] == pin_mark ||
			  (pin_hash(desk, pin, hash, NULL) &&
			   change_account(desk, (Change){.pin_anew = hash, .anyhow = true}, NULL));
	(void)done;
}

/* --- Signing in --- */

bool desk_is_kiosk(const Desk *desk)
{
	return desk->ports.kiosk;
}

static bool is_for_people(const Desk *desk, Error *err)
{
	return !desk->ports.kiosk || fail(err, ERROR_REFUSED, "This is a kiosk: sign in at a desk.");
}

static bool is_good_still(const Desk *desk, const Staff *staff, Error *err)
{
	return staff->once_until.seconds == 0 || instant_before(desk_now(desk), staff->once_until) ||
	       fail(err, ERROR_REFUSED,
		    "That passphrase was given out for once, and its time is over: ask an administrator for another.");
}

/* An unknown name takes as long as a known one. */
static bool opens(const Desk *desk, const Staff *staff, const char *passphrase)
{
	char nobody[PASSPHRASE_HASH_MAX];
	passphrase_of_nobody(desk->ports.hash_cost, nobody);
	return passphrase_matches(staff ? staff->passphrase : nobody, passphrase) && staff && staff->active;
}

bool desk_sign_in(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *staff = NULL;
	Wrong before;
	name = text_or(name, ""), passphrase = text_or(passphrase, "");
	if (!is_for_people(desk, err) || !wrong_try(desk, name, &before, err) ||
	    !find_staff(desk, name, &arena, &staff, err))
		return false;
	if (!opens(desk, staff, passphrase))
		return wrong_was(desk, name, staff, err) &&
		       fail(err, ERROR_REFUSED,
			    "That name and that passphrase do not belong together: check both and "
			    "try again.");
	if (!is_good_still(desk, staff, err))
		return false;
	desk_session_begin(desk, staff);
	if (!change_account(desk, (Change){.proves = true, .enters = true, .anyhow = true}, err)) {
		desk_sign_out(desk);
		return false;
	}
	desk->wrong = before;
	desk->weak = !desk->ports.demo && !desk_passphrase_right(desk, staff->name, passphrase, NULL);
	return true;
}

const Wrong *desk_wrong(const Desk *desk)
{
	return desk->staff && desk->wrong.count > 0 ? &desk->wrong : NULL;
}

void desk_wrong_said(Desk *desk)
{
	desk->wrong = (Wrong){0};
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
	desk->locked = desk->weak = false;
	desk->wrong = (Wrong){0};
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
	if (desk->staff->once_until.seconds != 0)
		return fail(err, ERROR_REFUSED,
			    "Choose a passphrase of your own first: the one you have was given out for once.");
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
	return !is_set_anew(desk, staff) || set_anew(staff->name, err);
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
	if (!desk_may_act(desk, err) || !pin_acceptable(pin, err) || !pin_hash(desk, pin, hash, err))
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
	if (is_set_anew(desk, now))
		return set_anew(now->name, err);
	desk->staff->passphrase = arena_text(&desk->session, now->passphrase);
	desk->staff->pin = arena_text(&desk->session, now->pin);
	desk->staff->pin_failures = now->pin_failures;
	return true;
}

/* Tried as at sign-in, counted and all; right, it is counted no more by what then changes the account, and what was is
 * said to its owner. */
static bool gives_passphrase(Desk *desk, const char *given, bool *ret_right, Error *err)
{
	Wrong before;
	if (!wrong_try(desk, desk->staff->name, &before, err))
		return false;
	*ret_right = passphrase_matches(desk->staff->passphrase, given);
	if (*ret_right && before.count > 0)
		desk->wrong = before;
	return *ret_right || wrong_was(desk, desk->staff->name, desk->staff, err);
}

/* Whoever comes to an open desk may not take the account over by it. */
static bool is_theirs(Desk *desk, const char *passphrase, Error *err)
{
	bool right = false;
	return read_account_again(desk, err) && gives_passphrase(desk, passphrase, &right, err) &&
	       (right || fail(err, ERROR_INPUT, "That is not the passphrase with which you sign in: type it again."));
}

static bool are_taken(Desk *desk, const char *passphrase, const char *pin, const char *wanted, Error *err)
{
	if ((pin && !pin_acceptable(pin, err)) ||
	    (wanted && !desk_passphrase_right(desk, desk->staff->name, wanted, err)))
		return false;
	return !wanted || !text_is(passphrase, wanted) ||
	       fail(err, ERROR_REFUSED, "That is the passphrase you have: choose another.");
}

bool desk_change_secrets(Desk *desk, const char *passphrase, const char *pin, const char *wanted, Error *err)
{
	char of_pin[PASSPHRASE_HASH_MAX], hash[PASSPHRASE_HASH_MAX];
	passphrase = text_or(passphrase, "");
	if (!desk_may_act(desk, err) || !are_taken(desk, passphrase, pin, wanted, err) ||
	    !is_theirs(desk, passphrase, err) || (pin && !pin_hash(desk, pin, of_pin, err)) ||
	    (wanted && !passphrase_hash(desk->ports.hash_cost, wanted, hash, err)))
		return false;
	return change_account(
		desk, (Change){.pin = pin ? of_pin : NULL, .passphrase = wanted ? hash : NULL, .proves = true}, err);
}

bool desk_is_to_choose(const Desk *desk, bool *ret_must)
{
	*ret_must = desk->staff && desk->staff->once_until.seconds != 0;
	return desk->staff && !desk->locked && (*ret_must || desk->weak);
}

bool desk_choose_passphrase(Desk *desk, const char *wanted, Error *err)
{
	char hash[PASSPHRASE_HASH_MAX];
	bool must;
	if (!desk_is_to_choose(desk, &must))
		return fail(err, ERROR_REFUSED, "Change your passphrase on the page My desk.");
	if (!desk_passphrase_right(desk, desk->staff->name, wanted, err))
		return false;
	if (passphrase_matches(desk->staff->passphrase, wanted))
		return fail(err, ERROR_REFUSED, "That is the passphrase you have: choose another.");
	return passphrase_hash(desk->ports.hash_cost, wanted, hash, err) &&
	       change_account(desk, (Change){.passphrase = hash, .anyhow = true}, err);
}

void desk_lock(Desk *desk)
{
	desk->locked = desk->staff != NULL;
	desk->breaks += desk->locked;
	desk->weak = false;
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
	if (as_pin && !desk_pin_spent(desk) && !change_account(desk, (Change){.add_failures = 1, .anyhow = true}, err))
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

	const bool as_pin = desk->staff->pin && looks_like_pin(given);
	const bool by_pin = as_pin && !desk_pin_spent(desk) && pin_matches(desk, given);
	bool by_passphrase = false;
	if (!by_pin && strlen(given) >= PASSPHRASE_WAS_MIN && !gives_passphrase(desk, given, &by_passphrase, err))
		return false;
	if (!by_pin && !by_passphrase)
		return refuse_unlock(desk, as_pin, err);
	if (by_passphrase && !change_account(desk, (Change){.proves = true, .anyhow = true}, err))
		return false;
	desk->locked = false;
	if (by_pin)
		pin_anew(desk, given);
	return true;
}
