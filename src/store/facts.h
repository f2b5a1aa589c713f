/* Within the store only: telling a line, and reading facts (see model/ledger/ledger.h for each). */
#pragma once

#include "model/ledger/ledger.h"

bool facts_append(void *self, Line *line, LineSource source, Error *err) must_check;
bool facts_append_all(void *self, Line *lines, size_t count, LineSource source, Error *err) must_check;
bool facts_head(void *self, int64_t *ret_seq, Seal *ret_seal, Error *err) must_check;
bool facts_of(void *self, const char *patient, Arena *arena, FactList *ret_facts, Error *err) must_check;
bool facts_since(void *self, const char *patient, int64_t seq, Arena *arena, FactList *ret_facts,
		 Error *err) must_check;
bool facts_of_nobody(void *self, NobodyFacts which, int64_t seq, size_t limit, Arena *arena, FactList *ret_facts,
		     Error *err) must_check;
bool facts_of_copies(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err) must_check;
bool facts_of_sessions(void *self, Instant since, Arena *arena, FactList *ret_facts, Error *err) must_check;
bool facts_merged(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err) must_check;
bool facts_one(void *self, const char *id, Arena *arena, const Fact **ret_fact, Error *err) must_check;
bool facts_opening(void *self, FieldNames what, const char *id, Arena *arena, const Fact **ret_fact,
		   Error *err) must_check;
bool facts_everybody(void *self, Arena *arena, TextList *ret_patients, Error *err) must_check;
bool facts_changed(void *self, int64_t seq, size_t limit, Arena *arena, TextList *ret_patients, Error *err) must_check;
