/* Within the store only: a patient's record for those who decide many questions (LedgerOps.brief). */
#pragma once

#include "store/inside.h"

bool brief_of(void *self, const char *nhs, Arena *arena, Brief *ret_brief, Error *err) must_check;
