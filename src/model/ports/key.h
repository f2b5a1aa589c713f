/* Port: the key of the practice's desks (desk.key). The host reads it; it is never in the ledger. */
#pragma once

enum { DESK_KEY_BYTES = 32 };
