/* What an account may be called: facts name people by it for good. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

/* At least one letter or digit, clean UTF-8, at most 64 bytes; of one alphabet, nothing that is not seen, nothing
 * that the ledger would read as a kiosk, the machine, the patient or somebody for another. Names that there are go on.
 */
bool staff_name_acceptable(const char *name, Error *err) must_check;
/* Whether somebody who reads both takes them for one: in other capitals, with other blanks, marks or points, in letters
 * that look so (a Cyrillic А, a capital I for an l, rn for m). */
bool staff_names_alike(const char *one, const char *other);
