/* The records that decisions read: each that is kept is what the ledger makes of the patient. Of whom the caller reads
 * the lines meanwhile, it is held to those; the others are read here. */
#include "base/text.h"
#include "store/brief.h"
#include "store/statement.h"
#include "store/verify_inside.h"

enum { BRIEFS_BETWEEN_SHOWS = 1024 };

static int64_t present(const Verify *verify)
{
	return sqlite3_column_int64(verify->briefs.rows, BRIEF_NUMBER);
}

static bool check_present(Verify *verify, const Brief *read, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *nhs;
	bool same;
	if (!brief_check(verify->store, verify->briefs.rows, read, &arena, &nhs, &same, err))
		return false;
	return same || verify_fault(verify, VERIFY_CACHE, 0,
				    "In %s the record of the patient %s that decisions read is not what the ledger "
				    "makes; " RESTORE ", or export the ledger and import it anew.",
				    verify->store->path, nhs);
}

/* Those that are kept up to this number; `read`: whose it is. */
static bool check_up_to(Verify *verify, int64_t number, const Brief *read, Error *err)
{
	Briefs *briefs = &verify->briefs;
	while (briefs->more && present(verify) <= number) {
		if (!check_present(verify, present(verify) == number ? read : NULL, err) ||
		    !statement_row(verify->store, briefs->rows, &briefs->more, err))
			return false;
		if (++briefs->count % BRIEFS_BETWEEN_SHOWS == 0)
			verify_show(verify, PART_DUE, briefs->count, verify->report.people);
	}
	return true;
}

bool verify_briefs_begin(Verify *verify, Error *err)
{
	Briefs *briefs = &verify->briefs;
	return statement_get(verify->store, STATEMENT_BRIEFS, &briefs->rows, err) &&
	       statement_row(verify->store, briefs->rows, &briefs->more, err);
}

void verify_briefs_of(Verify *verify, const Brief *read)
{
	Briefs *briefs = &verify->briefs;
	const int64_t number = brief_number(read->person->nhs);
	if (!briefs->wrong && number != 0)
		briefs->wrong = !check_up_to(verify, number, read, &briefs->why);
}

bool verify_briefs_end(Verify *verify, Error *err)
{
	Briefs *briefs = &verify->briefs;
	const bool whole = briefs->wrong ? fail(err, briefs->why.kind, "%s", briefs->why.text)
					 : check_up_to(verify, INT64_MAX, NULL, err);
	statement_done(&briefs->rows);
	return whole;
}
