/* Within the store only: the statements of the store, and how one is run. */
#ifndef STORE_STATEMENT_H
#define STORE_STATEMENT_H

#include "store/inside.h"

#define ALL_WHERE_ "FROM organisation d CROSS JOIN ledger l ON l.seq = d.seq WHERE "
#define STATEMENTS(X) \
	/* ledger */ \
	X(HEAD, NONE, "SELECT seq, seal FROM ledger ORDER BY seq DESC LIMIT 1") \
	X(END, NONE, "UPDATE ledger_end SET seq = ?1, seal = ?2") \
	X(FACTS, FACT, "FROM ledger l WHERE l.patient IS ?1 AND l.at IS NOT NULL ORDER BY l.seq") \
	X(FACT, FACT, "FROM ledger l WHERE l.id = ?1 AND l.at IS NOT NULL") \
	X(CHANGED, NONE, \
	  "SELECT DISTINCT coalesce(patient, nhs) AS about FROM ledger WHERE seq > ?1 AND about IS NOT NULL" \
	  " ORDER BY about") \
	X(EVERYBODY, NONE, "SELECT nhs FROM patient ORDER BY nhs") \
	/* directory */ \
	X(ORGANISATION, ORGANISATION, "FROM organisation d CROSS JOIN ledger l ON l.seq = d.seq WHERE d.code = ?1") \
	X(PERSON, PERSON, "FROM patient d CROSS JOIN ledger l ON l.seq = d.seq WHERE d.nhs = ?1") \
	X(PERSON_AT, PERSON, \
	  "FROM ledger l WHERE l.nhs = ?1 AND l.seq <= ?2 AND l.nhs IS NOT NULL ORDER BY l.seq DESC LIMIT 1") \
	X(ENTRY, ENTRY, "FROM entry d CROSS JOIN ledger l ON l.seq = d.seq WHERE d.id = ?1") \
	X(ENTRIES, ENTRY, \
	  "FROM entry d CROSS JOIN ledger l ON l.seq = d.seq WHERE d.patient = ?1 ORDER BY d.recorded, d.id") \
	X(BY_HAND, NONE, "SELECT by_hand FROM organisation WHERE code = ?1") \
	X(PUT_ORGANISATION, NONE, \
	  "INSERT INTO organisation (code, seq, by_hand, closed, folded_code, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" \
	  " ON CONFLICT (code) DO UPDATE SET seq = ?2, by_hand = max(by_hand, ?3), closed = ?4, words = ?6") \
	X(PUT_PERSON, NONE, \
	  "INSERT INTO patient (nhs, seq, family, given, preferred, born) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" \
	  " ON CONFLICT (nhs) DO UPDATE SET seq = ?2, family = ?3, given = ?4, preferred = ?5, born = ?6") \
	X(PUT_ENTRY, NONE, \
	  "INSERT INTO entry (id, seq, patient, recorded) VALUES (?1, ?2, ?3, ?4)" \
	  " ON CONFLICT (id) DO UPDATE SET seq = ?2, patient = ?3, recorded = ?4") \
	/* search; the bounds of a prefix that is not given hold everything */ \
	X(PEOPLE_BY_NHS, PERSON, \
	  PEOPLE_ "WHERE d.nhs >= ?1 AND d.nhs < ?2 AND +d.family >= ?3 AND +d.family < ?4" \
		  " AND (?7 IS NULL OR +d.born = ?7)" GIVEN_ " ORDER BY d.nhs LIMIT ?8") \
	X(PEOPLE_BY_BORN, PERSON, \
	  PEOPLE_ "WHERE d.born = ?7 AND d.family >= ?3 AND d.family < ?4" GIVEN_ \
		  " ORDER BY d.family, d.given, d.preferred, d.nhs LIMIT ?8") \
	X(PEOPLE_BY_NAME, PERSON, \
	  PEOPLE_ "WHERE d.family >= ?3 AND d.family < ?4" GIVEN_ \
		  " ORDER BY d.family, d.given, d.preferred, d.nhs LIMIT ?8") \
	X(BY_CODE, ORGANISATION, \
	  "FROM organisation d CROSS JOIN ledger l ON l.seq = d.seq WHERE d.folded_code = ?1 AND (?2 OR " OPEN_ ")") \
	X(BY_WORDS_OPEN, ORGANISATION, BY_WORDS_ OPEN_ " AND d.folded_code <> ?2 LIMIT ?3") \
	X(BY_WORDS_CLOSED, ORGANISATION, BY_WORDS_ "NOT " OPEN_ " AND d.folded_code <> ?2 LIMIT ?3") \
	X(ALL_OPEN, ORGANISATION, "FROM organisation d CROSS JOIN ledger l ON l.seq = d.seq WHERE " OPEN_ " LIMIT ?3") \
	X(ALL_MIG, ORGANISATION, ALL_WHERE_ "l.\"mig\" = 1 AND " OPEN_ " LIMIT ?3") \
	X(ALL_UNKNOWN_SYSTEM, ORGANISATION, ALL_WHERE_ "l.\"system\" = 'unknown' AND " OPEN_ " LIMIT ?3") \
	X(ALL_CLOSED, ORGANISATION, \
	  "FROM organisation d CROSS JOIN ledger l ON l.seq = d.seq WHERE NOT " OPEN_ " LIMIT ?3") \
	/* accounts */ \
	X(STAFF_ALL, NONE, "SELECT name, role, active, passphrase, pin, pin_failures FROM staff ORDER BY folded") \
	X(STAFF, NONE, "SELECT name, role, active, passphrase, pin, pin_failures FROM staff WHERE folded = ?1") \
	X(PUT_STAFF, NONE, \
	  "INSERT INTO staff (folded, name, role, active, passphrase, pin, pin_failures)" \
	  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (folded) DO UPDATE SET" \
	  " name = ?2, role = ?3, active = ?4, passphrase = ?5, pin = ?6, pin_failures = ?7") \
	X(SETTING, NONE, "SELECT value FROM setting WHERE name = ?1") \
	X(PUT_SETTING, NONE, "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)") \
	X(UNSET_SETTING, NONE, "DELETE FROM setting WHERE name = ?1") \
	X(CODE, NONE, "SELECT hash FROM code WHERE fact = ?1") \
	X(PUT_CODE, NONE, "INSERT OR REPLACE INTO code (fact, hash) VALUES (?1, ?2)") \
	/* messages on their way; `changed` of a withdrawal is the machine's clock, for the port gives none */ \
	X(PUT_PARCEL, NONE, \
	  "INSERT INTO outbox (fact, request, channel, state, queued, expires, changed, next_at, claimed_until, tries," \
	  " reference, service_id, why, sealed)" \
	  " VALUES (?1, ?2, ?3, 'queued', ?4, ?5, ?4, 0, 0, 0, lower(hex(randomblob(16))), '', '', ?6)") \
	X(QUEUED_PARCELS, NONE, \
	  "SELECT fact, request, channel, queued, expires FROM outbox WHERE state = 'queued' ORDER BY queued, fact") \
	X(WITHDRAW_PARCELS, NONE, \
	  "UPDATE outbox SET state = 'withdrawn', changed = unixepoch(), sealed = NULL" \
	  " WHERE request = ?1 AND state = 'queued'") \
	X(DELIVERY, NONE, "SELECT channel, state, changed, tries, why FROM outbox WHERE fact = ?1") \
	/* kiosks; by number */ \
	X(PRESENCES, NONE, \
	  "SELECT number, patient, visit, state, question, questions, since, seen, called, wrong_tickets," \
	  " wrong_passphrases, passphrase_at FROM kiosk ORDER BY length(number), number") \
	X(PUT_PRESENCE, NONE, \
	  "INSERT INTO kiosk (number, patient, visit, state, question, questions, since, seen, called, wrong_tickets," \
	  " wrong_passphrases, passphrase_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)" \
	  " ON CONFLICT (number) DO UPDATE SET patient = ?2, visit = ?3, state = ?4, question = ?5, questions = ?6," \
	  " since = ?7, seen = ?8, called = ?9, wrong_tickets = ?10, wrong_passphrases = ?11, passphrase_at = ?12") \
	/* the outbox, for the program that sends: ?1 is which or now */ \
	X(OUTBOX_EXPIRE_CODES, NONE, \
	  "UPDATE code SET hash = zeroblob(32) WHERE fact IN (SELECT fact FROM outbox" \
	  " WHERE state = 'queued' AND expires <= ?1 AND NOT " CLAIMED_ ")") \
	X(OUTBOX_EXPIRE, NONE, \
	  "UPDATE outbox SET state = 'expired', changed = ?1, sealed = NULL" \
	  " WHERE state = 'queued' AND expires <= ?1 AND NOT " CLAIMED_) \
	X(OUTBOX_DUE, NONE, \
	  "SELECT " ITEM_ " FROM outbox WHERE state = 'queued' AND next_at <= ?1 AND NOT " CLAIMED_ \
	  " ORDER BY queued, fact LIMIT 1") \
	X(OUTBOX_CLAIM, NONE, "UPDATE outbox SET claimed_until = ?2, tries = tries + 1 WHERE fact = ?1") \
	X(OUTBOX_STATE, NONE, "SELECT state FROM outbox WHERE fact = ?1") \
	X(OUTBOX_SENT, NONE, \
	  "UPDATE outbox SET state = 'sent', changed = ?2, sealed = NULL, service_id = ?3, why = ''" \
	  " WHERE fact = ?1 AND state = 'queued'") \
	X(OUTBOX_AGAIN, NONE, \
	  "UPDATE outbox SET next_at = ?3, claimed_until = 0, why = ?4," \
	  " state = iif(expires <= ?3, 'expired', state), changed = iif(expires <= ?3, ?2, changed)," \
	  " sealed = iif(expires <= ?3, NULL, sealed) WHERE fact = ?1 AND state = 'queued'") \
	X(OUTBOX_FAILED, NONE, \
	  "UPDATE outbox SET state = 'failed', changed = ?2, sealed = NULL, why = ?3" \
	  " WHERE fact = ?1 AND state IN ('queued', 'sent')") \
	X(OUTBOX_DELIVERED, NONE, \
	  "UPDATE outbox SET state = 'delivered', changed = ?2, sealed = NULL, why = ''" \
	  " WHERE fact = ?1 AND state IN ('queued', 'sent')") \
	X(OUTBOX_UNSETTLED, NONE, \
	  "SELECT " ITEM_ " FROM outbox WHERE state = 'sent' AND service_id <> '' AND changed > ?1 ORDER BY changed, fact") \
	X(OUTBOX_NEXT, NONE, \
	  "SELECT min(max(min(next_at, expires), claimed_until)) FROM outbox WHERE state = 'queued'")

