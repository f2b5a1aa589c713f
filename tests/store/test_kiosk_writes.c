/* What a kiosk's connection writes, column by column and value by value: statements, as somebody would write them who
 * got hold of it. */
#include "store/corner.h"

#include <string.h>

#include "base/macros.h"
#include "model/care/care.h"
#include "store/inside.h"

typedef struct Cell {
	const char *column, *value; /* as SQL has it */
} Cell;

#define AT "1795340460" /* COUNTY_NOW */

static const Cell of_answer[] = {
	{"kind", "'answered'"}, {"source", "1"},     {"id", "'crafted'"},	  {"at", AT},
	{"recorded_at", AT},	{"by", "'kiosk 1'"}, {"patient", "'9990000018'"}, {"episode", "'reg'"},
	{"direction", "'out'"}, {"answer", "'no'"},  {"who", "'patient'"},	  {"how", "'kiosk'"},
};

static const Cell of_call[] = {
	{"kind", "'staff-called'"}, {"source", "1"},	 {"id", "'crafted'"},	      {"at", AT},
	{"recorded_at", AT},	    {"by", "'kiosk 1'"}, {"patient", "'9990000018'"}, {"kiosk", "'1'"},
};

static const Cell of_ticket[] = {
	{"kind", "'ticket'"}, {"source", "1"},	   {"id", "'crafted'"},		{"at", AT},
	{"recorded_at", AT},  {"by", "'kiosk 1'"}, {"patient", "'9990000018'"}, {"kiosk", "'1'"},
};

static const char *statement_of(Corner *corner, const Cell *cells, size_t count, const Cell *change)
{
	Text columns = {.arena = &corner->arena}, values = {.arena = &corner->arena};
	bool changed = false;
	text_add(&columns, "INSERT INTO main.ledger (seq, seal");
	text_add(&values, ") SELECT seq + 1, seal");
	for (size_t i = 0; i < count; i++) {
		const bool other = change && text_is(change->column, cells[i].column);
		changed |= other;
		text_add_print(&columns, ", \"%s\"", cells[i].column);
		text_add_print(&values, ", %s", other ? change->value : cells[i].value);
	}
	if (change && !changed) {
		text_add_print(&columns, ", \"%s\"", change->column);
		text_add_print(&values, ", %s", change->value);
	}
	return arena_print(&corner->arena, "%s%s FROM ledger_end", text_done(&columns), text_done(&values));
}

