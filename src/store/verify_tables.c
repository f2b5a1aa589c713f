/* What stands beside the ledger, row by row: each column of its type and within its bounds. No seal holds these tables;
 * what they say is read all the same. */
#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/cell.h"
#include "store/figures.h"
#include "store/row.h"
#include "store/verify_inside.h"

typedef enum Holds { HOLDS_END, HOLDS_TEXT, HOLDS_WORD, HOLDS_NUMBER, HOLDS_DATE, HOLDS_HASH, HOLDS_BLOB } Holds;

typedef struct Held {
	const char *column;
	Holds holds;
	bool or_nothing;
	const Words *words;
	int64_t least, most;
} Held;

#define TEXT(name) .column = name, .holds = HOLDS_TEXT
#define WORD(name, list) .column = name, .holds = HOLDS_WORD, .words = &list##_words
#define NUMBER(name, from, to) .column = name, .holds = HOLDS_NUMBER, .least = from, .most = to
#define COUNT(name) NUMBER(name, 0, INT32_MAX)
#define SECONDS(name) NUMBER(name, -62135596800, 253402300799)
#define ANY_NUMBER(name) NUMBER(name, INT64_MIN, INT64_MAX)
#define DATE(name) .column = name, .holds = HOLDS_DATE
#define HASH(name) .column = name, .holds = HOLDS_HASH
#define BLOB(name) .column = name, .holds = HOLDS_BLOB
#define OR_NOTHING .or_nothing = true

static const struct {
	const char *name;
	Held columns[20]; /* the first is what a row is called */
} tables[] = {
	{.name = "ledger_end", .columns = {{NUMBER("only", 1, 1)}, {NUMBER("seq", 0, INT64_MAX)}, {HASH("seal")}}},
	{.name = "staff",
	 .columns = {{TEXT("folded")},
		     {TEXT("name")},
		     {WORD("role", role)},
		     {NUMBER("active", 0, 1)},
		     {TEXT("passphrase"), OR_NOTHING},
		     {TEXT("pin"), OR_NOTHING},
		     {NUMBER("pin_failures", 0, INT64_MAX)},
		     {SECONDS("once_until"), OR_NOTHING},
		     {SECONDS("signed_in"), OR_NOTHING},
		     {HASH("seal"), OR_NOTHING},
		     {TEXT("totp"), OR_NOTHING},
		     {NUMBER("totp_step", 0, INT64_MAX)},
		     {NUMBER("totp_failures", 0, INT64_MAX)},
		     {TEXT("recovery"), OR_NOTHING},
		     {TEXT("card"), OR_NOTHING},
		     {NUMBER("everywhere", 0, INT64_MAX)}}},
	{.name = "setting", .columns = {{TEXT("name")}, {TEXT("value")}, {HASH("seal"), OR_NOTHING}}},
	{.name = "wrong_passphrase",
	 .columns = {{BLOB("name")}, {NUMBER("count", 1, INT64_MAX)}, {SECONDS("since")}, {SECONDS("last")}}},
	{.name = "own_setting", .columns = {{TEXT("staff")}, {TEXT("name")}, {TEXT("value")}}},
	{.name = "code", .columns = {{TEXT("fact")}, {HASH("hash")}}},
	{.name = "outbox",
	 .columns = {{TEXT("fact")},
		     {TEXT("request")},
		     {WORD("channel", code_channel)},
		     {WORD("state", delivery)},
		     {SECONDS("queued")},
		     {SECONDS("expires")},
		     {SECONDS("changed")},
		     {SECONDS("next_at")},
		     {SECONDS("claimed_until")},
		     {COUNT("tries")},
		     {TEXT("reference")},
		     {TEXT("service_id")},
		     {TEXT("why")},
		     {BLOB("sealed"), OR_NOTHING}}},
	{.name = "kiosk",
	 .columns = {{TEXT("number")},
		     {TEXT("patient"), OR_NOTHING},
		     {TEXT("visit"), OR_NOTHING},
		     {WORD("state", kiosk_state)},
		     {COUNT("question")},
		     {COUNT("questions")},
		     {SECONDS("since")},
		     {SECONDS("seen")},
		     {SECONDS("called"), OR_NOTHING},
		     {COUNT("wrong_tickets")},
		     {COUNT("wrong_passphrases")},
		     {SECONDS("passphrase_at"), OR_NOTHING}}},
	{.name = "expected",
	 .columns = {{COUNT("place")},
		     {DATE("day")},
		     {TEXT("nhs")},
		     {NUMBER("minute", 0, 24 * 60 - 1), OR_NOTHING},
		     {TEXT("clinician"), OR_NOTHING}}},
	{.name = "due",
	 .columns = {{NUMBER("kind", 0, DUE_KINDS_MAX - 1)},
		     {NUMBER("sort", 0, DUE_SORTS_MAX - 1)},
		     {ANY_NUMBER("until")},
		     {ANY_NUMBER("since")},
		     {TEXT("patient")},
		     {TEXT("what")}}},
	{.name = "due_look", .columns = {{TEXT("patient")}, {ANY_NUMBER("at")}}},
	{.name = "due_org", .columns = {{TEXT("org")}, {COUNT("after")}}},
	{.name = "tally", .columns = {{TEXT("patient")}, {TEXT("lines")}}},
	{.name = "figure",
	 .columns = {{NUMBER("month", 0, 12 * 10000)},
		     {TEXT("org")},
		     {NUMBER("sort", 0, TALLY_SORTS_MAX - 1)},
		     {NUMBER("count", 0, INT64_MAX)}}},
};

