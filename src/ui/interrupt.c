#include "ui/interrupt.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "base/macros.h"

/* A handler has nothing else to go by. */
static volatile sig_atomic_t caught;

static void on_signal(int number)
{
	caught = number;
}

void interrupt_catch(void)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
	struct sigaction action = {.sa_handler = on_signal}; /* no SA_RESTART: waiting for a key ends */
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < countof(numbers); i++)
		sigaction(numbers[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
}

int interrupt_caught(void)
{
	return caught;
}

void interrupt_look_for_hangup(void)
{
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	if (poll(&input, 1, 0) > 0 && (input.revents & (POLLHUP | POLLERR | POLLNVAL)))
		caught = SIGHUP;
}
