/* Within the store only: entries without what they say, of the cache alone (LedgerOps.outlines), and what they say
 * (.said, .all_said). */
#pragma once

#include "store/inside.h"

bool outlines_of(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err) must_check;
bool outlines_said(void *self, int64_t seq, Arena *arena, const char **ret_text, Error *err) must_check;
bool outlines_all_said(void *self, const char *patient, Arena *arena, EntrySaidList *ret_said, Error *err) must_check;
