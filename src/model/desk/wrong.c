/* Wrong passphrases, counted in the database: for all desks and the command line. */
#include <inttypes.h>

#include "base/utf8.h"
#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

static int64_t wait_after(int64_t count)
{
	int64_t wait = WRONG_WAIT;
	for (int64_t i = WRONG_FREE; i < count && wait < WRONG_WAIT_MAX; i++)
		wait *= 2;
	return count < WRONG_FREE ? 0 : wait < WRONG_WAIT_MAX ? wait : WRONG_WAIT_MAX;
}

static bool refuse(int64_t seconds, Error *err)
{
	const int64_t minutes = (seconds + 59) / 60;
	if (seconds < 60)
		return fail(err, ERROR_REFUSED,
			    "Too many wrong passphrases for that name: wait %" PRId64 " second%s, then try again.",
			    seconds, seconds == 1 ? "" : "s");
	return fail(err, ERROR_REFUSED,
		    "Too many wrong passphrases for that name: wait %" PRId64 " minute%s, then try again.", minutes,
		    minutes == 1 ? "" : "s");
}

static bool put(Desk *desk, const char *folded, const Wrong *wrong, Error *err)
{
	return desk->ports.ledger.ops->put_wrong(desk->ports.ledger.self, folded, wrong, err);
}

/* A clock that was ahead when the last was counted, and was put right, lets nobody wait for longer than once more. */
bool wrong_try(Desk *desk, const char *name, Wrong *ret_before, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	const Ledger *ledger = &desk->ports.ledger;
	const char *folded = utf8_fold(&arena, name);
	const Instant now = desk_now(desk);
	Wrong wrong;
	if (!transaction_begin(&transaction, ledger, err) || !ledger->ops->wrong(ledger->self, folded, &wrong, err))
		return false;
	*ret_before = wrong;
	const bool ahead = instant_before(now, wrong.last);
	const int64_t left = wait_after(wrong.count) - (ahead ? 0 : now.seconds - wrong.last.seconds);
	const bool waits = wrong.count > 0 && left > 0;
	if (waits && !ahead)
		return refuse(left, err);
	if (!waits)
		wrong = (Wrong){wrong.count + 1, wrong.count ? wrong.since : now, now};
	wrong.last = now;
	return put(desk, folded, &wrong, err) && transaction_commit(&transaction, err) && (!waits || refuse(left, err));
}

/* 5, 10, 20, …: a fact for each wrong one would let anybody fill the ledger. */
static bool is_told(int64_t count)
{
	while (count > WRONG_FREE && count % 2 == 0)
		count /= 2;
	return count == WRONG_FREE;
}

bool wrong_was(Desk *desk, const char *name, const Staff *staff, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	const Ledger *ledger = &desk->ports.ledger;
	const char *folded = utf8_fold(&arena, name);
	Wrong wrong;
	if (!ledger->ops->wrong(ledger->self, folded, &wrong, err))
		return false;
	if (!is_told(wrong.count))
		return true;
	return transaction_begin(&transaction, ledger, err) && put(desk, folded, &wrong, err) &&
	       (!staff ||
		account_tell(desk, staff, ACCOUNT_GUESSED, NULL, arena_print(&arena, "%" PRId64, wrong.count), err)) &&
	       transaction_commit(&transaction, err);
}

bool wrong_ends(Desk *desk, const char *name, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return put(desk, utf8_fold(&arena, name), &(Wrong){0}, err);
}
