/* Port: the key of the practice's desks (desk.key). The host reads it; it is never in the ledger. */
#pragma once

enum { DESK_KEY_BYTES = 32 };

/* The setting in which a value made of the key is noted, so that another key, or none, is seen (desk/accounts.h). */
#define DESK_KEY_SETTING "desk-key"
