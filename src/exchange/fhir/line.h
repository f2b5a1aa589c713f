/* A line of the ledger as a FHIR extension, and back again without loss.
 *
 * urn:sharedesk:organisation, urn:sharedesk:patient and urn:sharedesk:fact: one extension within for each given
 * field of the line, by the field's own name (FORMATS §1), `kind` first. Words are codes, instants and dates are
 * what they are. A text that FHIR does not take as a string (control characters, blanks only) comes as base64, an
 * empty one as `false`. */
#pragma once

#include <jansson.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/facts/line.h"

#define FHIR_OWN "urn:sharedesk:"

json_t *fhir_line_extension(const Line *line, Arena *scratch); /* the caller's */

/* The line that the resource carries of this type. `*ret_found` is false where it carries none. Refused: two of
 * them, a field that the kind does not have, one given twice, a value that is not one. Texts live as long as the
 * JSON and the arena. */
bool fhir_line_read(const json_t *resource, LineType type, Arena *arena, Line *ret_line, bool *ret_found,
		    Error *err) must_check;

/* A text as a FHIR string may be: no control characters, something other than blanks. */
bool fhir_string_fits(const char *text);
