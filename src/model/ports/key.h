/* Port: the key of the practice's desks (desk.key). The host reads it; it is never in the ledger. */
#ifndef MODEL_KEY_H
#define MODEL_KEY_H

enum { DESK_KEY_BYTES = 32 };

#endif
