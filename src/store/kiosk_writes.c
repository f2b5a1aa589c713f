/* Temporary triggers, which nothing on a kiosk's connection can drop. A kiosk tells that a ticket was used, that the
 * patient who came by it answered or needs staff, and wipes tickets that ran out: by its own name, of that patient,
 * now. So whoever takes its connection over answers for nobody who was not given a ticket today, and in nobody's
 * name. */
#include "store/kiosk_writes.h"

#include <stdlib.h>

#include "base/macros.h"
#include "base/text.h"
#include "store/db.h"

/* How far a kiosk's clock and SQLite's may be apart, for how long a ticket can be used, and how long a visit may take;
 * seconds. */
#define NOW "unixepoch() - 120 AND unixepoch() + 120"
#define NOT_LATER "<= unixepoch() + 120"
#define TICKET_ALIVE "unixepoch() - 600 - 120"
#define TICKET_DEAD "unixepoch() - 600"
#define VISIT "unixepoch() - 4 * 3600"
#define NOTHING "x'0000000000000000000000000000000000000000000000000000000000000000'"

static const char *const kinds[] = {"answered", "ticket", "staff-called"};

/* 'yes', 'no', … */
static const char *list(const Words *words, Arena *arena)
{
	Text text = {.arena = arena};
	for (size_t i = 1; i < words->count; i++)
		text_add_print(&text, "%s'%s'", i > 1 ? ", " : "", words->texts[i]);
	return text_done(&text);
}

/* The column is one of such a line. */
static bool kind_has(const char *kind, const char *column)
{
	return line_field_find(line_kind_find(kind), column) != NULL;
}

static bool seen_before(size_t k, const char *column)
{
	for (size_t i = 0; i < k; i++)
		if (line_field_find(&line_kinds[i], column))
			return true;
	return false;
}

/* Every column that a kind does not have is NULL. */
static void add_strangers(Text *sql)
{
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t f = 0; f < line_kinds[k].count; f++) {
			const char *column = line_kinds[k].fields[f].name;
			if (seen_before(k, column))
				continue;
			for (size_t i = 0; i < countof(kinds); i++)
				if (!kind_has(kinds[i], column))
					text_add_print(sql, " OR (NEW.kind = '%s' AND NEW.\"%s\" IS NOT NULL)",
						       kinds[i], column);
		}
}

/* A ticket of the patient: handed out, not taken back and not yet run out, or used at this kiosk in this visit. */
#define HANDED \
	"EXISTS (SELECT 1 FROM main.ledger l WHERE l.patient = NEW.patient AND l.at >= " TICKET_ALIVE \
	" AND l.kind <> 'viewed' AND l.kind = 'ticket' AND l.kiosk IS NULL AND NOT EXISTS (SELECT 1 FROM main.ledger v" \
	" WHERE v.patient = NEW.patient AND v.at IS NOT NULL AND v.kind <> 'viewed' AND v.kind = 'voided' AND v.fact = l.id))"
#define USED \
	"EXISTS (SELECT 1 FROM main.ledger l WHERE l.patient = NEW.patient AND l.at >= " VISIT \
	" AND l.kind <> 'viewed' AND l.kind = 'ticket' AND l.kiosk IS %s)"

/* "by" and `kiosk` are this kiosk's; `number` is quoted. */
static void add_line(Text *sql, const char *number)
{
	text_add_print(sql,
		       "CREATE TEMP TRIGGER kiosk_tells BEFORE INSERT ON main.ledger"
		       " WHEN NEW.kind NOT IN ('answered', 'ticket', 'staff-called') OR NEW.source <> 1"
		       " OR NEW.id IS NULL OR NEW.patient IS NULL OR NEW.\"by\" IS NOT 'kiosk ' || %s"
		       " OR NEW.at IS NULL OR NEW.at NOT BETWEEN " NOW
		       " OR NEW.recorded_at IS NULL OR NEW.recorded_at NOT BETWEEN " NOW
		       " OR (NEW.kind <> 'answered' AND NEW.kiosk IS NOT %s) OR NEW.note IS NOT NULL"
		       " OR (NEW.kind = 'ticket' AND NOT " HANDED ") OR (NEW.kind <> 'ticket' AND NOT " USED ")",
		       number, number, number);
	add_strangers(sql);
	text_add(sql, " BEGIN SELECT RAISE(ABORT, 'a kiosk tells only that it was answered, entered or needs staff');"
		      " END;");
}

