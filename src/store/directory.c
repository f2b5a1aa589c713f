#include "store/directory.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/alike.h"
#include "model/facts/contact.h"
#include "store/gather.h"
#include "store/told.h"

static bool set_by_hand(LineSource source)
{
	return source == SOURCE_DESK || source == SOURCE_LEDGER_LINES;
}

/* As organisation_closed has it, only that the day to compare with comes at the time of asking. */
static const char *closed_since(const Organisation *organisation, char printed[16])
{
	if (text_is(organisation->status, "closed"))
		return "0001-01-01";
	if (date_is_none(organisation->closed))
		return NULL;
	date_print(organisation->closed, printed);
	return printed;
}

/* What an organisation is found by, before and after. */
typedef struct Found {
	int64_t id; /* 0: it is new */
	const char *words;
} Found;

static bool found_before(Store *store, const char *code, Found *ret_found, Error *err)
{
	scoped(statement_done) Statement found = NULL;
	bool row;
	*ret_found = (Found){0};
	if (!statement_get(store, STATEMENT_FOUND_BY, &found, err))
		return false;
	statement_bind_text(found, 1, code);
	if (!statement_row(store, found, &row, err))
		return false;
	if (row)
		*ret_found = (Found){sqlite3_column_int64(found, 0), statement_text(found, 1, &store->scratch)};
	return true;
}

static bool put_words(Store *store, StatementId which, const Found *found, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	if (!statement_get(store, which, &put, err))
		return false;
	sqlite3_bind_int64(put, 1, found->id);
	statement_bind_text(put, 2, found->words);
	return statement_run(store, put, err);
}

/* Here and not by a trigger: what a schema says may touch no virtual table (db.c). Of many at once the search is made
 * anew at their end. */
static bool take_words(Store *store, const Found *before, const Found *now, Error *err)
{
	if (store->many || (before->id != 0 && text_is(before->words, now->words)))
		return true;
	return (before->id == 0 || put_words(store, STATEMENT_DROP_WORDS, before, err)) &&
	       put_words(store, STATEMENT_PUT_WORDS, now, err);
}

static bool take_organisation(Store *store, const Organisation *organisation, const RowPlace *place, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	char closed[16];
	Found before;
	if (!found_before(store, organisation->code, &before, err) ||
	    !statement_get(store, STATEMENT_PUT_ORGANISATION, &put, err))
		return false;
	Found now = {before.id, organisation_words(organisation, &store->scratch)};
	const char *folded_code = utf8_fold(&store->scratch, organisation->code);
	statement_bind_text(put, 1, organisation->code);
	sqlite3_bind_int64(put, 2, place->seq);
	sqlite3_bind_int(put, 3, set_by_hand(place->source));
	statement_bind_text(put, 4, closed_since(organisation, closed));
	statement_bind_text(put, 5, folded_code);
	statement_bind_text(put, 6, now.words);
	sqlite3_bind_int(put, 7, (int)organisation_rank(organisation));
	statement_bind_text(put, 8, utf8_fold(&store->scratch, organisation->name));
	if (!statement_run(store, put, err))
		return false;
	if (now.id == 0)
		now.id = sqlite3_last_insert_rowid(store->sqlite);
	return take_words(store, &before, &now, err);
}

static void bind_given(Store *store, Statement put, const Person *person)
{
	statement_bind_text(put, 4, utf8_letters(&store->scratch, person_filed_given(person)));
	statement_bind_text(put, 5, utf8_letters(&store->scratch, text_or(person->preferred, "")));
}

static bool put_family_word(Store *store, const Person *person, const char *letters, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	char born[16];
	if (!statement_get(store, STATEMENT_PUT_FAMILY_WORD, &put, err))
		return false;
	statement_bind_text(put, 1, person->nhs);
	statement_bind_text(put, 3, letters);
	bind_given(store, put, person);
	row_bind_date(put, 6, person->born, born);
	return statement_run(store, put, err);
}

static bool put_family_words(Store *store, const Person *person, Error *err)
{
	const char *word = utf8_fold(&store->scratch, person_filed_name(person));
	while ((word = strchr(word, ' ')))
		if (!put_family_word(store, person, utf8_letters(&store->scratch, ++word), err))
			return false;
	return true;
}

static bool has_name(Store *store, NamePart part, const char *letters, bool *ret_has, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, STATEMENT_HAS_NAME, &statement, err))
		return false;
	sqlite3_bind_int(statement, 1, (int)part);
	statement_bind_text(statement, 2, letters);
	return statement_row(store, statement, ret_has, err);
}

/* Many have one name: how it sounds is found once. */
static bool put_name(Store *store, NamePart part, const char *letters, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	bool has = false;
	if (!has_name(store, part, letters, &has, err))
		return false;
	if (has)
		return true;
	if (!statement_get(store, STATEMENT_PUT_NAME, &put, err))
		return false;
	sqlite3_bind_int(put, 1, (int)part);
	statement_bind_text(put, 2, letters);
	statement_bind_text(put, 3, alike_backward(&store->scratch, letters));
	statement_bind_text(put, 4, alike_sound(&store->scratch, letters));
	return statement_run(store, put, err);
}

