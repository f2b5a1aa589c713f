/* What saving an answer costs, beside a raw SQLite commit in the same folder and the same run; then many desks that
 * save at once.
 *
 *	bench_save DATABASE NAME PASSPHRASE [DESKS [SAVES]]      bench_save DATABASE NAME PASSPHRASE 0 SAVES
 *
 * The database is written to. The first part takes turns: an answer, a raw commit, and so on, so that the disk is the
 * same to both. In the second each desk is a process of its own, with its own connection: it opens a patient, saves an
 * answer, and so on as fast as it can, for other patients than the other desks; what it waits is from the act to its
 * return. All answers are counted at the end: each is there once.
 * With 0 desks only the answers of the first part are saved, without the raw commits, for strace and callgrind. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/stopwatch.h"
#include "command/session.h"
#include "model/care/care.h"

enum { DESKS_MAX = 64, SAVES_MAX = 2000, LIMIT_MS = 100 };

typedef struct Desks {
	const char *path, *name, *passphrase;
	int count, saves;
	char (*patients)[16];	    /* `saves` for the only desk, then for each of the many */
	double (*waits)[SAVES_MAX]; /* ms, of each desk; shared with its process */
} Desks;

static double saving_ms; /* of processor time, within all answers saved */

static void stop(const Error *err)
{
	fprintf(stderr, "bench_save: %s\n", err->text);
	exit(1);
}

static void sign_in(const Desks *desks, Session *session)
{
	Error err = {0};
	if (!session_open_desk(desks->path, STORE_OPEN, false, session, &err) ||
	    !desk_sign_in(session->desk, desks->name, desks->passphrase, &err))
		stop(&err);
}

static Chart *open_chart(Session *session, const char *nhs)
{
	Error err = {0};
	const Person *person;
	Chart *chart = NULL;
	if (!session->ledger.ops->person(session->ledger.self, nhs, &session->arena, &person, &err) || !person ||
	    !desk_open_chart(session->desk, nhs, person->born, &chart, &err))
		stop(&err);
	return chart;
}

static void save(Session *session, Chart *chart)
{
	const GivenAnswer answer = {chart->now.home->id, DIRECTION_OUT, ANSWER_NO};
	const Given given = {.answers = &answer, .answer_count = 1};
	const Speaker speaker = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	Error err = {0};
	if (!desk_record(session->desk, chart, &speaker, &given, &err))
		stop(&err);
}

static size_t answers_of(const Session *session, const char *nhs)
{
	scoped(arena_free) Arena arena = {0};
	Error err = {0};
	FactList facts;
	size_t count = 0;
	if (!session->ledger.ops->facts(session->ledger.self, nhs, &arena, &facts, &err))
		stop(&err);
	for (size_t i = 0; i < facts.count; i++)
		count += facts.items[i].kind == FACT_ANSWERED;
	return count;
}

static bool is_registered(const FactList *facts)
{
	bool registered = false, discharged = false;
	for (size_t i = 0; i < facts->count; i++) {
		registered |= facts->items[i].kind == FACT_REGISTERED;
		discharged |= facts->items[i].kind == FACT_DISCHARGED;
	}
	return registered && !discharged;
}

/* Who is registered somewhere, so that there is something to answer: another patient for each answer. */
static void choose(Desks *desks)
{
	Session session;
	Error err = {0};
	PersonList people;
	const size_t wanted = (size_t)desks->saves * (size_t)(desks->count + 1);
	size_t chosen = 0;
	sign_in(desks, &session);
	const PersonQuery query = {.family_prefix = "", .nhs_prefix = "99", .limit = 2 * wanted};
	if (!session.ledger.ops->find_people(session.ledger.self, &query, &session.arena, &people, &err))
		stop(&err);
	desks->patients = calloc(wanted, sizeof *desks->patients);
	for (size_t i = 0; i < people.count && chosen < wanted; i++) {
		FactList facts;
		if (!session.ledger.ops->facts(session.ledger.self, people.items[i].nhs, &session.arena, &facts, &err))
			stop(&err);
		if (is_registered(&facts))
			text_copy(desks->patients[chosen++], sizeof *desks->patients, people.items[i].nhs);
	}
	session_close(&session);
	if (chosen < wanted) /* of a small county each saves fewer */
		desks->saves = (int)chosen / (desks->count + 1);
	if (desks->saves == 0) {
		fprintf(stderr, "bench_save: %zu patients are registered: too few.\n", chosen);
		exit(1);
	}
}

/* One patient after the other, each opened before the watch begins. `which` 0: the only desk. */
static double save_next(const Desks *desks, Session *session, int which, int number)
{
	Chart *chart = open_chart(session, desks->patients[which * desks->saves + number]);
	const double busy = stopwatch_busy_ms();
	const int64_t from = stopwatch_ns();
	save(session, chart);
	const double took = (double)(stopwatch_ns() - from) / 1e6;
	saving_ms += stopwatch_busy_ms() - busy;
	desk_close_chart(session->desk, chart);
	return took;
}

/* --- One desk, and the raw commit beside it --- */

static sqlite3 *raw_open(const char *beside)
{
	char path[512];
	sqlite3 *raw;
	text_print(path, sizeof path, "%s.raw", beside);
	remove(path);
	if (sqlite3_open(path, &raw) != SQLITE_OK ||
	    sqlite3_exec(raw,
			 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
			 "PRAGMA foreign_keys = ON; CREATE TABLE fact (seq INTEGER PRIMARY KEY, text TEXT) STRICT",
			 NULL, NULL, NULL) != SQLITE_OK) {
		fprintf(stderr, "bench_save: %s: %s\n", path, sqlite3_errmsg(raw));
		exit(1);
	}
	return raw;
}

