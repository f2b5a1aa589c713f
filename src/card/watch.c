#define _GNU_SOURCE /* close_range */
#include "card/watch.h"

#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"
#include "card/certificate.h"
#include "card/module.h"
#include "card/protocol.h"

enum { LOOK_MS = 500 /* between two looks at the reader */, AGAIN_MS = 2000 /* before a fresh one is started */ };

typedef struct Watch {
	const CardSettings *settings;
	int desk, limit_ms;
	pid_t child;	      /* that holds the module; 0: none */
	int reader;	      /* to it */
	bool busy;	      /* it has an order … */
	int64_t at;	      /* … since then; else when it is next looked at, or started */
	Order *order;	      /* what it does, or what waits for it: wiped as soon as it was given away */
	bool proving;	      /* a `prove` is not answered yet; … */
	bool waits;	      /* … its order was not given away yet */
	unsigned long number; /* of it */
	unsigned char text[SIGNED_BYTES];
	int64_t now;
	char token[TOKEN_ROOM], holder[HOLDER_ROOM]; /* "": out */
	unsigned turn;
	char said[CARD_LINE_MAX]; /* last of what is in */
} Watch;

static int64_t milliseconds(void)
{
	struct timespec now = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- To the desk --- */

static void say(const Watch *watch, const char *line)
{
	send(watch->desk, line, strlen(line), MSG_NOSIGNAL);
}

/* What is in is said when it changes. */
static void say_state(Watch *watch, const char *line)
{
	if (text_is(line, watch->said))
		return;
	text_copy(watch->said, sizeof watch->said, line);
	say(watch, line);
}

static void say_refused(const Watch *watch, unsigned long number, const char *sentence)
{
	char line[CARD_LINE_MAX];
	text_print(line, sizeof line, SAYS_REFUSED "%lu %s", number, sentence);
	say(watch, line);
}

static void refuse(Watch *watch, const char *sentence)
{
	if (!watch->proving)
		return;
	watch->proving = watch->waits = false;
	OPENSSL_cleanse(watch->order, sizeof *watch->order);
	say_refused(watch, watch->number, sentence);
}

static void note_card(Watch *watch, const char *token, const char *holder)
{
	char line[CARD_LINE_MAX];
	if (!text_is(token, watch->token) && *token)
		watch->turn++;
	text_copy(watch->token, sizeof watch->token, token);
	text_copy(watch->holder, sizeof watch->holder, holder);
	if (*token)
		text_print(line, sizeof line, SAYS_IN "%u %s", watch->turn, watch->holder);
	else
		text_print(line, sizeof line, SAYS_OUT "%u", watch->turn);
	say_state(watch, line);
}

/* --- The part that holds the module --- */

static void start(Watch *watch)
{
	int ends[2];
	watch->at = milliseconds();
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return;
	watch->child = fork();
	if (watch->child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		OPENSSL_cleanse(watch->order, sizeof *watch->order);
		dup2(ends[1], STDERR_FILENO + 1);
		close_range(STDERR_FILENO + 2, ~0U, 0);
		dup2(STDERR_FILENO, watch->desk); /* it does not speak to the desk */
		module_serve(watch->settings->module, STDERR_FILENO + 1);
		_exit(0);
	}
	close(ends[1]);
	if (watch->child < 0) {
		watch->child = 0;
		close(ends[0]);
		return;
	}
	watch->reader = ends[0];
}

/* What is in is not known any more: it counts as out. */
static void end(Watch *watch, const char *sentence)
{
	char line[CARD_LINE_MAX];
	kill(watch->child, SIGKILL);
	waitpid(watch->child, NULL, 0);
	close(watch->reader);
	watch->child = 0;
	watch->busy = false;
	watch->at = milliseconds() + AGAIN_MS;
	watch->token[0] = '\0';
	text_print(line, sizeof line, SAYS_TROUBLE "%s", sentence);
	say_state(watch, line);
	refuse(watch, sentence);
}

static void crashed(Watch *watch)
{
	end(watch, "The card reader's module crashed: take the card out and put it in again.");
}

static void give(Watch *watch)
{
	static const Order looks = {.kind = ORDER_LOOK};
	Order *order = watch->order;
	watch->busy = true;
	watch->at = milliseconds();
	if (!watch->waits) {
		*order = looks;
		order->now = watch->now ? watch->now : (int64_t)time(NULL);
	}
	watch->waits = false;
	const bool sent = send(watch->reader, order, sizeof *order, MSG_NOSIGNAL) == (ssize_t)sizeof *order;
	OPENSSL_cleanse(order, sizeof *order);
	if (!sent)
		crashed(watch);
}

static void judge(Watch *watch, const Answer *answer)
{
	scoped(arena_free) Arena arena = {0};
	const char *identity = NULL;
	char line[CARD_LINE_MAX], holder[HOLDER_ROOM];
	Error err = {0};
	if (!certificate_proves(watch->settings, watch->now, watch->text, answer, &arena, &identity, &err)) {
		refuse(watch, err.text);
		return;
	}
	watch->proving = false;
	if (!certificate_holder(answer->certificate, answer->certificate_size, holder))
		text_copy(holder, sizeof holder, watch->holder);
	text_print(line, sizeof line, SAYS_PROVED "%lu %u %s\t%s", watch->number, watch->turn, identity, holder);
	say(watch, line);
}

/* Of a module that may say anything. */
static void tidy(char *text, size_t room)
{
	scoped(arena_free) Arena arena = {0};
	text[room - 1] = '\0';
	text_copy(text, room, utf8_clean(&arena, text));
}

static void hear(Watch *watch, bool was_proving)
{
	static Answer answer;
	const ssize_t got = recv(watch->reader, &answer, sizeof answer, MSG_DONTWAIT);
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got != (ssize_t)sizeof answer || answer.certificate_size > sizeof answer.certificate ||
	    answer.signature_size > sizeof answer.signature) {
		crashed(watch);
		return;
	}
	tidy(answer.token, sizeof answer.token);
	tidy(answer.holder, sizeof answer.holder);
	tidy(answer.sentence, sizeof answer.sentence);
	watch->busy = false;
	watch->at = milliseconds() + LOOK_MS;
	if (answer.kind == ANSWER_TROUBLE) {
		end(watch, answer.sentence);
		return;
	}
	note_card(watch, answer.token, answer.holder);
	if (!was_proving)
		return;
	if (answer.kind == ANSWER_SIGNED)
		judge(watch, &answer);
	else
		refuse(watch, answer.kind == ANSWER_REFUSED ? answer.sentence
							    : "There is no card in the reader: put yours in.");
}

