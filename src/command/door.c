#include "command/door.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "command/confine.h"
#include "command/host.h"
#include "command/options.h"
#include "config/secret.h"
#include "model/kiosk/kiosk.h"
#include "store/store.h"

enum { NAME_ROOM = 256, CLOCKS_APART = 1 /* s: the kiosk counts whole ones */ };

typedef struct Question {
	bool named;
	char name[NAME_ROOM], passphrase[PASSPHRASE_MAX + 1];
} Question;

typedef enum Reply { REPLY_NO, REPLY_YES, REPLY_WAIT, REPLY_FAULT } Reply;

/* --- Beside the kiosk --- */

typedef struct Guard {
	Store *store;
	int wrong; /* in a row */
	time_t wrong_at;
} Guard;

static time_t seconds(void)
{
	struct timespec now = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static Reply look(Guard *guard, Question *question)
{
	const Ledger ledger = store_ledger(guard->store);
	bool opens = false;
	question->name[NAME_ROOM - 1] = question->passphrase[PASSPHRASE_MAX] = '\0';
	if (guard->wrong >= KIOSK_PASSPHRASE_TRIES &&
	    seconds() - guard->wrong_at < KIOSK_PASSPHRASE_WAIT - CLOCKS_APART)
		return REPLY_WAIT;
	if (!door_opens(&ledger, host_hash_cost(), question->named ? question->name : NULL, question->passphrase,
			&opens, NULL))
		return REPLY_FAULT;
	guard->wrong = opens ? 0 : guard->wrong + 1;
	guard->wrong_at = seconds();
	return opens ? REPLY_YES : REPLY_NO;
}

/* An account that anything but sharedesk changed opens no kiosk. */
static bool look_for_key(Guard *guard, const char *path)
{
	unsigned char key[SECRET_KEY_BYTES];
	if (!secret_desk_key_lies(path))
		return true;
	const bool read = secret_desk_key_there(path, key, NULL);
	if (read)
		store_seal_accounts(guard->store, key);
	sodium_memzero(key, sizeof key);
	return read;
}

/* No terminal, and no more than a kiosk may; until the kiosk has ended. */
static void stand_guard(const char *path, int fd)
{
	Guard guard = {0};
	Question question;
	bool given_up = false;
	const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int i = 0; i <= STDERR_FILENO; i++)
		given_up = dup2(nothing, i) == i;
	if (!given_up || !confine_process(&given_up, NULL) || !store_open(path, STORE_OPEN, &guard.store, NULL) ||
	    !look_for_key(&guard, path) || !confine_files(path, &given_up, NULL))
		return;
	while (read(fd, &question, sizeof question) == (ssize_t)sizeof question) {
		const uint8_t reply = (uint8_t)look(&guard, &question);
		sodium_memzero(&question, sizeof question);
		if (write(fd, &reply, sizeof reply) != (ssize_t)sizeof reply)
			break;
	}
	store_close(guard.store);
}

/* --- In the kiosk --- */

static int own_end = -1;

/* A window's new size ends a call (EINTR): an answer that nobody waited for would be that of the next question. */
static bool hear(int fd, uint8_t *reply)
{
	ssize_t got;
	do
		got = read(fd, reply, sizeof *reply);
	while (got < 0 && errno == EINTR);
	return got == (ssize_t)sizeof *reply;
}

static bool ask(void *self, const char *name, const char *passphrase, bool *ret_opens, Error *err)
{
	const int fd = *(const int *)self;
	Question question = {.named = name != NULL};
	uint8_t reply = REPLY_FAULT;
	text_copy(question.name, sizeof question.name, text_or(name, ""));
	text_copy(question.passphrase, sizeof question.passphrase, passphrase);
	const bool asked = write(fd, &question, sizeof question) == (ssize_t)sizeof question && hear(fd, &reply);
	sodium_memzero(&question, sizeof question);
	if (!asked || reply == REPLY_FAULT)
		return fail(err, ERROR_SYSTEM, "No passphrase can be looked at: start the kiosk anew.");
	if (reply == REPLY_WAIT)
		return fail(err, ERROR_REFUSED, "Too many wrong passphrases: wait a minute, then try again.");
	*ret_opens = reply == REPLY_YES;
	return true;
}

bool door_start(const char *path, DoorPort *ret_port, Error *err)
{
	int ends[2];
	const bool paired = socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0;
	const pid_t child = paired ? fork() : -1;
	if (child < 0)
		return fail(err, ERROR_SYSTEM, "The kiosk cannot be started: %s.", strerror(errno));
	if (child == 0) {
		close(ends[0]);
		stand_guard(path, ends[1]);
		_exit(0);
	}
	close(ends[1]);
	own_end = ends[0];
	*ret_port = (DoorPort){.opens = ask, .self = &own_end};
	return true;
}
