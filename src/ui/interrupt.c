#include "ui/interrupt.h"

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"

/* A handler has nothing else to go by. */
static volatile sig_atomic_t caught;

/* How the terminal was before, and what gives it back. */
static struct termios terminal;
static char give_back[256];

/* Nothing but what a handler may call. It comes once: the fault itself, or the signal sent again, ends the program. */
static void on_fault(int number)
{
	if (give_back[0] && write(STDOUT_FILENO, give_back, strlen(give_back)) > 0)
		tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
	raise(number);
}

/* On a stack of its own, for the other may be what is full. A sanitiser that says more about a fault keeps it. */
static void catch_faults(void)
{
	static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
	static char stack[1 << 16];
	const stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_handler = on_fault, .sa_flags = (int)SA_RESETHAND | SA_ONSTACK}, before;
	sigaltstack(&own, NULL);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < countof(numbers); i++)
		if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
			sigaction(numbers[i], &action, NULL);
}

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
	if (tcgetattr(STDIN_FILENO, &terminal) == 0)
		catch_faults();
}

void interrupt_gives_back(const char *bytes)
{
	text_copy(give_back, sizeof give_back, bytes);
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
