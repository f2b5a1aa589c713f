/* How what somebody signs in with changes: read anew, changed, told and put back. Nothing outside the desk includes
 * this. */
#pragma once

#include "model/desk/inside.h"

/* What becomes of an account; NULL and 0: that stays, but tries at the PIN begin anew. */
typedef struct AccountEdit {
	const char *pin, *passphrase; /* hashes */
	const char *pin_anew;	      /* a new hash of the PIN that they have */
	int64_t add_failures;
	bool proves; /* they gave the passphrase, just now */
	bool enters; /* they are in */
	bool anyhow; /* it is no act: it is what trying a passphrase or a PIN leaves behind */
} AccountEdit;

/* The account as it is now, changed and put back; refused where it was closed, and where who signed in by a passphrase
 * that stands no longer would choose for its owner. */
bool account_edit(Desk *desk, AccountEdit edit, Error *err) must_check;

/* NULL: nobody has it. */
bool account_find(const Desk *desk, const char *name, Arena *arena, const Staff **ret_staff, Error *err) must_check;
/* False: since they signed in here a passphrase was given out, or chosen for one that was, or they signed out at all
 * desks. */
bool account_is_as_it_was(const Desk *desk, const Staff *now, Error *err) must_check;
/* A passphrase that was given out for once is good still. */
bool account_once_holds(const Desk *desk, const Staff *staff, Error *err) must_check;
