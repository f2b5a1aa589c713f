/* A patient's record in few bytes: what decides, without what an entry says. */
#pragma once

#include "base/text.h"
#include "model/facts/seal.h"
#include "model/ledger/ledger.h"

/* Facts in replay order, which saves every later fold the sorting; without the patient, whose they all are. */
void brief_pack(const Brief *brief, Text *out);

/* Arrays live in `arena`, texts in `bytes`. False where they hold no record, or none of this build. */
bool brief_unpack(const char *bytes, size_t length, Arena *arena, Brief *ret_brief);

/* What such bytes mean: a hash of kinds, fields and words in their order, and of how this machine writes numbers. */
Seal brief_format(void);

/* Of the bytes of this patient in this format: what is not sealed so is not looked at. */
Seal brief_seal(const Seal *format, const char *nhs, const char *bytes, size_t length);