static bool put_given_word(Store *store, const Person *person, const char *family, const char *letters, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	char born[16];
	if (!statement_get(store, STATEMENT_PUT_GIVEN_WORD, &put, err))
		return false;
	statement_bind_text(put, 1, person->nhs);
	statement_bind_text(put, 2, letters);
	statement_bind_text(put, 3, family);
	row_bind_date(put, 6, person->born, born);
	return statement_run(store, put, err);
}

static bool put_given_words(Store *store, const Person *person, const char *family, Error *err)
{
	const char *words[PERSON_CALLED];
	const size_t count = person_called(person, &store->scratch, words);
	for (size_t i = 0; i < count; i++)
		if (!put_given_word(store, person, family, words[i], err) ||
		    !put_name(store, NAME_GIVEN, words[i], err))
			return false;
	return true;
}

/* Before the name that is on file is put in the place of another. */
static bool put_former_name(Store *store, const Person *person, const char *family, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	if (!statement_get(store, STATEMENT_PUT_FORMER_NAME, &put, err))
		return false;
	statement_bind_text(put, 1, person->nhs);
	statement_bind_text(put, 3, family);
	return statement_run(store, put, err);
}

static bool drop(Store *store, StatementId which, const char *nhs, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, which, &statement, err))
		return false;
	statement_bind_text(statement, 1, nhs);
	return statement_run(store, statement, err);
}

/* What the line before made them found by. */
static bool let_go(Store *store, const Person *person, const char *family, Error *err)
{
	return put_former_name(store, person, family, err) &&
	       drop(store, STATEMENT_DROP_FAMILY_WORDS, person->nhs, err) &&
	       drop(store, STATEMENT_DROP_GIVEN_WORDS, person->nhs, err);
}

/* Nobody looks a restricted patient up by where they can be reached: that would say that they are there. */
static void bind_reached(Store *store, Statement put, const Person *person)
{
	const bool restricted = person->restricted == TRUTH_TRUE;
	const char *postcode = utf8_letters(&store->scratch, text_or(person->postcode, ""));
	statement_bind_text(put, 7, restricted ? "" : postcode);
	statement_bind_text(put, 8, restricted ? "" : contact_of(person, CODE_SMS, &store->scratch));
}

static bool put_person(Store *store, const Person *person, const char *family, int64_t seq, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	char born[16];
	if (!statement_get(store, STATEMENT_PUT_PERSON, &put, err))
		return false;
	statement_bind_text(put, 1, person->nhs);
	sqlite3_bind_int64(put, 2, seq);
	statement_bind_text(put, 3, family);
	bind_given(store, put, person);
	row_bind_date(put, 6, person->born, born);
	bind_reached(store, put, person);
	return statement_run(store, put, err);
}

bool directory_take_person(Store *store, const Person *person, const RowPlace *place, bool first, Error *err)
{
	const char *family = utf8_letters(&store->scratch, person_filed_name(person));
	return (first || let_go(store, person, family, err)) && put_person(store, person, family, place->seq, err) &&
	       put_name(store, NAME_FAMILY, family, err) && put_family_words(store, person, err) &&
	       put_given_words(store, person, family, err);
}

static bool take_entry(Store *store, const Entry *entry, const RowPlace *place, Error *err)
{
	scoped(statement_done) Statement put = NULL;
	if (!statement_get(store, STATEMENT_PUT_ENTRY, &put, err))
		return false;
	statement_bind_text(put, 1, entry->id);
	sqlite3_bind_int64(put, 2, place->seq);
	statement_bind_text(put, 3, entry->patient);
	sqlite3_bind_int64(put, 4, entry->recorded.seconds);
	statement_bind_text(put, 5, entry->org);
	statement_bind_text(put, 6, words_text(&category_words, entry->category));
	statement_bind_text(put, 7, entry->code);
	if (entry->sensitive)
		sqlite3_bind_int(put, 8, entry->sensitive == TRUTH_TRUE);
	return statement_run(store, put, err);
}

static bool take_referral(Store *store, const Fact *fact, Error *err)
{
	scoped(statement_done) Statement use = NULL;
	if (!statement_get(store, STATEMENT_USE_ORGANISATION, &use, err))
		return false;
	statement_bind_text(use, 1, fact->org);
	return statement_run(store, use, err);
}

bool directory_take(Store *store, const Line *line, const RowPlace *place, Error *err)
{
	switch (line->kind->type) {
	case LINE_ORGANISATION: return take_organisation(store, &line->organisation, place, err);
	case LINE_PERSON: return directory_take_person(store, &line->person, place, false, err);
	case LINE_ENTRY: return take_entry(store, &line->entry, place, err);
	case LINE_FACT: return line->fact.kind != FACT_REFERRED || take_referral(store, &line->fact, err);
	}
	return false;
}

