/* What the program has from the machine: its clock, its randomness, what it can spend on a hash, its terminal (its time
 * zone: host_zone.h). Paths and secrets' files are in config/. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/facts/staff.h"
#include "model/ports/clock.h"
#include "model/ports/entropy.h"

enum { PASSPHRASE_MAX = 128 };

Clock host_clock(void);	       /* the system's, whole seconds UTC */
Entropy host_entropy(void);    /* libsodium's, which is the kernel's */
HashCost host_hash_cost(void); /* what libsodium calls INTERACTIVE: 64 MB, about 50 ms */

/* Asks on the terminal; `secret` is not shown. False at the end of input. */
bool host_ask(const char *question, bool secret, char *answer, size_t size, Error *err) must_check;

bool host_interactive(void); /* both input and output are a terminal */
