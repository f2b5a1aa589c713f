/* PIN and passphrase of who is signed in, and the lock that they open. */
#include <sodium.h>
#include <string.h>

#include "model/desk/account_change.h"
#include "model/desk/card.h"
#include "model/facts/seal.h"

enum { PASSPHRASE_WAS_MIN = 8 }; /* of an earlier program: those go on working */

/* --- PINs --- */

/* A PIN is short: what is hashed at length is made of it under desk.key, so that no copy of the database is enough
 * to try all there are. One of an earlier program is hashed as it was typed, until it is used. */
static const char pin_mark = 'k';

static void pin_keyed(const Desk *desk, const char *pin, char out[2 * SEAL_BYTES + 1])
{
	Seal seal = desk_keyed(desk, "sharedesk PIN", NULL, pin);
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
			   account_edit(desk, (AccountEdit){.pin_anew = hash, .anyhow = true}, NULL));
	(void)done;
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
	return account_edit(desk, (AccountEdit){.pin = hash}, err);
}

bool desk_read_account_again(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *now;
	if (!account_find_own(desk, &arena, &now, err) || !account_is_as_it_was(desk, now, err))
		return false;
	account_take(desk, now);
	return true;
}

/* Tried as at sign-in, counted and all; right, it is counted no more by what then changes the account, and what was is
 * said to its owner. */
bool desk_gives_passphrase(Desk *desk, const char *given, bool *ret_right, Error *err)
{
	Wrong before;
	if (!wrong_try(desk, desk->staff->name, &before, err))
		return false;
	*ret_right = passphrase_matches(desk->staff->passphrase, given);
	if (*ret_right && before.count > 0)
		desk->wrong = before;
	return *ret_right || wrong_was(desk, desk->staff->name, desk->staff, err);
}

/* Whoever comes to an open desk may not take the account over by it. A right one is no wrong one, though what was to
 * follow is held back. */
bool secrets_theirs(Desk *desk, const char *passphrase, Error *err)
{
	bool right = false;
	if (!desk_read_account_again(desk, err) || !desk_gives_passphrase(desk, passphrase, &right, err))
		return false;
	if (!right)
		return fail(err, ERROR_INPUT, "That is not the passphrase with which you sign in: type it again.");
	return !desk->hold.holds || account_edit(desk, (AccountEdit){.proves = true, .anyhow = true}, err);
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
	    !secrets_theirs(desk, passphrase, err) || (pin && !pin_hash(desk, pin, of_pin, err)) ||
	    (wanted && !passphrase_hash(desk->ports.hash_cost, wanted, hash, err)))
		return false;
	return account_edit(
		desk, (AccountEdit){.pin = pin ? of_pin : NULL, .passphrase = wanted ? hash : NULL, .proves = true},
		err);
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
	if (desk->step != STEP_NONE)
		return desk_may_act(desk, err);
	if (!desk_is_to_choose(desk, &must))
		return fail(err, ERROR_REFUSED, "Change your passphrase on the page My desk.");
	if (!desk_passphrase_right(desk, desk->staff->name, wanted, err))
		return false;
	if (passphrase_matches(desk->staff->passphrase, wanted))
		return fail(err, ERROR_REFUSED, "That is the passphrase you have: choose another.");
	return passphrase_hash(desk->ports.hash_cost, wanted, hash, err) &&
	       account_edit(desk, (AccountEdit){.passphrase = hash, .anyhow = true}, err);
}

void desk_lock(Desk *desk)
{
	desk->locked = desk->staff != NULL;
	desk->breaks += desk->locked;
	desk->weak = false;
	desk_card_forget(desk); /* what was proved before unlocks nothing */
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
	if (as_pin && !desk_pin_spent(desk) &&
	    !account_edit(desk, (AccountEdit){.add_failures = 1, .anyhow = true}, err))
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
	if (!desk_read_account_again(desk, err))
		return false;

	if (!desk_by_passphrase(desk))
		return fail(err, ERROR_REFUSED, "%s signs in by smartcard: put the card in and type its PIN.",
			    desk->staff->name);

	const bool as_pin = desk->card == 0 && desk->staff->pin && looks_like_pin(given);
	const bool by_pin = as_pin && !desk_pin_spent(desk) && pin_matches(desk, given);
	bool by_passphrase = false;
	if (!by_pin && strlen(given) >= PASSPHRASE_WAS_MIN && !desk_gives_passphrase(desk, given, &by_passphrase, err))
		return false;
	if (!by_pin && !by_passphrase)
		return refuse_unlock(desk, as_pin, err);
	if (by_passphrase && !account_edit(desk, (AccountEdit){.proves = true, .anyhow = true}, err))
		return false;
	desk->locked = false;
	desk->card = 0; /* it does not stand by a card any more */
	if (by_pin)
		pin_anew(desk, given);
	return true;
}
