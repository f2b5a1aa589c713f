#include "command/card.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"
#include "card/protocol.h"
#include "command/child.h"
#include "command/libexec.h"

static time_t seconds(void)
{
	struct timespec now = {0};
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* --- The program --- */

static void trouble(CardHost *host, const char *sentence)
{
	host->seen.in = false;
	text_copy(host->seen.trouble, sizeof host->seen.trouble, sentence);
}

static void start(CardHost *host)
{
	char path[LIBEXEC_PATH_MAX];
	int ends[2], fault = ENOENT;
	host->started = seconds();
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return;
	for (size_t i = 0; i < LIBEXEC_PLACES && (fault == ENOENT || fault == ENOTDIR); i++) {
		libexec_path("sharedesk-card", i, path);
		host->words[0] = path;
		fault = child_start(host->words, ends[1], -1, -1, &host->child);
	}
	close(ends[1]);
	host->runs = fault == 0;
	if (host->runs) {
		host->fd = ends[0];
		return;
	}
	close(ends[0]);
	trouble(host, "sharedesk-card is not there, and no card can be read: install sharedesk whole.");
}

static void refuse(CardHost *host, const char *sentence)
{
	host->waits = false;
	host->heard = (CardProof){.answer = CARD_REFUSED};
	text_copy(host->heard.sentence, sizeof host->heard.sentence, sentence);
}

static void stop(CardHost *host)
{
	close(host->fd);
	kill(host->child, SIGKILL); /* it may wait for a share that never answers */
	waitpid(host->child, NULL, 0);
	host->runs = false;
}

static void end(CardHost *host)
{
	static const char sentence[] =
		"sharedesk-card ended, and is started again: take the card out and put it in again.";
	stop(host);
	host->turns = host->seen.turn;
	trouble(host, sentence);
	refuse(host, sentence);
}

/* --- What it says --- */

static const char *number_of(const char *text, unsigned long *ret_number)
{
	char *rest = NULL;
	*ret_number = strtoul(text, &rest, 10);
	return *rest == ' ' ? rest + 1 : rest;
}

static const char *turn_of(const CardHost *host, const char *text, unsigned *ret_turn)
{
	unsigned long turn;
	const char *rest = number_of(text, &turn);
	*ret_turn = host->turns + (unsigned)turn;
	return rest;
}

/* An answer to what is asked no more is let go. */
static bool is_of_asked(const CardHost *host, const char *text, const char **ret_rest)
{
	unsigned long number;
	*ret_rest = number_of(text, &number);
	return number == host->asked;
}

static void take_proof(CardHost *host, const char *text)
{
	CardProof proof = {.answer = CARD_PROVED};
	const char *identity = turn_of(host, text, &proof.turn);
	const char *tab = strchr(identity, '\t');
	if (!tab || (size_t)(tab - identity) >= sizeof proof.identity) {
		refuse(host, "sharedesk-card says what this desk does not know: install sharedesk whole.");
		return;
	}
	memcpy(proof.identity, identity, (size_t)(tab - identity));
	text_copy(proof.holder, sizeof proof.holder, tab + 1);
	host->waits = false;
	host->heard = proof;
}

static void take(CardHost *host, const char *line)
{
	const size_t in = strlen(SAYS_IN), out = strlen(SAYS_OUT);
	const char *rest;
	if (text_starts(line, SAYS_PROVED)) {
		if (is_of_asked(host, line + strlen(SAYS_PROVED), &rest))
			take_proof(host, rest);
	} else if (text_starts(line, SAYS_REFUSED)) {
		if (is_of_asked(host, line + strlen(SAYS_REFUSED), &rest))
			refuse(host, rest);
	} else if (text_starts(line, SAYS_TROUBLE)) {
		trouble(host, line + strlen(SAYS_TROUBLE));
	} else if (text_starts(line, SAYS_IN) || text_starts(line, SAYS_OUT)) {
		host->seen = (CardSeen){.in = text_starts(line, SAYS_IN)};
		const char *holder = turn_of(host, line + (host->seen.in ? in : out), &host->seen.turn);
		text_copy(host->seen.holder, sizeof host->seen.holder, holder);
	}
}

static bool next_line(CardHost *host, char line[CARD_LINE_MAX])
{
	const ssize_t got = recv(host->fd, line, CARD_LINE_MAX - 1, MSG_DONTWAIT);
	if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
		end(host);
	if (got <= 0)
		return false;
	line[got] = '\0';
	return utf8_valid(line, strlen(line), NULL);
}

/* --- The port --- */

static void look(void *self, CardSeen *ret_seen)
{
	CardHost *host = self;
	char line[CARD_LINE_MAX];
	if (!host->runs && seconds() - host->started >= CARD_AGAIN_SECONDS)
		start(host);
	while (host->runs && next_line(host, line))
		take(host, line);
	if (host->runs && host->waits && seconds() - host->asked_at >= CARD_ANSWER_SECONDS)
		end(host);
	*ret_seen = host->seen;
}

static bool ask(void *self, int64_t now, const char *pin, Error *err)
{
	static char line[CARD_LINE_MAX]; /* locked, and wiped */
	CardHost *host = self;
	sodium_mlock(line, sizeof line);
	const size_t length =
		text_print(line, sizeof line, SAYS_PROVE "%lu %lld %s", ++host->asked, (long long)now, pin);
	const bool sent = host->runs && send(host->fd, line, length, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)length;
	sodium_munlock(line, sizeof line);
	host->heard = (CardProof){0};
	host->waits = sent;
	host->asked_at = seconds();
	return sent || fail(err, ERROR_SYSTEM, "%s",
			    text_or(host->seen.trouble, "The card cannot be asked: take it out and put it in again."));
}

static void hear(void *self, CardProof *ret_proof)
{
	CardHost *host = self;
	*ret_proof = host->heard;
	host->heard = (CardProof){0};
}

static const char *word(const char *name, const char *value, Arena *arena)
{
	return arena_print(arena, "%s=%s", name, value);
}

CardPort card_start(CardHost *host, const CardSettings *settings, Arena *arena)
{
	size_t count = 1;
	*host = (CardHost){0};
	host->words[count++] = word("module", settings->module, arena);
	host->words[count++] = word("ca-file", settings->ca_file, arena);
	if (settings->crl_file)
		host->words[count++] = word("crl-file", settings->crl_file, arena);
	if (settings->crl_required)
		host->words[count++] = "crl-required=yes";
	if (settings->by_uid)
		host->words[count++] = "identify-by=uid";
	if (settings->allow_sha1)
		host->words[count++] = "allow-sha1=yes";
	start(host);
	return (CardPort){.look = look, .ask = ask, .hear = hear, .self = host};
}

void card_close(CardHost *host)
{
	if (host->runs)
		stop(host);
	*host = (CardHost){0};
}
