/* How a patient can be reached, as it is typed. */
#pragma once

#include <stdbool.h>

#include "base/error.h"

enum { CONTACT_MOBILE = 11 };

/* What was typed as a UK mobile number, as eleven digits ("07700900111"); +44, 0044, spaces, hyphens and brackets are
 * read. */
bool contact_mobile(const char *typed, char ret_mobile[CONTACT_MOBILE + 1], Error *err) must_check;
/* Whether this can be an e-mail address: one @, a name before it, a domain with a dot after it, no space. */
bool contact_email(const char *typed, Error *err) must_check;
