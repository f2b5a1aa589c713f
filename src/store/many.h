/* Within the store only: many lines told in one transaction, of a ledger that has few.
 *
 * An index whose keys come at random costs a page for each line once it is larger than what memory holds. So for as
 * long as many lines are told there are no indexes: what telling asks is answered by where the lines stand (young.h),
 * and the indexes and caches are made at the end, sorted, before anything else may be asked. The search for
 * organisations, too: it would write down what it has with each line. */
#pragma once

#include "store/row.h"

/* The port's: `lines` follow, about so many; 0: that was all. Lets be what is not worth it. */
bool many_follow(void *self, int64_t lines, const Watch *watch, Error *err) must_check;
void many_drop(Store *store); /* after a rollback, or where nothing is left to be done */

/* At the end of the ledger, or on its way there (gather.h). */
bool many_put(Store *store, const Line *line, const RowPlace *place, Error *err) must_check;
/* A line of this transaction, or one that was told before it. */
bool many_take(Store *store, const Line *line, const RowPlace *place, Error *err) must_check;

/* Those that are not there meanwhile, for who makes anew what is looked up by number alone. */
bool many_drop_indexes(Store *store, Error *err) must_check;
