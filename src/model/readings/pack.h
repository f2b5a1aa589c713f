/* Lines packed into few bytes: what is kept of records that may be asked for again.
 *
 * Of this process alone, never written to a file. Texts are not copied when unpacked: they point into the bytes, which
 * must outlive the line. */
#pragma once

#include "base/text.h"
#include "model/facts/line.h"

void pack_line(Text *out, const Line *line);
const char *unpack_line(const char *bytes, Line *ret_line); /* what follows it */