/* While many lines are told, by where the line stands. */
static bool find_told(Store *store, FieldNames what, StatementId id, const char *key, size_t size, RowReader *read,
		      Arena *arena, void **ret_part, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	int64_t seq;
	*ret_part = NULL;
	if (!told_find(store, what, key, &seq, err))
		return false;
	if (seq == 0)
		return true;
	if (!gather_put_to(store, seq, err) || !statement_get(store, id, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, seq);
	return statement_one(store, statement, size, read, arena, ret_part, err);
}

/* What the row whose key is `key` says; NULL in `*ret_part` if there is none. */
static bool find(Store *store, StatementId id, const char *key, size_t size, RowReader *read, Arena *arena,
		 void **ret_part, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, id, &statement, err))
		return false;
	statement_bind_text(statement, 1, key);
	return statement_one(store, statement, size, read, arena, ret_part, err);
}

bool directory_organisation(void *self, const char *code, Arena *arena, const Organisation **ret_org, Error *err)
{
	void *found;
	if (!find(self, STATEMENT_ORGANISATION, code, sizeof(Organisation), row_organisation, arena, &found, err))
		return false;
	*ret_org = found;
	return true;
}

bool directory_person(void *self, const char *nhs, Arena *arena, const Person **ret_person, Error *err)
{
	Store *store = self;
	void *found;
	if (!(store->many ? find_told(store, NAMES_PATIENT, STATEMENT_PERSON_TOLD, nhs, sizeof(Person), row_person,
				      arena, &found, err)
			  : find(store, STATEMENT_PERSON, nhs, sizeof(Person), row_person, arena, &found, err)))
		return false;
	*ret_person = found;
	return true;
}

static bool seq_of(Store *store, StatementId id, const char *key, int64_t *ret_seq, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, id, &statement, err))
		return false;
	statement_bind_text(statement, 1, key);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_seq = row ? sqlite3_column_int64(statement, 0) : 0;
	return true;
}

bool directory_told_at(void *self, LineType type, const char *key, int64_t *ret_seq, Error *err)
{
	Store *store = self;
	if (type == LINE_ORGANISATION)
		return seq_of(store, STATEMENT_ORGANISATION_SEQ, key, ret_seq, err);
	if (store->many)
		return told_find(store, type == LINE_PERSON ? NAMES_PATIENT : NAMES_ENTRY, key, ret_seq, err);
	return seq_of(store, type == LINE_PERSON ? STATEMENT_PERSON_SEQ : STATEMENT_ENTRY_SEQ, key, ret_seq, err);
}

bool directory_person_at(void *self, const char *nhs, int64_t seq, Arena *arena, const Person **ret_person, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	void *found;
	if (!statement_get(store, STATEMENT_PERSON_AT, &statement, err))
		return false;
	statement_bind_text(statement, 1, nhs);
	sqlite3_bind_int64(statement, 2, seq);
	if (!statement_one(store, statement, sizeof(Person), row_person, arena, &found, err))
		return false;
	*ret_person = found;
	return true;
}

/* A kiosk's connection has no entries to show. */
bool directory_kept(void *self, const char *nhs, Arena *arena, KeptList *ret_kept, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows = {0};
	if (!store->kiosk) {
		if (!statement_get(store, STATEMENT_KEPT, &statement, err))
			return false;
		statement_bind_text(statement, 1, nhs);
		if (!statement_all(store, statement, sizeof(Kept), row_kept, arena, &rows, err))
			return false;
	}
	*ret_kept = (KeptList){rows.items, rows.count};
	return true;
}

bool directory_entry(void *self, const char *id, Arena *arena, const Entry **ret_entry, Error *err)
{
	Store *store = self;
	void *found;
	if (!(store->many ? find_told(store, NAMES_ENTRY, STATEMENT_ENTRY_TOLD, id, sizeof(Entry), row_entry, arena,
				      &found, err)
			  : find(store, STATEMENT_ENTRY, id, sizeof(Entry), row_entry, arena, &found, err)))
		return false;
	*ret_entry = found;
	return true;
}

bool directory_entries(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows = {0};
	if (!store->kiosk) {
		if (!statement_get(store, STATEMENT_ENTRIES, &statement, err))
			return false;
		statement_bind_text(statement, 1, patient);
		if (!statement_all(store, statement, sizeof(Entry), row_entry, arena, &rows, err))
			return false;
	}
	*ret_entries = (EntryList){rows.items, rows.count};
	return true;
}

bool directory_told_since(void *self, LineType type, int64_t seq, bool *ret_any, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	*ret_any = false;
	if (store->kiosk && type == LINE_ENTRY)
		return true;
	if (!statement_get(store, STATEMENT_TOLD_SINCE, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, seq);
	statement_bind_text(statement, 2, line_kind_of(type)->name);
	return statement_row(store, statement, ret_any, err);
}

bool directory_set_by_hand(void *self, const char *code, bool *ret_by_hand, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_BY_HAND, &statement, err))
		return false;
	statement_bind_text(statement, 1, code);
	if (!statement_row(store, statement, &row, err))
		return false;
	*ret_by_hand = row && sqlite3_column_int(statement, 0) != 0;
	return true;
}
