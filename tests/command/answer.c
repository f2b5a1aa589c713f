/* answer patient N : the number of an invented patient.
 * answer DATABASE NAME PASSPHRASE COUNT NHS… : a desk at work. Signs in, opens one of these patients after the other
 * and records what they answer for each open episode, so often (0: until it is asked to end). The facts of each answer
 * that is saved stand on lines of standard output. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/session.h"
#include "model/care/care.h"
#include "model/facts/nhs_number.h"

static volatile sig_atomic_t ending;

static void end(int signal)
{
	ending = 1;
}

typedef struct Visit {
	Session session;
	const char *name;
	int64_t head;
	unsigned count; /* of answers saved */
	Arena arena;
} Visit;

static bool answer(Visit *visit, Chart *chart, Error *err)
{
	enum { ANSWERS_MAX = 16 };
	const Speaker speaker = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	const Agreements *agreements = &chart->now.agreements;
	GivenAnswer answers[ANSWERS_MAX];
	Given given = {.answers = answers};
	for (size_t i = 0; i < agreements->episode_count && given.answer_count < ANSWERS_MAX; i++)
		if (agreements->episodes[i].open && !agreements->episodes[i].registration)
			answers[given.answer_count++] = (GivenAnswer){agreements->episodes[i].id, DIRECTION_IN,
								      visit->count % 3 ? ANSWER_YES : ANSWER_NO};
	return desk_record(visit->session.desk, chart, &speaker, &given, err);
}

static bool say(Visit *visit, const char *nhs, Error *err)
{
	const Ledger *ledger = &visit->session.ledger;
	FactList facts;
	Text line = {.arena = &visit->arena};
	if (!ledger->ops->facts_since(ledger->self, nhs, visit->head, &visit->arena, &facts, err))
		return false;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ANSWERED && text_is(facts.items[i].by, visit->name))
			text_add_print(&line, "%s\n", facts.items[i].id);
	const char *ids = text_done(&line);
	visit->count++;
	return write(STDOUT_FILENO, ids, strlen(ids)) == (ssize_t)strlen(ids) ||
	       fail(err, ERROR_SYSTEM, "What was saved could not be said.");
}

/* Where another desk told something of the patient meanwhile it is refused, and tried again with the next. */
static bool see(Visit *visit, const char *nhs, Error *err)
{
	const Ledger *ledger = &visit->session.ledger;
	Seal seal;
	Chart *chart = NULL;
	if (!ledger->ops->head(ledger->self, &visit->head, &seal, err) ||
	    !desk_open_chart(visit->session.desk, nhs, (Date){0}, &chart, err))
		return false;
	const bool done = answer(visit, chart, err) ? say(visit, nhs, err) : err->kind == ERROR_REFUSED;
	desk_close_chart(visit->session.desk, chart);
	arena_clear(&visit->arena);
	return done;
}

static int invent(const char *number)
{
	return printf("%s\n", nhs_number_test(0, (unsigned)atoi(number)).digits) > 0 ? 0 : 1;
}

int main(int count, char **words)
{
	if (count == 3)
		return invent(words[2]);
	Visit visit = {0};
	Error err = {.text = "say answer DATABASE NAME PASSPHRASE COUNT NHS…."};
	if (count < 6)
		return fprintf(stderr, "answer: %s\n", err.text), 1;
	const unsigned wanted = (unsigned)atoi(words[4]), patients = (unsigned)count - 5;
	signal(SIGTERM, end);
	visit.name = words[2];
	bool done = session_open_desk(words[1], STORE_OPEN, false, &visit.session, &err) &&
		    desk_sign_in(visit.session.desk, visit.name, words[3], &err);
	for (unsigned i = (unsigned)getpid(); done && !ending && (wanted == 0 || visit.count < wanted); i++)
		done = see(&visit, words[5 + i % patients], &err);
	if (!done)
		fprintf(stderr, "answer: %s\n", err.text);
	arena_free(&visit.arena);
	session_close(&visit.session);
	return done ? 0 : 1;
}