/* --- From the desk --- */

static bool challenge(Watch *watch)
{
	const size_t prefix = sizeof CHALLENGE_PREFIX;
	memcpy(watch->text, CHALLENGE_PREFIX, prefix);
	return RAND_bytes(watch->text + prefix, CHALLENGE_BYTES) == 1;
}

static void prove(Watch *watch, const char *line)
{
	char *rest = NULL, *pin = NULL;
	const unsigned long number = strtoul(line + strlen(SAYS_PROVE), &rest, 10);
	const long long now = strtoll(rest, &pin, 10);
	if (watch->proving) {
		say_refused(watch, number, "The card is being asked: wait for it.");
		return;
	}
	watch->proving = true;
	watch->number = number;
	if (*pin != ' ' || !pin[1] || strlen(pin + 1) >= PIN_ROOM) {
		refuse(watch, "Type the PIN of the card.");
		return;
	}
	if (!challenge(watch)) {
		refuse(watch, "The system gives no random numbers: the card cannot be asked.");
		return;
	}
	watch->now = now;
	*watch->order = (Order){.kind = ORDER_SIGN, .now = now, .allow_sha1 = watch->settings->allow_sha1};
	memcpy(watch->order->text, watch->text, sizeof watch->text);
	text_copy(watch->order->pin, PIN_ROOM, pin + 1);
	watch->waits = true;
}

/* False: it is gone. */
static bool hear_desk(Watch *watch)
{
	static char line[CARD_LINE_MAX]; /* a PIN may stand in it */
	mlock(line, sizeof line);
	const ssize_t got = recv(watch->desk, line, sizeof line - 1, MSG_DONTWAIT);
	if (got < 0)
		return errno == EAGAIN || errno == EINTR;
	line[got] = '\0';
	if (text_starts(line, SAYS_PROVE))
		prove(watch, line);
	OPENSSL_cleanse(line, sizeof line);
	return got > 0;
}

/* --- Both --- */

static void look_after(Watch *watch)
{
	const int64_t now = milliseconds();
	if (watch->busy && now - watch->at >= watch->limit_ms)
		end(watch, "The card reader's module does not answer, and was ended: take the card out and put it in "
			   "again.");
	else if (!watch->child && (watch->waits || now >= watch->at))
		start(watch);
	if (watch->child && !watch->busy && (watch->waits || now >= watch->at))
		give(watch);
}

static int wait_ms(const Watch *watch)
{
	const int64_t until = watch->busy ? watch->at + watch->limit_ms : watch->at, left = until - milliseconds();
	return left < 0 ? 0 : (int)left;
}

void watch(const CardSettings *settings, int desk, int seconds)
{
	static Order order;
	Watch watch = {.settings = settings, .desk = desk, .limit_ms = seconds * 1000, .order = &order};
	mlock(&order, sizeof order);
	for (bool there = true; there;) {
		look_after(&watch);
		const bool signing = watch.busy && watch.proving && !watch.waits;
		struct pollfd from[] = {{.fd = desk, .events = POLLIN},
					{.fd = watch.child ? watch.reader : -1, .events = POLLIN}};
		if (poll(from, 2, wait_ms(&watch)) <= 0)
			continue;
		if (from[1].revents)
			hear(&watch, signing);
		if (from[0].revents)
			there = hear_desk(&watch);
	}
	if (watch.child)
		kill(watch.child, SIGKILL);
}
