/* Recovery codes: ten letters that are not taken for others (45 bits), each good once in place of a code of the app.
 * The row keeps hashes under a key of desk.key. Nothing outside the desk includes this. */
#pragma once

#include "model/desk/inside.h"
#include "model/desk/second.h"

/* New ones, and what the row keeps of them. */
bool recovery_make(Desk *desk, const char *name, RecoveryCodes *ret_codes, Arena *arena, const char **ret_kept,
		   Error *err) must_check;
/* As it was written down: letters of any case, with whatever stands between. False: that is no recovery code. */
bool recovery_read(const char *typed, char ret_letters[RECOVERY_LETTERS + 1]);
/* Whether it is one of those that are kept; then what is left without it, NULL where none is. */
bool recovery_take(const Desk *desk, const char *name, const char *letters, const char *kept, Arena *arena,
		   const char **ret_left);
int recovery_left(const char *kept);
