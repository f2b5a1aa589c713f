#include "command/lines_out.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/text.h"
#include "exchange/ledger_lines.h"

enum {
	LINES_AT_ONCE = 256,
	AHEAD = 4,	  /* parts that are made before they are taken; a ledger of fewer is read by one */
	KILOBYTES = 1024, /* of the file in memory: each page is read once */
};

typedef struct Part { /* lines that follow one another */
	Arena arena;
	Text text;
	int64_t until, last; /* line before which it ends; the last that is in it */
	size_t lines;
	bool made, whole;
	Error why; /* it is not */
} Part;

typedef struct Making {
	const LinesOut *out;
	int64_t until, parts; /* of all; lines from here on are not part of it */
	Part ahead[AHEAD];    /* a part at its number, modulo their count */
	pthread_mutex_t lock; /* over what follows, and over `made` */
	pthread_cond_t moved;
	int64_t begun, taken; /* parts */
	bool stopped;
	Store *beside; /* of the other thread; NULL: there is none */
	pthread_t thread;
} Making;

static bool take_line(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	Part *part = self;
	if (seq >= part->until)
		return true;
	ledger_line_write(line, &part->text);
	part->lines++;
	part->last = seq;
	return true;
}

/* The last goes on to the end of the ledger, and looks at what is no part of it. */
static void make(Making *making, Store *store, int64_t number)
{
	Part *part = &making->ahead[number % AHEAD];
	const int64_t from = number * LINES_AT_ONCE;
	const int64_t to = number + 1 == making->parts ? INT64_MAX : from + LINES_AT_ONCE;
	text_clear(&part->text);
	part->text.arena = &part->arena;
	part->until = making->until;
	part->lines = 0;
	part->whole = store_walk(store, from + 1, to, take_line, part, &part->why);
}

/* With the lock held: the next part that nobody makes is made, where there is room for it. */
static bool make_next(Making *making, Store *store)
{
	if (making->begun == making->parts || making->begun == making->taken + AHEAD)
		return false;
	const int64_t number = making->begun++;
	pthread_mutex_unlock(&making->lock);
	make(making, store, number);
	pthread_mutex_lock(&making->lock);
	making->ahead[number % AHEAD].made = true;
	pthread_cond_broadcast(&making->moved);
	return true;
}

/* Where it cannot read, the other makes all. */
static void *run(void *self)
{
	Making *making = self;
	const Ledger ledger = store_ledger(making->beside);
	if (!ledger.ops->read_begin(ledger.self, NULL))
		return NULL;
	pthread_mutex_lock(&making->lock);
	while (!making->stopped && making->begun < making->parts)
		if (!make_next(making, making->beside))
			pthread_cond_wait(&making->moved, &making->lock);
	pthread_mutex_unlock(&making->lock);
	ledger.ops->read_end(ledger.self);
	return NULL;
}

static bool give(const Making *making, const Part *part, size_t *lines, Error *err)
{
	if (!part->whole)
		return fail(err, part->why.kind, "%s", part->why.text);
	*lines += part->lines;
	return part->lines == 0 ||
	       making->out->take(making->out->self, part->text.bytes, part->text.length, part->last, err);
}

/* Makes what nobody makes yet while the part that is to be given is not made. */
static bool give_all(Making *making, size_t *lines, Error *err)
{
	bool given = true;
	pthread_mutex_lock(&making->lock);
	while (given && making->taken < making->parts) {
		Part *next = &making->ahead[making->taken % AHEAD];
		if (next->made) {
			pthread_mutex_unlock(&making->lock);
			given = give(making, next, lines, err);
			pthread_mutex_lock(&making->lock);
			next->made = false;
			making->taken++;
			pthread_cond_broadcast(&making->moved);
		} else if (!make_next(making, making->out->store)) {
			pthread_cond_wait(&making->moved, &making->lock);
		}
	}
	making->stopped = true;
	pthread_cond_broadcast(&making->moved);
	pthread_mutex_unlock(&making->lock);
	return given;
}

/* Lines stay what they are: before `until` the other connection sees what this one does. */
static void begin_beside(Making *making)
{
	if (making->parts <= AHEAD || !store_open_beside(making->out->store, &making->beside))
		return;
	store_keep_pages(making->beside, KILOBYTES);
	if (pthread_create(&making->thread, NULL, run, making) == 0)
		return;
	store_close(making->beside);
	making->beside = NULL;
}

static void end_beside(Making *making)
{
	if (!making->beside)
		return;
	pthread_join(making->thread, NULL);
	store_close(making->beside);
}

static bool make_all(const LinesOut *out, int64_t last, size_t *ret_lines, Error *err)
{
	Making making = {
		.out = out,
		.until = out->until <= last ? out->until : last + 1,
		.parts = last > LINES_AT_ONCE ? (last + LINES_AT_ONCE - 1) / LINES_AT_ONCE : 1,
		.lock = PTHREAD_MUTEX_INITIALIZER,
		.moved = PTHREAD_COND_INITIALIZER,
	};
	size_t lines = 0;
	begin_beside(&making);
	const bool done = give_all(&making, &lines, err);
	end_beside(&making);
	for (size_t i = 0; i < AHEAD; i++)
		arena_free(&making.ahead[i].arena);
	if (done)
		*ret_lines = lines;
	return done;
}

bool lines_out(const LinesOut *out, size_t *ret_lines, Error *err)
{
	const Ledger ledger = store_ledger(out->store);
	int64_t last;
	store_keep_pages(out->store, KILOBYTES);
	if (!ledger.ops->read_begin(ledger.self, err))
		return false;
	const bool done = store_last_line(out->store, &last, err) && make_all(out, last, ret_lines, err);
	ledger.ops->read_end(ledger.self);
	return done;
}