static bool holds(Statement row, int column, const Held *held)
{
	const Cell cell = cell_of(row, column);
	const char *text;
	int64_t number;
	WordByte word;
	Date date;
	Seal hash;
	if (cell_is_null(cell))
		return held->or_nothing;
	switch (held->holds) {
	case HOLDS_TEXT: return cell_text(cell, &text, NULL);
	case HOLDS_WORD: return cell_word(cell, held->words, &word);
	case HOLDS_NUMBER: return cell_number(cell, held->least, held->most, &number);
	case HOLDS_DATE: return cell_date(cell, &date);
	case HOLDS_HASH: return row_seal(row, column, &hash);
	case HOLDS_BLOB: return sqlite3_column_type(row, column) == SQLITE_BLOB;
	case HOLDS_END: return true;
	}
	return false;
}

static bool check_row(Verify *verify, const char *table, const Held *columns, Statement row)
{
	for (int i = 0; columns[i].holds != HOLDS_END; i++)
		if (!holds(row, i, &columns[i]))
			return verify_fault(verify, VERIFY_TABLE, 0,
					    "In %s the table \"%s\" holds what it cannot (%s of \"%s\"); " RESTORE ".",
					    verify->store->path, table, columns[i].column,
					    text_or(statement_text(row, 0, &verify->arena), ""));
	return true;
}

static bool check_table(Verify *verify, const char *table, const Held *columns, Error *err)
{
	scoped(statement_end) Statement rows = NULL;
	bool row = true;
	Text sql = {.arena = &verify->arena};
	for (int i = 0; columns[i].holds != HOLDS_END; i++)
		text_add_print(&sql, "%s\"%s\"", i ? ", " : "SELECT ", columns[i].column);
	text_add_print(&sql, " FROM \"%s\"", table);
	if (!statement_make(verify->store, text_done(&sql), &rows, err))
		return false;
	while (statement_row(verify->store, rows, &row, err)) {
		if (!row)
			return true;
		if (!check_row(verify, table, columns, rows))
			return false;
	}
	return false;
}

/* What must have no row, and what is wrong where it has one. */
static const struct {
	const char *sql, *what;
} nothings[] = {
	{"SELECT only FROM ledger_end WHERE only <> 1", "says twice where the ledger ends"},
	{"SELECT staff FROM own_setting WHERE staff NOT IN (SELECT folded FROM staff)",
	 "has settings of somebody without an "
	 "account"},
	{"SELECT kind FROM (SELECT kind, sort, until, count FROM due_count WHERE count <> 0 EXCEPT SELECT kind, sort, until, "
	 "count(*) FROM due GROUP BY kind, sort, until)",
	 "counts what is due wrongly"},
	{"SELECT kind FROM (SELECT kind, sort, until, count(*) FROM due GROUP BY kind, sort, until EXCEPT SELECT kind, sort, "
	 "until, count FROM due_count)",
	 "counts what is due wrongly"},
	{"SELECT patient FROM tally WHERE patient NOT IN (SELECT nhs FROM patient)", "has figures of somebody unknown"},
};

static bool check_nothing(Verify *verify, const char *sql, const char *what, Error *err)
{
	scoped(statement_end) Statement rows = NULL;
	bool row;
	return statement_make(verify->store, sql, &rows, err) && statement_row(verify->store, rows, &row, err) &&
	       (!row || verify_fault(verify, VERIFY_TABLE, 0, "%s %s; " RESTORE ".", verify->store->path, what));
}

static bool check_figures(Verify *verify, Error *err)
{
	bool so;
	return figures_are_sums(verify->store, &so, err) &&
	       (so || verify_fault(verify, VERIFY_TABLE, 0,
				   "%s has figures that are not what its patients add to them; " RESTORE ".",
				   verify->store->path));
}

bool verify_tables(Verify *verify, Error *err)
{
	for (size_t i = 0; i < countof(tables); i++)
		if (!check_table(verify, tables[i].name, tables[i].columns, err))
			return false;
	for (size_t i = 0; i < countof(nothings); i++)
		if (!check_nothing(verify, nothings[i].sql, nothings[i].what, err))
			return false;
	return check_figures(verify, err);
}
