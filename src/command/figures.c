/* sharedesk figures: how the questions went, by organisation and month, as CSV on standard output; no names of
 * patients. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "command/command.h"
#include "command/session.h"
#include "exchange/csv_table.h"
#include "model/audit/audit.h"
#include "model/passing/passing.h"

enum { MONTH_LENGTH = 7 };

/* "2026-11"; not given: the present month. */
static bool read_month(const char *word, const char *option, const Desk *desk, Month *ret_month, Error *err)
{
	char day[16];
	Date date = desk_today(desk);
	if (word) {
		text_print(day, sizeof day, "%s-01", word);
		if (strlen(word) != MONTH_LENGTH || !date_parse(day, &date))
			return fail(err, ERROR_INPUT, "--%s %s is not a month: write it as 2026-11.", option, word);
	}
	*ret_month = (Month){date.year, date.month};
	return true;
}

/* Beside the table, which a program reads. */
static void say_waiting(Desk *desk, const Figures *figures, bool suppress, Arena *arena)
{
	Text complaints = {.arena = arena};
	if (figures->waiting > 0)
		fprintf(stderr, "Not yet passed on: %zu, the oldest %s.\n", figures->waiting,
			passing_age(desk, figures->oldest, arena));
	desk_figures_say_complaints(figures, suppress, &complaints);
	if (complaints.length > 0)
		fprintf(stderr, "%s\n", text_done(&complaints));
}

static bool print_figures(Session *session, const char *from_word, const char *to_word, bool suppress, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Desk *desk = session->desk;
	Figures figures;
	Month from, to;
	if (!read_month(to_word, "to", desk, &to, err) ||
	    !(from_word ? read_month(from_word, "from", desk, &from, err) : (from = to, true)))
		return false;
	if (!session_find_due(session, err) || !desk_figures(desk, from, to, &arena, &figures, err))
		return false;
	const Table table = table_of_figures(figures.rows, figures.count, suppress, &arena);
	const bool done = csv_table_write(&table, stdout, err);
	say_waiting(desk, &figures, suppress, &arena);
	return done;
}

int command_figures(int words_count, char **words)
{
	SessionOptions options = {0};
	Session session;
	const char *from = NULL, *to = NULL;
	bool suppress = false;
	Error err = {0};
	int status;
	const Option table[] = {
		SESSION_OPTIONS(options),
		{"from", &from, NULL},
		{"to", &to, NULL},
		{"suppress", NULL, &suppress},
	};
	if (!options_read("figures", words_count, words, table, countof(table), NULL, &status))
		return status;
	if (!session_open(&options, STORE_OPEN, ACT_SEE_FIGURES, &session, &err))
		return command_fail(&err);
	bool done = print_figures(&session, from, to, suppress, &err);
	session_close(&session);
	return done ? EXIT_DONE : command_fail(&err);
}
