/* What the files of the memory ledger share. */
#pragma once

#include "model/stage/memory_ledger.h"

/* Room for one more; arrays of a state are copied before a transaction changes them (memory_begin). */
#define MAKE_ROOM(memory, array, count, room) \
	((count) < (room) ? (void)0 \
			  : (void)((array) = arena_grow(&(memory)->arena, (array), (room), (room) ? 2 * (room) : 8, \
							sizeof *(array)), \
				   (room) = (room) ? 2 * (room) : 8))

/* Counts a call, and fails the one that is to fail. */
bool memory_may_go_on(MemoryLedger *memory, Error *err);

/* The latest line of this type and key, NULL if there is none. */
const Line *memory_latest(const MemoryLedger *memory, LineType type, const char *key);

/* Whether the line at `i` is the first of its key: that is where a list of the present ones takes it up. */
bool memory_is_first_of_key(const MemoryLedger *memory, size_t i);

Line *memory_line_for(const Line *line, Arena *arena); /* a copy */

/* Operations of the port that stand in files of their own. */
bool memory_facts(void *self, const char *patient, Arena *arena, FactList *ret_facts, Error *err);
bool memory_merged(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err);
bool memory_facts_of_nobody(void *self, NobodyFacts which, int64_t seq, size_t limit, Arena *arena, FactList *ret_facts,
			    Error *err);
bool memory_copies(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err);
bool memory_sessions(void *self, Instant since, Arena *arena, FactList *ret_facts, Error *err);
bool memory_looks(void *self, const LookQuery *query, Arena *arena, FactList *ret_facts, Error *err);
bool memory_lookers(void *self, Arena *arena, LookerList *ret_lookers, Error *err);
bool memory_find_people(void *self, const PersonQuery *query, Arena *arena, PersonList *ret_people, Error *err);
bool memory_has_namesake(void *self, const Person *person, bool *ret_has, Error *err);
bool memory_alike_names(void *self, NamePart part, const char *letters, Arena *arena, TextList *ret_names, Error *err);
bool memory_find_organisations(void *self, const OrganisationQuery *query, Arena *arena, OrganisationList *ret_orgs,
			       Error *err);
bool memory_staff_all(void *self, Arena *arena, StaffList *ret_staff, Error *err);
bool memory_staff(void *self, const char *name, Arena *arena, const Staff **ret_staff, Error *err);
bool memory_put_staff(void *self, const Staff *staff, Error *err);
bool memory_setting(void *self, const char *name, Arena *arena, const char **ret_value, Error *err);
bool memory_put_setting(void *self, const char *name, const char *value, Error *err);
bool memory_settings_all(void *self, Arena *arena, SettingList *ret_settings, Error *err);
bool memory_wrong(void *self, const char *name, Wrong *ret_wrong, Error *err);
bool memory_put_wrong(void *self, const char *name, const Wrong *wrong, Error *err);
bool memory_own_setting(void *self, const char *staff, const char *name, Arena *arena, const char **ret_value,
			Error *err);
bool memory_put_own_setting(void *self, const char *staff, const char *name, const char *value, Error *err);
bool memory_code(void *self, const char *fact_id, Seal *ret_hash, bool *ret_found, Error *err);
bool memory_put_code(void *self, const char *fact_id, const Seal *hash, Error *err);
bool memory_put_parcel(void *self, const Parcel *parcel, Error *err);
bool memory_queued_parcels(void *self, Arena *arena, ParcelList *ret_parcels, Error *err);
bool memory_doubtful_parcels(void *self, Instant now, Arena *arena, ParcelList *ret_parcels, Error *err);
bool memory_withdraw_parcels(void *self, const char *request, Error *err);
bool memory_delivery(void *self, const char *fact_id, Arena *arena, const Delivery **ret_delivery, Error *err);
bool memory_put_presence(void *self, const Presence *presence, Error *err);
bool memory_presences(void *self, Arena *arena, PresenceList *ret_presences, Error *err);
bool memory_put_expected(void *self, const ExpectedList *list, Error *err);
bool memory_expected(void *self, Arena *arena, ExpectedList *ret_list, Error *err);
bool memory_is_to_look_at(const MemoryLedger *memory, const char *patient, Instant now);
void memory_mark_due(MemoryLedger *memory, const Line *line);
bool memory_put_due(void *self, const char *patient, const DueRows *rows, Instant again, const Brief *read, Error *err);
bool memory_due_to_look_at(void *self, Instant now, size_t limit, Arena *arena, TextList *ret_patients, Error *err);
bool memory_due_settled(void *self, Instant now, const char *after, size_t limit, Arena *arena, TextList *ret_patients,
			Error *err);
bool memory_mark_all_due(void *self, Error *err);
bool memory_mark_more_due(void *self, size_t limit, bool *ret_marked, Error *err);
bool memory_due_again(void *self, const char *patient, Instant *ret_at, Error *err);
bool memory_due_waits(void *self, Instant now, bool *ret_waits, Error *err);
bool memory_due_waiting(void *self, Instant now, int64_t *ret_count, Error *err);
bool memory_due(void *self, const DueQuery *query, Arena *arena, DueRows *ret_rows, Error *err);
bool memory_due_counts(void *self, Instant at, DueCounts *ret_counts, Error *err);
bool memory_put_tallies(void *self, const TalliesOf *patients, size_t count, Error *err);
bool memory_tallies(void *self, const char *patient, Arena *arena, TallyList *ret_tallies, Error *err);
bool memory_figures(void *self, int from, int to, Arena *arena, TallyList *ret_totals, Error *err);

/* memory_brief.c: reading in part. */

bool memory_facts_since(void *self, const char *patient, int64_t seq, Arena *arena, FactList *ret_facts, Error *err);
bool memory_outlines(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err);
bool memory_said(void *self, int64_t seq, Arena *arena, const char **ret_text, Error *err);
bool memory_all_said(void *self, const char *patient, Arena *arena, EntrySaidList *ret_said, Error *err);
bool memory_told_since(void *self, LineType type, int64_t seq, bool *ret_any, Error *err);
bool memory_brief(void *self, const char *nhs, Instant now, Arena *arena, Brief *ret_brief, Error *err);
bool memory_everybody(void *self, Arena *arena, TextList *ret_patients, Error *err);
bool memory_changed(void *self, int64_t seq, size_t limit, Arena *arena, TextList *ret_patients, Error *err);
