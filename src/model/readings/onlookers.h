/* Who can see an entry: the organisations that the question is about. The command and the desk ask the same (FORMATS
 * §2). */
#pragma once

#include "model/ledger/ledger.h"
#include "model/rules/decision.h"

/* Codes: home, and whoever the patient's facts or home's lists name, each once, in no order. */
TextList onlookers_named(const Reach *reach, Arena *arena);

/* The code of the first of `askers` (ORGANISATIONS_ASKING) that is not among `named` and would have to ask, by the
 * local view (VIA_MIG) or the Summary Care Record (VIA_SCR); NULL where there is none. */
const char *onlookers_asking(const Reach *reach, size_t entry, const TextList *named, const OrganisationList *askers,
			     Via via);
