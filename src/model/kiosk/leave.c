/* The way out of a kiosk: the passphrase of somebody who works here. */
#include "base/text.h"
#include "model/desk/presence.h"
#include "model/kiosk/kiosk.h"

typedef struct Leaving {
	bool ends; /* the kiosk is closed; else it goes on */
} Leaving;

/* As long for a name that nobody has, or has no more, as for one that somebody has. */
static bool matches(const Staff *staff, HashCost cost, const char *passphrase)
{
	char nobody[PASSPHRASE_HASH_MAX];
	const bool works = staff && staff->active && !staff->altered && staff->once_until.seconds == 0 &&
			   role_is_staff((Role)staff->role) && staff->passphrase;
	passphrase_of_nobody(cost, nobody);
	return passphrase_matches(works ? staff->passphrase : nobody, passphrase) && works;
}

bool door_opens(const Ledger *ledger, HashCost cost, const char *name, const char *passphrase, bool *ret_opens,
		Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Staff *named = NULL;
	StaffList all = {0};
	if (name ? !ledger->ops->staff(ledger->self, name, &arena, &named, err)
		 : !ledger->ops->staff_all(ledger->self, &arena, &all, err))
		return false;
	bool opens = name && matches(named, cost, passphrase);
	for (size_t i = 0; i < all.count && !opens; i++)
		opens = matches(&all.items[i], cost, passphrase);
	*ret_opens = opens;
	return true;
}

static bool is_of_staff(Desk *desk, const char *name, const char *passphrase, bool *ret_is, Error *err)
{
	const DoorPort *door = &desk->ports.door;
	return door->opens ? door->opens(door->self, name, passphrase, ret_is, err)
			   : door_opens(&desk->ports.ledger, desk->ports.hash_cost, name, passphrase, ret_is, err);
}

static bool wrong(Desk *desk, Presence *presence, const void *context)
{
	presence->passphrase_at = desk_now(desk);
	if (++presence->wrong_passphrases >= KIOSK_PASSPHRASE_TRIES)
		presence_call(presence, desk_now(desk));
	return true;
}

static bool right(Desk *desk, Presence *presence, const void *context)
{
	const Leaving *leaving = context;
	presence_attended(presence);
	if (leaving->ends) {
		presence_clear(presence, desk_now(desk));
		presence->state = KIOSK_CLOSED;
	}
	return true;
}

/* After five wrong ones in a row, one a minute: also over a restart, for it is kept. */
static bool may_try(Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Presence presence;
	if (!presence_read(desk, desk->kiosk, &arena, &presence, err))
		return false;
	if (presence.wrong_passphrases < KIOSK_PASSPHRASE_TRIES)
		return true; /* also where nobody tried yet and `passphrase_at` is no moment */
	int64_t since = desk_now(desk).seconds - presence.passphrase_at.seconds;
	if (since < 0 || since >= KIOSK_PASSPHRASE_WAIT)
		return true;
	return fail(err, ERROR_REFUSED, "Too many wrong passphrases: wait a minute, then try again.");
}

static bool pass(Desk *desk, const char *name, const char *passphrase, const Leaving *leaving, Error *err)
{
	bool is = false;
	if (!desk->kiosk[0])
		return fail(err, ERROR_REFUSED, "This kiosk is not signed in: start it again.");
	if (!may_try(desk, err) || !is_of_staff(desk, name, text_or(passphrase, ""), &is, err))
		return false;
	if (is)
		return presence_change(desk, desk->kiosk, right, leaving, err);
	if (!presence_change(desk, desk->kiosk, wrong, NULL, err))
		return false;
	return fail(err, ERROR_REFUSED, "That is not the passphrase of anybody who works here: try again.");
}

bool desk_kiosk_leave(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	if (!pass(desk, name, passphrase, &(Leaving){.ends = true}, err))
		return false;
	desk_sign_out(desk);
	return true;
}

bool desk_kiosk_unlock(Desk *desk, const char *name, const char *passphrase, Error *err)
{
	return pass(desk, name, passphrase, &(Leaving){.ends = false}, err);
}
