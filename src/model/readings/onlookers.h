/* Who can see an entry: the organisations that the question is about. The command and the desk ask the same (FORMATS
 * §2). */
#pragma once

#include "model/ledger/ledger.h"
#include "model/rules/decision.h"

/* Codes: home, and whoever the patient's facts or home's lists name, each once, in no order. */
TextList onlookers_named(const Reach *reach, Arena *arena);

/* Whether any other organisation would have to ask. */
bool onlookers_any_asks(const Reach *reach, size_t entry);

/* The code of one of these partners of the local view (MIG) that is not among `named` and would have to ask; NULL where
 * there is none. */
const char *onlookers_asking_partner(const Reach *reach, size_t entry, const TextList *named,
				     const OrganisationList *partners);
