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

enum { STEP = 1000, MONTH_LENGTH = 7 };

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

static bool count(Desk *desk, Month from, Month to, Figures **ret_figures, Error *err)
{
	if (!desk_figures_open(desk, from, to, ret_figures, err))
		return false;
	for (bool done = false; !done;)
		if (!desk_figures_step(desk, *ret_figures, STEP, &done, err))
			return false;
	return true;
}

/* Beside the table, which a program reads. */
static void say_waiting(Desk *desk, const Figures *figures, bool suppress)
{
	scoped(arena_free) Arena arena = {0};
	Text complaints = {.arena = &arena};
	size_t count;
	Instant oldest;
	desk_figures_waiting(figures, &count, &oldest);
	if (count > 0)
		fprintf(stderr, "Not yet passed on: %zu, the oldest %s.\n", count, passing_age(desk, oldest, &arena));
	desk_figures_say_complaints(figures, suppress, &complaints);
	if (complaints.length > 0)
		fprintf(stderr, "%s\n", text_done(&complaints));
}

static bool print_figures(Desk *desk, const char *from_word, const char *to_word, bool suppress, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Figures *figures = NULL;
	const FigureRow *rows;
	size_t row_count;
	Month from, to;
	if (!read_month(to_word, "to", desk, &to, err) ||
	    !(from_word ? read_month(from_word, "from", desk, &from, err) : (from = to, true)))
		return false;
	bool done = count(desk, from, to, &figures, err);
	if (done) {
		desk_figures_rows(figures, &rows, &row_count);
		const Table table = table_of_figures(rows, row_count, suppress, &arena);
		done = csv_table_write(&table, stdout, err);
		say_waiting(desk, figures, suppress);
	}
	desk_figures_close(figures);
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
	bool done = print_figures(session.desk, from, to, suppress, &err);
	session_close(&session);
	return done ? EXIT_DONE : command_fail(&err);
}