#define ITEM_ "fact, channel, queued, expires, tries, reference, service_id, sealed"
/* At now (?1), claims being for ?2 seconds; one that reaches further was made before the clock was put back. */
#define CLAIMED_ "claimed_until BETWEEN ?1 + 1 AND ?1 + ?2"
#define PEOPLE_ "FROM patient d CROSS JOIN ledger l ON l.seq = d.seq "
#define GIVEN_ " AND (+d.given >= ?5 AND +d.given < ?6 OR +d.preferred >= ?5 AND +d.preferred < ?6)"
#define OPEN_ "(d.closed IS NULL OR d.closed >= ?4)"
/* In the order told, the order the index is in: ranking would read every match at each key. */
#define BY_WORDS_ \
	"FROM organisation_words w CROSS JOIN organisation d ON d.id = w.rowid CROSS JOIN ledger l ON l.seq = d.seq" \
	" WHERE w.organisation_words MATCH ?1 AND "

#define STATEMENT_ENUM_(name, shape, sql) STATEMENT_##name,
typedef enum StatementId { STATEMENTS(STATEMENT_ENUM_) STATEMENT_COUNT } StatementId;

void statement_prepare_all(Store *store); /* makes room for them; each is made when it is first needed */
void statement_finalize_all(Store *store);

/* A cached statement, ready to bind; given back (reset, unbound) by `scoped(statement_done)`. */
typedef sqlite3_stmt *Statement;
bool statement_get(Store *store, StatementId id, Statement *ret_statement, Error *err) must_check;
bool statement_make(Store *store, const char *sql, Statement *ret_statement, Error *err) must_check;
void statement_done(Statement *statement);
void statement_end(Statement *statement); /* of one that is not cached */
bool statement_row(Store *store, Statement statement, bool *ret_row,
		   Error *err) must_check;				      /* false in *ret_row: no more */
bool statement_run(Store *store, Statement statement, Error *err) must_check; /* of one that gives no rows */
void statement_bind_text(Statement statement, int at,
			 const char *text); /* NULL as NULL; must live until the statement is done */
char *statement_text(Statement statement, int column, Arena *arena);     /* NULL for NULL */

#endif
