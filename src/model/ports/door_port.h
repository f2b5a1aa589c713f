/* Port: whether a passphrase is that of somebody who works here. A kiosk asks a process of its own, for what it reads
 * itself holds no hash of any. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

typedef struct DoorPort { /* zero: the accounts are looked at here */
	/* `name` NULL: whoever's it is. */
	bool (*opens)(void *self, const char *name, const char *passphrase, bool *ret_opens, Error *err);
	void *self;
} DoorPort;
