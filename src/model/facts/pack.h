/* Lines packed into few bytes: what is kept of records that may be asked for again.
 *
 * As this build has lines: the order of kinds, fields and words (brief_format says which). Texts are not copied when
 * unpacked: they point into the bytes, which must outlive the line. */
#pragma once

#include "base/text.h"
#include "model/facts/line.h"

void pack_line(Text *out, const Line *line);

/* What follows it; NULL where bytes up to `end` hold none. */
const char *unpack_line(const char *bytes, const char *end, Line *ret_line);
const char *unpack_fact(const char *bytes, const char *end, Fact *fact); /* the same of a fact, into zeroed memory */
