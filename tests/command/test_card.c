/* The program that asks smartcards, from the desk's side: one that hangs. How it asks: tests/card. */
#include "command/card.h"

#include "unit.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "card/protocol.h"

static Arena arena;
static CardHost host;
static CardPort port;

/* In its place one that says nothing. */
static void start_one_that_hangs(void)
{
	int ends[2];
	port = card_start(&host, &(CardSettings){.module = "none", .ca_file = "none"}, &arena);
	card_close(&host);
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
	host = (CardHost){.runs = true, .fd = ends[0], .child = fork()};
	if (host.child == 0) {
		char byte;
		close(ends[0]);
		while (read(ends[1], &byte, 1) > 0) {
		}
		_exit(0); /* the test is gone */
	}
	close(ends[1]);
}

static void one_that_hangs_is_ended(void **state)
{
	Error err = {0};
	CardSeen seen = {0};
	CardProof proof = {0};
	struct timespec now;
	start_one_that_hangs();
	clock_gettime(CLOCK_MONOTONIC, &now);
	host.started = now.tv_sec; /* not again at once */
	host.seen = (CardSeen){.in = true, .turn = 1};
	const pid_t child = host.child;
	assert_true(port.ask(port.self, 1, "1234", &err));
	port.look(port.self, &seen);
	port.hear(port.self, &proof);
	assert_true(seen.in);
	assert_int_equal(proof.answer, CARD_NOT_ASKED); /* not yet late */
	host.asked_at -= CARD_ANSWER_SECONDS;
	port.look(port.self, &seen);
	port.hear(port.self, &proof);
	assert_false(seen.in);
	assert_non_null(strstr(seen.trouble, "is started again"));
	assert_int_equal(proof.answer, CARD_REFUSED);
	assert_string_equal(proof.sentence, seen.trouble);
	assert_int_equal(kill(child, 0), -1);
	assert_false(host.runs);
	card_close(&host);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_hangs_is_ended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
