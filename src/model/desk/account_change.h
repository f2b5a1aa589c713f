/* How what somebody signs in with changes: read anew, changed, told and put back. Nothing outside the desk includes
 * this. */
#pragma once

#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

/* A change of the account of who is signed in:
 *
 *	scoped(own_end) OwnAccount own = {0};
 *	if (!own_begin(desk, &own, err))
 *		return false;
 *	own.changed.… = …;
 *	return account_tell(…) && own_commit(desk, &own, err); */
typedef struct OwnAccount {
	Transaction transaction; /* `anyhow` may be set */
	bool proves;		 /* they gave passphrase or code, just now: what was wrong before is over */
	Proof proof;		 /* by which they go on signing in, and enter where nothing else is asked; or 0 */
	const Staff *now;	 /* as it is … */
	Staff changed;		 /* … and as it is put */
	Arena arena;
} OwnAccount;

/* Refused where the account was closed, or its passphrase, codes or card are not those with which they came. */
bool own_begin(Desk *desk, OwnAccount *own, Error *err) must_check;
bool own_commit(Desk *desk, OwnAccount *own, Error *err) must_check; /* on failure all is as before, here too */
void own_end(OwnAccount *own);

/* What becomes of an account; NULL and 0: that stays, but tries at the PIN begin anew. */
typedef struct AccountEdit {
	const char *pin, *passphrase; /* hashes */
	const char *pin_anew;	      /* a new hash of the PIN that they have */
	int64_t add_failures;
	bool proves; /* as of OwnAccount, as is the next */
	Proof proof;
	bool anyhow; /* it is no act: it is what trying a passphrase or a PIN leaves behind */
} AccountEdit;

/* All of it in one. */
bool account_edit(Desk *desk, AccountEdit edit, Error *err) must_check;

/* NULL: nobody has it. */
bool account_find(const Desk *desk, const char *name, Arena *arena, const Staff **ret_staff, Error *err) must_check;
/* That of who is signed in; refused where it was closed. */
bool account_find_own(const Desk *desk, Arena *arena, const Staff **ret_now, Error *err) must_check;
/* False: since they signed in here a passphrase was given out, or chosen for one that was, or they signed out at all
 * desks. */
bool account_is_as_it_was(const Desk *desk, const Staff *now, Error *err) must_check;
/* What they sign in with is that from now on. */
void account_take(Desk *desk, const Staff *now);
/* A passphrase that was given out for once is good still. */
bool account_once_holds(const Desk *desk, const Staff *staff, Error *err) must_check;
