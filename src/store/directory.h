/* Within the store only: the present line of each organisation, patient and entry (model/ledger/ledger.h for each). */
#pragma once

#include "store/row.h"

/* Makes the caches say what this directory line, just told, says. Nothing else writes to them. */
bool directory_take(Store *store, const Line *line, const RowPlace *place, Error *err) must_check;

/* The same of a patient; `first`: no line of theirs was taken before. */
bool directory_take_person(Store *store, const Person *person, const RowPlace *place, bool first,
			   Error *err) must_check;

/* SQL: as if nobody had been told of; for who takes all of them anew. */
#define DIRECTORY_NO_PEOPLE \
	"DELETE FROM patient; DELETE FROM family_word; DELETE FROM given_word; DELETE FROM former_name"

bool directory_told_since(void *self, LineType type, int64_t seq, bool *ret_any, Error *err) must_check;
bool directory_entries(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err) must_check;
bool directory_entry(void *self, const char *id, Arena *arena, const Entry **ret_entry, Error *err) must_check;
bool directory_person(void *self, const char *nhs, Arena *arena, const Person **ret_person, Error *err) must_check;
bool directory_told_at(void *self, LineType type, const char *key, int64_t *ret_seq, Error *err) must_check;
bool directory_kept(void *self, const char *nhs, Arena *arena, KeptList *ret_kept, Error *err) must_check;
bool directory_person_at(void *self, const char *nhs, int64_t seq, Arena *arena, const Person **ret_person,
			 Error *err) must_check;
bool directory_organisation(void *self, const char *code, Arena *arena, const Organisation **ret_org,
			    Error *err) must_check;
bool directory_set_by_hand(void *self, const char *code, bool *ret_by_hand, Error *err) must_check;
