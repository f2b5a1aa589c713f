/* What a kiosk's connection may do: SQLite asks before it prepares any statement, whoever wrote it.
 *
 * The ledger is read through a temporary view of the same name, which shows nothing of what an entry says, nor notes,
 * complaints, nor how to reach anybody; the table below it only the view reads, and the triggers. Beside that: the
 * directory, settings, accounts without passphrases and PINs, and what kiosks are doing; of the hashes of codes those
 * of tickets, by another view. What it writes, triggers hold to column by column and value by value (kiosk_writes.c).
 * Everything else is refused. */
#include "store/kiosk_rights.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "store/db.h"
#include "store/kiosk_writes.h"

typedef enum Allowed { READS = 1, INSERTS = 2, UPDATES = 4 } Allowed;

static const struct {
	const char *table;
	unsigned allowed;
	const char *only;	/* these columns, each between spaces; NULL: all */
	const char *as_nothing; /* columns that read as NULL, each between spaces; "": none */
} tables[] = {
	{"ledger", INSERTS, NULL, ""},
	{"ledger_end", READS | UPDATES, " seq seal ", ""},
	{"organisation", READS, " code seq closed folded_code ", ""},
	{"patient", READS, " nhs seq family given preferred born ", ""},
	{"family_word", READS, NULL, ""},
	{"given_word", READS, NULL, ""},
	{"staff", READS, NULL, " passphrase pin seal totp recovery card "},
	{"setting", READS, NULL, ""},
	{"code", INSERTS, NULL, ""},
	{"kiosk", READS | INSERTS | UPDATES, NULL, ""},
	{"due_look", READS | INSERTS | UPDATES, NULL, ""},
};

/* By the views and the triggers; a trigger's NEW is asked for as the table's columns. */
static const struct {
	const char *table;
	const char *readers; /* each between spaces */
} readers[] = {
	{"ledger",
	 " ledger ledger_first ledger_next ledger_once code kiosk_tells kiosk_answers kiosk_ends kiosk_wipes kiosk_shows"
	 " kiosk_shows_on "},
	{"code", " code kiosk_wipes "},
};
static const char *const functions[] = {"coalesce", "max", "length", "glob"};
static const char clocks[] = " kiosk_tells kiosk_answers kiosk_wipes kiosk_shows kiosk_shows_on ";

static bool among(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(names[i], name))
			return true;
	return false;
}

static bool has_word(const char *words, const char *word)
{
	char spaced[64];
	text_print(spaced, sizeof spaced, " %s ", word);
	return strstr(words, spaced) != NULL;
}

static bool has_column(const char *only, const char *column)
{
	return !only || !*column || has_word(only, column);
}

static bool may_read(const char *table, const char *database, const char *within)
{
	for (size_t i = 0; i < countof(readers); i++)
		if (text_is(readers[i].table, table))
			return text_is(database, "temp") || (within && has_word(readers[i].readers, within));
	return false;
}

static bool may_call(const char *function, const char *within)
{
	return among(functions, countof(functions), function) ||
	       (text_is(function, "unixepoch") && within && has_word(clocks, within));
}

static int may_touch(unsigned what, const char *table, const char *column)
{
	for (size_t i = 0; i < countof(tables); i++) {
		if (!text_is(tables[i].table, table) || !(tables[i].allowed & what) ||
		    !has_column(tables[i].only, column))
			continue;
		return *column && has_word(tables[i].as_nothing, column) ? SQLITE_IGNORE : SQLITE_OK;
	}
	return SQLITE_DENY;
}

/* "temp" is there for the view alone: it was made before, and nothing else can be. */
static int ask(void *self, int act, const char *first, const char *second, const char *database, const char *within)
{
	bool here = text_is(database, "main");
	switch (act) {
	case SQLITE_SELECT:
	case SQLITE_TRANSACTION: return SQLITE_OK;
	case SQLITE_FUNCTION: return may_call(second, within) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_READ:
		if (may_read(first, database, within))
			return SQLITE_OK;
		return here ? may_touch(READS, first, text_or(second, "")) : SQLITE_DENY;
	case SQLITE_INSERT: return here ? may_touch(INSERTS, first, "") : SQLITE_DENY;
	case SQLITE_UPDATE: return here ? may_touch(UPDATES, first, text_or(second, "")) : SQLITE_DENY;
	default: return SQLITE_DENY;
	}
}

/* --- The view --- */

static bool kind_has(const LineKind *kind, const char *name)
{
	for (size_t f = 0; f < kind->count; f++)
		if (text_is(kind->fields[f].name, name))
			return true;
	return false;
}

static bool seen_before(size_t k, const char *name)
{
	for (size_t i = 0; i < k; i++)
		if (kind_has(&line_kinds[i], name))
			return true;
	return false;
}

/* Of an entry nothing but whose it is and its name, which the indices are made of. */
static void add_column(Text *sql, const char *name)
{
	static const char *const plain[] = {"id", "patient"};
	static const char *const hidden[] = {"note", "mobile", "email", "postcode"};
	bool of_entry = false, of_others = false;
	for (size_t k = 0; k < line_kind_count; k++) {
		bool has = kind_has(&line_kinds[k], name);
		of_entry |= has && line_kinds[k].type == LINE_ENTRY;
		of_others |= has && line_kinds[k].type != LINE_ENTRY;
	}
	if (!among(plain, countof(plain), name) && (!of_others || among(hidden, countof(hidden), name)))
		text_add_print(sql, ", NULL AS \"%s\"", name);
	else if (text_is(name, "reason")) /* an override's is a word of a list; all others are words of somebody */
		text_add(sql,
			 ", CASE WHEN kind = 'override' THEN reason WHEN reason IS NOT NULL THEN '' END AS reason");
	else if (!among(plain, countof(plain), name) && of_entry)
		text_add_print(sql, ", CASE WHEN kind <> 'entry' THEN \"%s\" END AS \"%s\"", name, name);
	else
		text_add_print(sql, ", \"%s\"", name);
}

static bool make_view(Store *store, Error *err)
{
	Text sql = {.arena = &store->scratch};
	text_add(&sql, "CREATE TEMP VIEW ledger AS SELECT seq, kind, source, seal");
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t f = 0; f < line_kinds[k].count; f++)
			if (!seen_before(k, line_kinds[k].fields[f].name))
				add_column(&sql, line_kinds[k].fields[f].name);
	text_add(&sql, " FROM main.ledger");
	return db_run(store, text_done(&sql), err);
}

/* Of codes the tickets': whether one is right is seen here; the others are nothing that a kiosk asks for. */
static const char tickets[] = "CREATE TEMP VIEW code AS SELECT c.fact, c.hash FROM main.code c WHERE EXISTS"
			      " (SELECT 1 FROM main.ledger l WHERE l.id = c.fact AND l.at IS NOT NULL"
			      " AND l.kind = 'ticket')";

bool kiosk_rights_limit(Store *store, const char *number, Error *err)
{
	/* A kiosk writes no table that refers to the ledger, and to keep those true SQLite would read the entries'
	 * here. */
	if (!db_run(store, "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY", err) || !make_view(store, err) ||
	    !db_run(store, tickets, err) || !kiosk_writes_limit(store, number, err))
		return false;
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_set_authorizer(store->sqlite, ask, NULL);
	store->kiosk = true;
	return true;
}
