/* What a kiosk's connection may do: SQLite asks before it prepares any statement, whoever wrote it.
 *
 * The ledger is read through a temporary view of the same name, which shows nothing of what an entry says, nor notes,
 * complaints, nor how to reach anybody; the table below it only the view reads, and the triggers of the ledger. Lines
 * are added, of three kinds and by a kiosk's name alone. Beside that: the directory, settings, accounts without PINs,
 * the hashes of codes (tickets are kept there; the key of the others is not in this process), and what kiosks are
 * doing. Everything else is refused. */
#include "store/kiosk_rights.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "store/db.h"

typedef enum Allowed { READS = 1, INSERTS = 2, UPDATES = 4 } Allowed;

static const struct {
	const char *table;
	unsigned allowed;
	const char *only;	/* these columns, each between spaces; NULL: all */
	const char *as_nothing; /* a column that reads as NULL */
} tables[] = {
	{"ledger", INSERTS, NULL, NULL},
	{"ledger_end", READS | UPDATES, " seq seal ", NULL},
	{"organisation", READS, " code seq closed folded_code ", NULL},
	{"patient", READS, " nhs seq family given preferred born ", NULL},
	{"family_word", READS, NULL, NULL},
	{"given_word", READS, NULL, NULL},
	{"staff", READS, NULL, "pin"},
	{"setting", READS, NULL, NULL},
	{"code", READS | INSERTS, NULL, NULL},
	{"kiosk", READS | INSERTS | UPDATES, NULL, NULL},
	{"due_look", READS | INSERTS | UPDATES, NULL, NULL},
};

/* By the view and by the ledger's own triggers; a trigger's NEW is asked for as the table's columns. */
static const char *const readers_of_ledger[] = {"ledger", "ledger_next", "ledger_once", "kiosk_tells"};
static const char *const functions[] = {"coalesce", "max", "length", "glob"};

static bool among(const char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(names[i], name))
			return true;
	return false;
}

static bool has_column(const char *only, const char *column)
{
	char word[64];
	text_print(word, sizeof word, " %s ", column);
	return !only || !*column || strstr(only, word);
}

static int may_touch(unsigned what, const char *table, const char *column)
{
	for (size_t i = 0; i < countof(tables); i++) {
		if (!text_is(tables[i].table, table) || !(tables[i].allowed & what) ||
		    !has_column(tables[i].only, column))
			continue;
		return tables[i].as_nothing && text_is(tables[i].as_nothing, column) ? SQLITE_IGNORE : SQLITE_OK;
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
	case SQLITE_FUNCTION: return among(functions, countof(functions), second) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_READ:
		if (text_is(first, "ledger") &&
		    (among(readers_of_ledger, countof(readers_of_ledger), within) || text_is(database, "temp")))
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
	else if (text_is(name, "reason")) /* what somebody complained about is nothing that a kiosk asks */
		text_add(sql, ", CASE WHEN kind NOT GLOB 'complaint*' AND kind <> 'access-withheld' THEN reason END"
			      " AS reason");
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

bool kiosk_rights_limit(Store *store, Error *err)
{
	static const char kinds[] =
		"CREATE TEMP TRIGGER kiosk_tells BEFORE INSERT ON main.ledger"
		" WHEN NEW.kind NOT IN ('answered', 'ticket', 'staff-called') OR NEW.source <> 1"
		" OR NEW.\"by\" IS NULL OR NEW.\"by\" NOT GLOB 'kiosk [1-9]*'"
		" OR (NEW.kind = 'answered' AND NEW.how IS NOT 'kiosk')"
		" OR (NEW.kind <> 'answered' AND NEW.kiosk IS NULL)"
		" BEGIN SELECT RAISE(ABORT, 'a kiosk tells only that it was answered, entered or needs staff'); END";
	/* A kiosk writes no table that refers to the ledger, and to keep those true SQLite would read the entries'
	 * here. */
	if (!db_run(store, "PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY", err) || !make_view(store, err) ||
	    !db_run(store, kinds, err))
		return false;
	sqlite3_limit(store->sqlite, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_set_authorizer(store->sqlite, ask, NULL);
	store->kiosk = true;
	return true;
}
