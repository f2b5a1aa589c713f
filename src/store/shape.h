/* Within the store only: the columns of the ledger that a reading statement asks for, by the table of fields. */
#pragma once

#include "store/inside.h"

enum { SHAPE_FIRST_FIELD = 4 }; /* behind seq, kind, source and seal */

void shape_prepare(Store *store); /* makes store->shapes, and room for the inserts */

/* "l.seq, l.kind, …", for a SELECT. Made when first asked for: a start that needs few shapes does not wait for all. */
const char *shape_columns(Store *store, Shape shape);
bool shape_holds(Shape shape, const LineKind *kind);
const LineKind *shape_kind(const Store *store, const char *name); /* NULL: there is none */
