/* Within the store only: the columns of the ledger that a reading statement asks for, by the table of fields. */
#pragma once

#include "store/inside.h"

/* Behind seq, kind, source and seal; of a bare one behind seq and kind. */
enum { SHAPE_FIRST_FIELD = 4, SHAPE_BARE_FIRST = 2 };

void shape_prepare(Store *store); /* makes store->shapes, and room for the inserts */

/* "l.seq, l.kind, …", for a SELECT. Made when first asked for: a start that needs few shapes does not wait for all. */
const char *shape_columns(Store *store, Shape shape);
bool shape_holds(Shape shape, const LineKind *kind);
bool shape_is_bare(Shape shape); /* nobody asks who told it: entries, of which there are most, and what is brief */
bool shape_lacks(const Store *store, FactKind kind);	   /* a brief fact of it has not all that a decision reads */
bool shape_has_patient(const Store *store, FactKind kind); /* such a fact is one of a patient, or may be */
void shape_shorten(Store *store,
		   Line *line); /* of a person or a fact that was read whole what a brief one has not goes */
const LineKind *shape_kind(const Store *store, const char *name); /* NULL: there is none */
