/* What a part of the check is, and how what there is is held to what the ledger makes. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "store/db.h"
#include "store/statement.h"
#include "store/verify_inside.h"

void verify_show(Verify *verify, size_t part, int64_t done, int64_t total)
{
	const VerifyProgress *progress = verify->progress;
	if (!progress)
		return;
	if (verify->beside)
		parts_at(&verify->parts, PART_BESIDE, atomic_load(&verify->beside->done), PARTS_WHOLE);
	progress->show(progress->self, parts_at(&verify->parts, part, done, total), PARTS_WHOLE);
}

bool verify_fault(Verify *verify, VerifyFault kind, int64_t seq, const char *format, ...)
{
	va_list list;
	verify->report.fault = kind;
	verify->report.seq = seq;
	va_start(list, format);
	text_print_list(verify->report.sentence, sizeof verify->report.sentence, format, list);
	va_end(list);
	/* SQLite's own words may run over several lines. */
	text_copy(verify->report.sentence, sizeof verify->report.sentence,
		  utf8_clean(&verify->arena, verify->report.sentence));
	return false;
}

bool verify_begin(Verify *verify, Store *store, Error *err)
{
	*verify = (Verify){.store = store};
	store->damaged = false;
	/* The lines that the caches refer to are not there. */
	return store_open(NULL, STORE_MEMORY, &verify->again, err) &&
	       db_run(verify->again, "PRAGMA foreign_keys = OFF; BEGIN", err);
}

void verify_end(Verify *verify)
{
	store_close(verify->again);
	arena_free(&verify->arena);
}

bool verify_checked(Verify *verify, bool whole, const Error *why)
{
	if (!whole && verify->report.fault == VERIFY_WHOLE && verify->store->damaged)
		verify_fault(verify, VERIFY_DAMAGED, 0, "%s", why->text);
	return whole || verify->report.fault != VERIFY_WHOLE;
}

static bool value_same(Statement a, Statement b, int column)
{
	const int type = sqlite3_column_type(a, column);
	if (type != sqlite3_column_type(b, column))
		return false;
	if (type == SQLITE_INTEGER)
		return sqlite3_column_int64(a, column) == sqlite3_column_int64(b, column);
	if (type == SQLITE_NULL)
		return true;
	/* The text first: asking for it may change where it is and how long. */
	const unsigned char *left = sqlite3_column_text(a, column), *right = sqlite3_column_text(b, column);
	const int length = sqlite3_column_bytes(a, column);
	return left && right && length == sqlite3_column_bytes(b, column) && memcmp(left, right, (size_t)length) == 0;
}

/* The first column that differs, −1 if the rows are the same. */
static int row_difference(Statement a, Statement b)
{
	for (int column = 0; column < sqlite3_column_count(a); column++)
		if (!value_same(a, b, column))
			return column;
	return -1;
}

static bool fault_in_rows(Verify *verify, const Compared *compare, Statement have, Statement want, int column)
{
	const char *path = verify->store->path, *key, *how;
	if (column > 0) {
		key = statement_text(have, 0, &verify->arena);
		how = arena_print(&verify->arena, "has another %s than", sqlite3_column_name(have, column));
	} else { /* one has a row that the other has not: the lesser key is the one in question */
		const char *had = have ? statement_text(have, 0, &verify->arena) : NULL;
		const char *wanted = want ? statement_text(want, 0, &verify->arena) : NULL;
		bool extra = !wanted || (had && text_order(had, wanted) < 0);
		key = extra ? had : wanted;
		how = extra ? "should not be there by" : "is missing by";
	}
	return verify_fault(verify, compare->fault, 0,
			    "In %s the %s %s %s %s; " RESTORE ", or export the ledger and import it anew.", path,
			    compare->what, text_or(key, "without a name"), how,
			    compare->fault == VERIFY_SCHEMA ? "what this sharedesk makes" : "what the ledger makes");
}

/* `to` NULL: to the end, for any text is before a blob. */
static void bind_range(Statement statement, const char *from, const char *to)
{
	if (sqlite3_bind_parameter_count(statement) == 0)
		return;
	statement_bind_text(statement, 1, from);
	if (to)
		statement_bind_text(statement, 2, to);
	else
		sqlite3_bind_zeroblob(statement, 2, 0);
}

bool verify_rows(Verify *verify, const Compared *compare, const char *from, const char *to, Error *err)
{
	scoped(statement_end) Statement have = NULL;
	scoped(statement_end) Statement want = NULL;
	Store *made = compare->made ? verify->store : verify->again;
	bool more = true, wanted = true;
	if (!statement_make(verify->store, compare->sql, &have, err) ||
	    !statement_make(made, compare->made ? compare->made : compare->sql, &want, err))
		return false;
	bind_range(have, from, to);
	bind_range(want, from, to);
	while (more && wanted) {
		if (!statement_row(verify->store, have, &more, err) || !statement_row(made, want, &wanted, err))
			return false;
		int column = more && wanted ? row_difference(have, want) : -1;
		if (column >= 0 || more != wanted)
			return fault_in_rows(verify, compare, more ? have : NULL, wanted ? want : NULL, column);
	}
	return true;
}
