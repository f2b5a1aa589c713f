/* How a patient can be reached: one reader of what people type and files say, so that what cannot be sent to is no way
 * anywhere. */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/facts/fact.h"
#include "model/facts/person.h"

enum { CONTACT_MOBILE = 11, CONTACT_POSTCODE = 8 };

/* What was typed as a UK mobile number, as eleven digits ("07700900111"); +44, 0044, spaces, hyphens and brackets are
 * read. */
bool contact_mobile(const char *typed, char ret_mobile[CONTACT_MOBILE + 1], Error *err) must_check;
/* Whether this can be an e-mail address: one @, a name before it, a domain with a dot after it, no space but at the
 * ends. */
bool contact_email(const char *typed, Error *err) must_check;
/* The one form in which a mobile number (CODE_SMS) or an e-mail address (CODE_EMAIL) is kept and compared; "" for what
 * cannot be sent to, NULL and "" among it. */
const char *contact_form(CodeChannel channel, const char *typed, Arena *arena);
/* The same of what is on file. */
const char *contact_of(const Person *person, CodeChannel channel, Arena *arena);
/* A UK postcode, as it is written: capitals, one space before the last three ("LE8 0HD"). */
bool contact_postcode(const char *typed, char ret_postcode[CONTACT_POSTCODE + 1], Error *err) must_check;

/* Whether a `contact` fact says how to reach the patient; others say only their language, name or postcode. */
bool contact_says_reach(const Fact *contact);
