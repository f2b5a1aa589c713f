/* One thread reads and decides, by a connection of its own; beside it the desk tells who was looked at, and gives
 * out what is decided, a part after the other. */
#include "command/decide_batch.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/index.h"
#include "base/text.h"
#include "command/command.h"
#include "exchange/question.h"
#include "exchange/source.h"

/* Looks that are told together are told by number, and come to each page that many stand on once. */
enum { PATIENTS_MOST = 16 * 1024, BYTES_MOST = 8 * 1024 * 1024 };

typedef struct Part {
	Arena arena;
	Text answers;
	const char **patients; /* who were looked at, and were not before */
	size_t count;
} Part;

typedef struct Batch {
	Session *session;
	Store *store;		 /* its own: the desk's tells meanwhile */
	Inquirer asks, inquirer; /* as one begins; the one of this state */
	bool looks;		 /* somebody is signed in */
	Source source;
	Arena arena;  /* of a question */
	Arena looked; /* numbers, as long as the batch */
	Index known;
	Part parts[2], *filled; /* the one that is filled; the other may be with the desk */
	int status;
	bool read; /* to its end; else why not */
	Error why;

	bool apart; /* there are two threads; what follows is shared */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved;
	Part *given;  /* is with the desk */
	bool over;    /* none will be given any more */
	bool refused; /* one could not be given out: none is after it */
	Error fault;
} Batch;

Inquirer decide_inquirer(const Session *session, Ledger ledger)
{
	return (Inquirer){
		.ledger = ledger,
		.zone = &session->zone,
		.now = desk_now(session->desk),
		.discreet = desk_staff(session->desk) && !desk_may(session->desk, ACT_SEE_CONTENT),
	};
}

/* --- The desk's side --- */

static int by_number(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return text_order(*a, *b);
}

static bool give_out(Batch *batch, Part *part, Error *err)
{
	const size_t length = part->answers.length;
	if (part->count > 1)
		qsort(part->patients, part->count, sizeof *part->patients, by_number);
	return desk_note_looks(batch->session->desk, (TextList){part->patients, part->count}, err) &&
	       (length == 0 || (fwrite(part->answers.bytes, 1, length, stdout) == length && fflush(stdout) == 0) ||
		fail(err, ERROR_SYSTEM, "The answers could not be written."));
}

static void part_begin(Part *part)
{
	arena_clear(&part->arena);
	part->answers = (Text){.arena = &part->arena};
	part->patients = arena_array(&part->arena, PATIENTS_MOST, sizeof *part->patients);
	part->count = 0;
}

static Part *wait_for_part(Batch *batch)
{
	pthread_mutex_lock(&batch->lock);
	while (!batch->given && !batch->over)
		pthread_cond_wait(&batch->moved, &batch->lock);
	Part *part = batch->given;
	pthread_mutex_unlock(&batch->lock);
	return part;
}

static void hand_back(Batch *batch, bool given)
{
	pthread_mutex_lock(&batch->lock);
	batch->given = NULL;
	batch->refused = !given;
	pthread_cond_signal(&batch->moved);
	pthread_mutex_unlock(&batch->lock);
}

static void give_out_all(Batch *batch)
{
	for (Part *part; (part = wait_for_part(batch));)
		hand_back(batch, give_out(batch, part, &batch->fault));
}

/* --- The side that decides --- */

/* Waits for the desk where it is still at the part before. False where nothing more is to be decided. */
static bool hand_over(Batch *batch)
{
	Part *part = batch->filled;
	if (!batch->apart) {
		batch->refused = batch->refused || !give_out(batch, part, &batch->fault);
		part_begin(part);
		return !batch->refused;
	}
	pthread_mutex_lock(&batch->lock);
	while (batch->given)
		pthread_cond_wait(&batch->moved, &batch->lock);
	const bool goes_on = !batch->refused;
	batch->given = goes_on ? part : NULL;
	pthread_cond_signal(&batch->moved);
	pthread_mutex_unlock(&batch->lock);
	batch->filled = part == &batch->parts[0] ? &batch->parts[1] : &batch->parts[0];
	part_begin(batch->filled);
	return goes_on;
}

static void note_look(Batch *batch)
{
	const Person *person = batch->inquirer.world.person;
	Part *part = batch->filled;
	if (!batch->looks || !person || index_find(&batch->known, person->nhs) != INDEX_NONE)
		return;
	part->patients[part->count] = arena_text(&batch->looked, person->nhs);
	index_add(&batch->known, &batch->looked, part->patients[part->count++], 0);
}

