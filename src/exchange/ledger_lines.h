/* Ledger lines (.jsonl): one JSON object a line, everything the desk knows. Source: FORMATS §1.
 *
 * Both ways walk line_kinds, so that no kind has code of its own. Written lines are canonical: `kind` first, then the
 * fields in the table's order, nothing between them but ',' and ':'; reading and writing again gives the same bytes. */
#pragma once

#include "base/text.h"
#include "exchange/sink.h"
#include "exchange/source.h"

/* Gives the sink each line, its texts alive until `take` returns; blank lines are passed over. An error names line and
 * field; the caller puts the file before it. During `take`, `source->line` is the number of the line. */
bool ledger_lines_read(Source *source, const Sink *sink, Error *err) must_check;

void ledger_line_write(const Line *line, Text *out); /* with its \n */