/* The patient alone, of an episode of theirs. */
static void add_answer(Text *sql, Arena *arena)
{
	text_add_print(sql,
		       "CREATE TEMP TRIGGER kiosk_answers BEFORE INSERT ON main.ledger WHEN NEW.kind = 'answered'"
		       " AND (NEW.who IS NOT 'patient' OR NEW.how IS NOT 'kiosk' OR NEW.name IS NOT NULL"
		       " OR NEW.capacity IS NOT NULL OR NEW.reason IS NOT NULL"
		       " OR NEW.direction IS NULL OR NEW.direction NOT IN (%s) OR NEW.answer IS NULL"
		       " OR NEW.answer NOT IN (%s) OR NOT EXISTS (SELECT 1 FROM main.ledger l"
		       " WHERE l.episode = NEW.episode AND l.patient = NEW.patient"
		       " AND l.kind IN ('registered', 'referred')))"
		       " BEGIN SELECT RAISE(ABORT, 'a kiosk tells what its patient answered, and nothing else'); END;",
		       list(&direction_words, arena), list(&question_answer_words, arena));
}

static void add_tables(Text *sql)
{
	text_add(sql, "CREATE TEMP TRIGGER kiosk_ends BEFORE UPDATE ON main.ledger_end"
		      " WHEN NEW.seq IS NOT (SELECT max(l.seq) FROM main.ledger l)"
		      " OR NEW.seal IS NOT (SELECT l.seal FROM main.ledger l WHERE l.seq = NEW.seq)"
		      " BEGIN SELECT RAISE(ABORT, 'the ledger ends with its last line'); END;"
		      "CREATE TEMP TRIGGER kiosk_wipes BEFORE INSERT ON main.code WHEN NEW.hash IS NOT " NOTHING
		      " OR NOT EXISTS (SELECT 1 FROM main.code c WHERE c.fact = NEW.fact)"
		      " OR NOT EXISTS (SELECT 1 FROM main.ledger l WHERE l.id = NEW.fact AND l.at <= " TICKET_DEAD
		      " AND l.kind = 'ticket' AND l.kiosk IS NULL)"
		      " BEGIN SELECT RAISE(ABORT, 'a kiosk wipes only tickets that have run out'); END;");
	text_add_print(sql,
		       "CREATE TEMP TRIGGER kiosk_marks BEFORE INSERT ON main.due_look WHEN NEW.at <> %lld"
		       " BEGIN SELECT RAISE(ABORT, 'a kiosk puts nothing off'); END;"
		       "CREATE TEMP TRIGGER kiosk_marks_on BEFORE UPDATE ON main.due_look"
		       " WHEN NEW.at <> %lld OR NEW.patient <> OLD.patient"
		       " BEGIN SELECT RAISE(ABORT, 'a kiosk puts nothing off'); END;",
		       (long long)INSTANT_MIN.seconds, (long long)INSTANT_MIN.seconds);
}

/* Its own row: words and numbers that desks can read, who came to it by a ticket, and no moment to come. */
static void add_presence(Text *sql, const char *number, Arena *arena)
{
	static const struct {
		const char *name, *when;
	} triggers[] = {{"kiosk_shows", "INSERT"}, {"kiosk_shows_on", "UPDATE"}};
	for (size_t i = 0; i < countof(triggers); i++)
		text_add_print(
			sql,
			"CREATE TEMP TRIGGER %s BEFORE %s ON main.kiosk WHEN NEW.number IS NOT %s%s"
			" OR NEW.state NOT IN (%s) OR NEW.question NOT BETWEEN 0 AND 9999"
			" OR NEW.questions NOT BETWEEN 0 AND 9999 OR NEW.wrong_tickets NOT BETWEEN 0 AND 9999"
			" OR NEW.wrong_passphrases NOT BETWEEN 0 AND 9999 OR NOT NEW.since " NOT_LATER
			" OR NOT NEW.seen " NOT_LATER " OR NOT coalesce(NEW.called, 0) " NOT_LATER
			" OR NOT coalesce(NEW.passphrase_at, 0) " NOT_LATER
			" OR (NEW.patient IS NULL) <> (NEW.visit IS NULL) OR (NEW.visit IS NOT NULL AND NOT EXISTS"
			" (SELECT 1 FROM main.ledger l WHERE l.id = NEW.visit AND l.at IS NOT NULL"
			" AND l.patient = NEW.patient AND l.kind = 'ticket' AND l.kiosk IS %s))"
			" BEGIN SELECT RAISE(ABORT, 'a kiosk shows what it is doing, and nothing else'); END;",
			triggers[i].name, triggers[i].when, number, i ? " OR OLD.number IS NOT NEW.number" : "",
			list(&kiosk_state_words, arena), number);
}

bool kiosk_writes_limit(Store *store, const char *number, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Text sql = {.arena = &arena};
	char *quoted = sqlite3_mprintf("%Q", number);
	if (!quoted)
		abort();
	add_line(&sql, quoted);
	add_answer(&sql, &arena);
	add_tables(&sql);
	add_presence(&sql, quoted, &arena);
	sqlite3_free(quoted);
	return db_run(store, text_done(&sql), err);
}