static void raw_commit(sqlite3 *raw)
{
	if (sqlite3_exec(raw,
			 "BEGIN IMMEDIATE; INSERT INTO fact (text) VALUES "
			 "(hex(randomblob(150))); COMMIT",
			 NULL, NULL, NULL) != SQLITE_OK)
		exit(1);
}

static void raw_close(sqlite3 *raw, const char *beside)
{
	char path[512];
	sqlite3_close(raw);
	text_print(path, sizeof path, "%s.raw", beside);
	remove(path);
}

static int order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void one_desk(const Desks *desks, bool with_raw)
{
	static double saved[SAVES_MAX], raws[SAVES_MAX];
	Session session;
	sign_in(desks, &session);
	sqlite3 *raw = with_raw ? raw_open(desks->path) : NULL;
	double raw_ms = 0;
	for (int i = 0; i < desks->saves; i++) {
		saved[i] = save_next(desks, &session, 0, i);
		if (!raw)
			continue;
		const double busy = stopwatch_busy_ms();
		const int64_t from = stopwatch_ns();
		raw_commit(raw);
		raws[i] = (double)(stopwatch_ns() - from) / 1e6;
		raw_ms += stopwatch_busy_ms() - busy;
	}
	session_close(&session);
	if (!raw)
		return;
	raw_close(raw, desks->path);
	const double median = stopwatch_median(saved, (size_t)desks->saves);
	const double raw_median = stopwatch_median(raws, (size_t)desks->saves);
	printf("a saved answer   median %7.2f  p95 %7.2f ms  processor %5.3f ms\n", median,
	       saved[desks->saves * 95 / 100], saving_ms / desks->saves);
	printf("a raw commit     median %7.2f  p95 %7.2f ms  processor %5.3f ms\n", raw_median,
	       raws[desks->saves * 95 / 100], raw_ms / desks->saves);
	printf("                 %.2f of it                    (to be 2 at most)\n", median / raw_median);
}

/* --- Many desks at once --- */

/* They begin once the gate is closed. */
static void be_a_desk(const Desks *desks, int which, int ready, int gate)
{
	Session session;
	char byte = 0;
	sign_in(desks, &session);
	if (write(ready, &byte, 1) != 1 || read(gate, &byte, 1) != 0)
		_exit(1);
	for (int i = 0; i < desks->saves; i++)
		desks->waits[which][i] = save_next(desks, &session, which + 1, i);
	session_close(&session);
	_exit(0);
}

static bool all_ended_well(const pid_t *children, int count)
{
	bool well = true;
	for (int i = 0; i < count; i++) {
		int status;
		well &= waitpid(children[i], &status, 0) == children[i] && status == 0;
	}
	return well;
}

static size_t count_answers(const Desks *desks)
{
	Session session;
	size_t count = 0;
	sign_in(desks, &session);
	for (int i = 0; i < desks->saves * (desks->count + 1); i++)
		count += answers_of(&session, desks->patients[i]);
	session_close(&session);
	return count;
}

static bool many_desks(Desks *desks)
{
	pid_t children[DESKS_MAX];
	int ready[2], gate[2];
	char byte;
	const size_t wanted = count_answers(desks) + (size_t)(desks->count * desks->saves);
	desks->waits = mmap(NULL, (size_t)desks->count * sizeof *desks->waits, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (desks->waits == MAP_FAILED || pipe(ready) != 0 || pipe(gate) != 0)
		exit(1);
	/* One after the other: many tries at once for one name are taken for guesses. */
	for (int i = 0; i < desks->count; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			close(ready[0]);
			close(gate[1]);
			be_a_desk(desks, i, ready[1], gate[0]);
		}
		if (read(ready[0], &byte, 1) != 1)
			exit(1);
	}
	close(ready[0]);
	close(ready[1]);
	close(gate[0]);
	close(gate[1]);
	const bool well = all_ended_well(children, desks->count);
	double worst = 0;
	for (int i = 0; i < desks->count; i++) {
		double *waits = desks->waits[i];
		qsort(waits, (size_t)desks->saves, sizeof *waits, order);
		printf("desk %d of %d      median %7.2f  p95 %7.2f  worst %7.2f ms\n", i + 1, desks->count,
		       waits[desks->saves / 2], waits[desks->saves * 95 / 100], waits[desks->saves - 1]);
		if (waits[desks->saves - 1] > worst)
			worst = waits[desks->saves - 1];
	}
	const size_t found = count_answers(desks);
	printf("%d answers saved at once: %s; the longest wait %.1f ms (to be %d at most)\n",
	       desks->count * desks->saves, well && found == wanted ? "each is there once" : "SOME ARE LOST", worst,
	       LIMIT_MS);
	return well && found == wanted;
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "Usage: bench_save DATABASE NAME PASSPHRASE [DESKS [SAVES]]\n");
		return 2;
	}
	Desks desks = {.path = argv[1],
		       .name = argv[2],
		       .passphrase = argv[3],
		       .count = argc > 4 ? atoi(argv[4]) : 8,
		       .saves = argc > 5 ? atoi(argv[5]) : 200};
	if (desks.count < 0 || desks.count > DESKS_MAX || desks.saves < 1 || desks.saves > SAVES_MAX)
		return 2;
	choose(&desks);
	one_desk(&desks, desks.count > 0);
	return desks.count == 0 || many_desks(&desks) ? 0 : 1;
}