/* "" where it is taken; nothing of it stays. */
static const char *why_not(Corner *corner, const char *sql)
{
	sqlite3 *sqlite = corner->store->sqlite;
	assert_int_equal(sqlite3_exec(sqlite, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	const bool done = sqlite3_exec(sqlite, sql, NULL, NULL, NULL) == SQLITE_OK;
	const char *why = done ? "" : arena_text(&corner->arena, sqlite3_errmsg(sqlite));
	sqlite3_exec(sqlite, "ROLLBACK", NULL, NULL, NULL);
	return why;
}

static void takes(Corner *corner, const char *sql)
{
	const char *why = why_not(corner, sql);
	if (why[0])
		fail_msg("refused: %s (%s)", sql, why);
}

static void takes_not(Corner *corner, const char *sql, const char *because)
{
	const char *why = why_not(corner, sql);
	if (!strstr(why, because))
		fail_msg("a kiosk may: %s (%s)", sql, why);
}

static const Cell wrong_answers[] = {
	{"kind", "'voided'"},
	{"kind", "'choice'"},
	{"kind", "'entry-open'"},
	{"kind", "'discharged'"},
	{"source", "0"},
	{"source", "257"},
	{"by", "'kiosk 2'"},
	{"by", "'kiosk 1, for Dr Shah'"},
	{"by", "'kiosk 11'"},
	{"by", "'Priya S'"},
	{"by", "NULL"},
	{"who", "'lpa'"},
	{"who", "'parental-responsibility'"},
	{"who", "NULL"},
	{"how", "'in-person'"},
	{"how", "NULL"},
	{"name", "'Dr Shah'"},
	{"capacity", "'lacks'"},
	{"reason", "'because'"},
	{"note", "'by the way'"},
	{"at", AT " + 3600"},
	{"at", AT " - 3600"},
	{"at", "NULL"},
	{"recorded_at", AT " + 3600"},
	{"recorded_at", "9000000000000"},
	{"recorded_at", "NULL"},
	{"id", "NULL"},
	{"patient", "NULL"},
	{"patient", "'9990000026'"},
	{"patient", "'9990000018' || char (0) || 'x'"},
	{"episode", "NULL"},
	{"episode", "'nowhere'"},
	{"direction", "NULL"},
	{"direction", "'up'"},
	{"answer", "NULL"},
	{"answer", "'maybe'"},
	{"answer", "''"},
	{"kiosk", "'1'"},
};

static void test_an_answer_is_its_patients_and_now(void **state)
{
	Corner *corner = corner_open();
	const size_t count = countof(of_answer);
	takes_not(corner, statement_of(corner, of_answer, count, NULL), "a kiosk tells only"); /* nobody came */
	corner_come(corner);
	takes(corner, statement_of(corner, of_answer, count, NULL));
	for (size_t i = 0; i < countof(wrong_answers); i++) {
		const char *why = why_not(corner, statement_of(corner, of_answer, count, &wrong_answers[i]));
		if (!strstr(why, "a kiosk tells") && !strstr(why, "not authorized"))
			fail_msg("%s = %s: %s", wrong_answers[i].column, wrong_answers[i].value, why);
	}
	corner->county.now.seconds += 5 * 3600;
	takes_not(corner, statement_of(corner, of_answer, count, &(Cell){"at", AT " + 5 * 3600"}), "a kiosk tells");
	corner->county.now.seconds -= 5 * 3600;
	corner_verify_whole(corner);
	corner_close(corner);
}

static bool is_of(const char *kind, const char *column)
{
	return line_field_find(line_kind_find(kind), column) != NULL;
}

/* A column that a kind does not have is never written. */
static void test_no_other_column_is_written(void **state)
{
	static const struct {
		const char *kind;
		const Cell *cells;
		size_t count;
	} lines[] = {
		{"answered", of_answer, countof(of_answer)},
		{"staff-called", of_call, countof(of_call)},
		{"ticket", of_ticket, countof(of_ticket)},
	};
	Corner *corner = corner_open();
	size_t tried = 0;
	corner_come(corner);
	for (size_t i = 0; i < countof(lines); i++)
		for (size_t k = 0; k < line_kind_count; k++)
			for (size_t f = 0; f < line_kinds[k].count; f++) {
				const Field *field = &line_kinds[k].fields[f];
				const bool number = field->type == FIELD_INSTANT || field->type == FIELD_TRUTH;
				if (is_of(lines[i].kind, field->name))
					continue;
				takes_not(corner,
					  statement_of(corner, lines[i].cells, lines[i].count,
						       &(Cell){field->name, number ? "1" : "'x'"}),
					  "a kiosk tells");
				tried++;
			}
	assert_true(tried > 100);
	corner_close(corner);
}

static void test_a_ticket_is_one_that_was_handed_out(void **state)
{
	Corner *corner = corner_open();
	const char *used = statement_of(corner, of_ticket, countof(of_ticket), NULL);
	const char *called = statement_of(corner, of_call, countof(of_call), NULL);
	Ticket ticket;
	takes_not(corner, used, "a kiosk tells");
	takes_not(corner, called, "a kiosk tells");
	corner_must(corner, desk_hand_ticket(corner->county.desk, corner->county.chart, &ticket, &corner->err));
	used = statement_of(corner, of_ticket, countof(of_ticket), NULL);
	const char *taken_back = NULL; /* given to somebody else by mistake: nobody answers by it */
	corner_must(corner, desk_undo(corner->county.desk, corner->county.chart, &taken_back, &corner->err));
	takes_not(corner, statement_of(corner, of_ticket, countof(of_ticket), NULL), "a kiosk tells");
	corner_must(corner, desk_hand_ticket(corner->county.desk, corner->county.chart, &ticket, &corner->err));
	used = statement_of(corner, of_ticket, countof(of_ticket), NULL);
	takes(corner, used);
	takes_not(corner, statement_of(corner, of_ticket, countof(of_ticket), &(Cell){"kiosk", "NULL"}),
		  "a kiosk tells");
	takes_not(corner, statement_of(corner, of_ticket, countof(of_ticket), &(Cell){"kiosk", "'2'"}),
		  "a kiosk tells");
	corner_come(corner);
	takes(corner, statement_of(corner, of_call, countof(of_call), NULL));
	takes_not(corner, statement_of(corner, of_call, countof(of_call), &(Cell){"kiosk", "'2'"}), "a kiosk tells");
	corner->county.now.seconds += 900;
	takes_not(corner, statement_of(corner, of_ticket, countof(of_ticket), &(Cell){"at", AT " + 900"}),
		  "a kiosk tells");
	corner_close(corner);
}

static void test_no_live_code_is_voided_or_read(void **state)
{
	static const char put[] = "INSERT OR REPLACE INTO main.code (fact, hash) VALUES ('%s', x'%064d')";
	Corner *corner = corner_open();
	const char *code = NULL;
	Ticket ticket;
	corner_must(corner, county_send_code(&corner->county, &code, &corner->err));
	corner_must(corner, desk_hand_ticket(corner->county.desk, corner->county.chart, &ticket, &corner->err));
	const char *wipes_code = arena_print(&corner->arena, put, code, 0);
	const char *wipes_ticket = arena_print(&corner->arena, put, ticket.fact, 0);
	takes_not(corner, wipes_code, "a kiosk wipes only");
	takes_not(corner, wipes_ticket, "a kiosk wipes only");
	takes_not(corner, arena_print(&corner->arena, put, "new", 0), "a kiosk wipes only");
	sqlite3_stmt *seen = NULL;
	int tickets = 0;
	assert_int_equal(corner_prepare(corner, "SELECT fact, hash FROM code", &seen), SQLITE_OK);
	for (; sqlite3_step(seen) == SQLITE_ROW; tickets++)
		assert_string_equal((const char *)sqlite3_column_text(seen, 0), ticket.fact);
	sqlite3_finalize(seen);
	assert_int_equal(tickets, 1);
	corner->county.now.seconds += 601;
	takes(corner, wipes_ticket);
	takes_not(corner, arena_print(&corner->arena, put, ticket.fact, 1), "a kiosk wipes only");
	takes_not(corner, wipes_code, "a kiosk wipes only");
	corner_close(corner);
}

static void test_neither_the_end_nor_a_row_of_a_kiosk_is_false(void **state)
{
	static const char *const ends[] = {"UPDATE ledger_end SET seq = 0", "UPDATE ledger_end SET seq = seq + 1",
					   "UPDATE ledger_end SET seal = x'00'"};
	static const char *const shown[] = {
		"state = 'dancing'",
		"state = ''",
		"number = '2'",
		"seen = 9000000000000",
		"since = " AT " + 3600",
		"called = " AT " + 3600",
		"passphrase_at = " AT " + 3600",
		"question = -1",
		"questions = 99999",
		"wrong_tickets = -1",
		"wrong_passphrases = -5",
		"patient = '9990000018'",
		"visit = 'nothing'",
		"patient = '9990000018', visit = 'nothing'",
	};
	Corner *corner = corner_open();
	for (size_t i = 0; i < countof(ends); i++)
		takes_not(corner, ends[i], "the ledger ends with its last line");
	takes(corner, "UPDATE kiosk SET state = 'choosing', called = " AT " WHERE number = '1'");
	for (size_t i = 0; i < countof(shown); i++)
		takes_not(corner, arena_print(&corner->arena, "UPDATE kiosk SET %s", shown[i]), "a kiosk shows");
	takes_not(
		corner,
		"INSERT INTO kiosk (number, state, question, questions, since, seen, wrong_tickets, wrong_passphrases)"
		" VALUES ('3', 'idle', 0, 0, 0, 0, 0, 0)",
		"a kiosk shows");
	takes_not(corner, "INSERT INTO due_look (patient, at) VALUES ('9990000018', 9000000000000)",
		  "a kiosk puts nothing off");
	const char *mark = "INSERT INTO due_look (patient, at) VALUES ('9990000018', -9223372036854775808)";
	takes(corner, mark);
	takes_not(corner, arena_print(&corner->arena, "%s; UPDATE due_look SET at = 9000000000000", mark),
		  "a kiosk puts nothing off");
	corner_verify_whole(corner);
	corner_close(corner);
}

static void test_no_hash_of_a_passphrase_is_read(void **state)
{
	Corner *corner = corner_open();
	sqlite3_stmt *all = NULL;
	int rows = 0;
	assert_int_equal(corner_prepare(corner, "SELECT passphrase, pin FROM staff", &all), SQLITE_OK);
	for (; sqlite3_step(all) == SQLITE_ROW; rows++) {
		assert_int_equal(sqlite3_column_type(all, 0), SQLITE_NULL);
		assert_int_equal(sqlite3_column_type(all, 1), SQLITE_NULL);
	}
	sqlite3_finalize(all);
	assert_true(rows > 0);
	assert_int_equal(corner_prepare(corner, "SELECT hash FROM main.code", &all), SQLITE_AUTH);
	corner_close(corner);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_answer_is_its_patients_and_now),
		cmocka_unit_test(test_no_other_column_is_written),
		cmocka_unit_test(test_a_ticket_is_one_that_was_handed_out),
		cmocka_unit_test(test_no_live_code_is_voided_or_read),
		cmocka_unit_test(test_neither_the_end_nor_a_row_of_a_kiosk_is_false),
		cmocka_unit_test(test_no_hash_of_a_passphrase_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
