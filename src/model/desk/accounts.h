/* Accounts and settings as facts: who did what to which, told in the transaction that changes the tables beside
 * the ledger, and never a hash. Only what was told here counts: the accounts of a ledger that came by a file stand
 * in it as lines of the file, and make nobody an account. */
#pragma once

#include "model/desk/desk.h"

/* Tells what became of an account, as it stands from then on; by who is signed in, else by `by` (NULL: nobody is
 * named). Inside a transaction, as is the next. */
bool account_tell(Desk *desk, const Staff *account, AccountChange change, const char *by, const char *note,
		  Error *err) must_check;
/* Puts a setting and tells it, unless it is so already; `value` NULL: what the program has by itself. */
bool setting_keep(Desk *desk, const char *name, const char *value, const char *by, Error *err) must_check;

/* An account as the ledger tells of it. */
typedef struct AccountTold {
	const char *name;
	Role role;
	bool open;
	bool codes;	  /* of an authenticator app */
	const char *card; /* which; NULL: none */
	bool passphrase; /* was set, and looked at, since accounts are facts; one that stood before may be of those that
			  * are guessed first */
} AccountTold;

/* Whether this desk was ever set up: an account was told here. */
bool desk_was_set_up(Desk *desk, Arena *arena, bool *ret_was, Error *err) must_check;
/* NULL where the ledger tells of none of this name. */
bool account_told(Desk *desk, const char *name, Arena *arena, const AccountTold **ret_told, Error *err) must_check;

/* Refused where the ledger tells of this account, and otherwise than it stands: role, standing, codes or card. */
bool account_is_as_told(Desk *desk, const Staff *staff, Error *err) must_check;
/* The last line that tells of a setting, whatever became of its row; NULL: none does. */
bool setting_told(const Desk *desk, const char *name, Arena *arena, const Fact **ret_fact, Error *err) must_check;

/* An account loses its codes of an authenticator app, or these and its card, and that is told where there are
 * some, by the ledger or the card's row; it is put by the caller, in the same transaction. */
bool account_lose_codes(Desk *desk, Staff *account, Error *err) must_check;
bool account_lose_all(Desk *desk, Staff *account, Error *err) must_check;

/* Facts name people by the name of their account: one that looks like another's is refused, also where that account was
 * closed, or was taken out of the table and stands in the ledger alone. Inside a transaction. */
bool account_name_is_new(Desk *desk, const char *name, Error *err) must_check;

/* A passphrase for one sign-in, after which its owner chooses their own: sixteen characters that are not taken for
 * others, in fours (79 bits). */
enum { ONCE_MAX = 20, ONCE_SECONDS = 24 * 60 * 60 };
/* Gives this account one, in a transaction of the caller's; its PIN is gone, and what was counted of it. */
bool account_give_once(Desk *desk, const Staff *account, AccountChange change, char ret_once[ONCE_MAX],
		       Error *err) must_check;

/* On the machine itself, nobody signed in: whoever can read desk.key lets an administrator in again, also where
 * the account was changed or taken out, as the ledger tells of it. Said at every desk for a week
 * (desk_let_in_lately). `new_key`: desk.key was lost and this is another; what stands is sealed anew and told as found,
 * each account with the role that the ledger tells, closed where it tells of none; nobody has PIN, codes or card. */
bool desk_let_in(Desk *desk, const char *name, bool new_key, char ret_once[ONCE_MAX], Error *err) must_check;
/* "Let in on the machine itself: Sam Reed, 28-Nov"; NULL: nobody was this week. */
const char *desk_let_in_lately(Desk *desk, Arena *arena);
/* All accounts, by name; `altered` also where the ledger tells otherwise of one. */
bool desk_accounts(Desk *desk, Arena *arena, StaffList *ret_staff, Error *err) must_check;

enum { DESK_KEY_NOTE = 33 };
/* What is noted of a desk.key in the setting DESK_KEY_SETTING: nobody learns the key by it. */
void desk_key_note(const unsigned char key[DESK_KEY_BYTES], char out[DESK_KEY_NOTE]);

/* Tells each setting that stands and was not told, seals what an earlier program wrote, and notes the key. Inside a
 * transaction, in which the accounts are put too. */
bool accounts_seal(Desk *desk, const char *by, Error *err) must_check;
/* Before a desk is opened for the first time since accounts are facts: tells what stands, seals it and notes the
 * key. A database without staff, and one where that was done, is passed over. Refused where the note of the key
 * was taken out since. */
bool desk_begin_accounts(Desk *desk, Error *err) must_check;
/* Each difference between the ledger and what stands beside it, one sentence each; none where the ledger tells of
 * no account. */
bool desk_compare_accounts(Desk *desk, Arena *arena, TextList *ret_differences, Error *err) must_check;