static bool is_blank(const char *line)
{
	return line[strspn(line, " \t")] == '\0';
}

static void answer(Batch *batch, const char *line, size_t length)
{
	if (is_blank(line))
		return;
	arena_clear(&batch->arena);
	if (!question_answer(&batch->inquirer, line, length, &batch->arena, &batch->filled->answers))
		batch->status = EXIT_WRONG;
	note_look(batch);
}

/* Whoever waits for answers before they ask on gets them. */
static bool is_waited_for(const Batch *batch)
{
	return batch->filled->answers.length > 0 && source_waits(&batch->source);
}

static bool is_full(const Part *part)
{
	return part->count == PATIENTS_MOST || part->answers.length >= BYTES_MOST;
}

static bool begin_state(Batch *batch, Error *err)
{
	const Ledger ledger = batch->asks.ledger;
	if (!ledger.ops->read_begin(ledger.self, err))
		return false;
	batch->inquirer = batch->asks;
	batch->inquirer.now = desk_now(batch->session->desk); /* what else the desk holds is not looked at beside it */
	return true;
}

static void end_state(Batch *batch)
{
	const Ledger ledger = batch->inquirer.ledger;
	if (ledger.ops)
		ledger.ops->read_end(ledger.self);
	inquirer_done(&batch->inquirer);
}

/* Who waited before they asked on may have waited for long. */
static bool next_question(Batch *batch, char **ret_line, size_t *ret_length, Error *err)
{
	const bool waited = source_waits(&batch->source);
	if (!source_line(&batch->source, ret_line, ret_length, err))
		return false;
	if (!waited || !*ret_line)
		return true;
	end_state(batch);
	return begin_state(batch, err);
}

static bool answer_all(Batch *batch, Error *err)
{
	char *line;
	size_t length;
	for (;;) {
		if ((is_full(batch->filled) || is_waited_for(batch)) && !hand_over(batch))
			return true;
		if (!next_question(batch, &line, &length, err))
			return false;
		if (!line)
			return true;
		answer(batch, line, length);
	}
}

/* The state is let go of before the last part is told: then the log of the database is taken in with it. */
static void decide_all(Batch *batch)
{
	if (!source_of_fd(&batch->source, STDIN_FILENO, &batch->why) || !store_map(batch->store, &batch->why) ||
	    !begin_state(batch, &batch->why))
		return;
	batch->read = answer_all(batch, &batch->why);
	end_state(batch);
}

static void *run(void *self)
{
	Batch *batch = self;
	decide_all(batch);
	source_close(&batch->source);
	store_close(batch->store);
	hand_over(batch);
	if (!batch->apart)
		return NULL;
	pthread_mutex_lock(&batch->lock);
	while (batch->given)
		pthread_cond_wait(&batch->moved, &batch->lock);
	batch->over = true;
	pthread_cond_signal(&batch->moved);
	pthread_mutex_unlock(&batch->lock);
	return NULL;
}

/* --- Both --- */

static void work(Batch *batch)
{
	pthread_mutex_init(&batch->lock, NULL);
	pthread_cond_init(&batch->moved, NULL);
	batch->apart = true;
	if (store_threads() && pthread_create(&batch->thread, NULL, run, batch) == 0) {
		give_out_all(batch);
		pthread_join(batch->thread, NULL);
	} else {
		batch->apart = false;
		run(batch);
	}
	pthread_cond_destroy(&batch->moved);
	pthread_mutex_destroy(&batch->lock);
}

int decide_batch(Session *session, Error *err)
{
	Batch batch = {.session = session, .looks = desk_staff(session->desk) != NULL, .status = EXIT_DONE};
	store_catch_up(session->store);
	if (!store_open(store_path(session->store), STORE_OPEN, &batch.store, err))
		return command_fail(err);
	for (size_t i = 0; i < countof(batch.parts); i++)
		part_begin(&batch.parts[i]);
	batch.filled = &batch.parts[0];
	batch.asks = decide_inquirer(session, store_ledger(batch.store));
	work(&batch);
	arena_free(&batch.arena);
	arena_free(&batch.looked);
	for (size_t i = 0; i < countof(batch.parts); i++)
		arena_free(&batch.parts[i].arena);
	if (batch.refused)
		return command_fail(&batch.fault);
	return batch.read ? batch.status : command_fail(&batch.why);
}
