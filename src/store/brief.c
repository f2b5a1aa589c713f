#include "store/brief.h"

#include "store/outlines.h"
#include "store/row.h"
#include "store/shape.h"

static bool read_person(Store *store, const char *nhs, Arena *arena, const Person **ret_person, Error *err)
{
	scoped(statement_done) Statement person = NULL;
	void *found;
	if (!statement_get(store, STATEMENT_BRIEF_PERSON, &person, err))
		return false;
	statement_bind_text(person, 1, nhs);
	if (!statement_one(store, person, sizeof(Person), row_brief_person, arena, &found, err))
		return false;
	*ret_person = found;
	return true;
}

static bool read_whole(Store *store, Arena *arena, Fact *fact, Error *err)
{
	scoped(statement_done) Statement whole = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_FACT_AT, &whole, err))
		return false;
	sqlite3_bind_int64(whole, 1, fact->seq);
	return statement_row(store, whole, &row, err) &&
	       (row ? row_fact(store, whole, arena, fact, err)
		    : fail(err, ERROR_STORE, "A line of %s is not where it is said to be; restore it from a backup.",
			   store->path));
}

static bool read_facts(Store *store, const char *nhs, Arena *arena, FactList *ret_facts, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_BRIEF_FACTS, &statement, err))
		return false;
	statement_bind_text(statement, 1, nhs);
	if (!statement_all(store, statement, sizeof(Fact), row_brief_fact, arena, &rows, err))
		return false;
	Fact *facts = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (shape_lacks(store, facts[i].kind) && !read_whole(store, arena, &facts[i], err))
			return false;
		facts[i].patient = nhs;
	}
	*ret_facts = (FactList){facts, rows.count};
	return true;
}

bool brief_of(void *self, const char *nhs, Arena *arena, Brief *ret_brief, Error *err)
{
	Store *store = self;
	Brief brief = {0};
	if (!read_person(store, nhs, arena, &brief.person, err))
		return false;
	if (brief.person && (!read_facts(store, brief.person->nhs, arena, &brief.facts, err) ||
			     !outlines_of(store, brief.person->nhs, arena, &brief.entries, err)))
		return false;
	*ret_brief = brief;
	return true;
}
