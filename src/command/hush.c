#include "command/hush.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/macros.h"

static const int numbers[] = {SIGCONT, SIGTSTP, SIGHUP, SIGINT, SIGQUIT, SIGTERM};

static struct {
	const char *question;
	struct termios shown, hidden;
	struct sigaction before[countof(numbers)];
} hush;

static void write_out(const char *text)
{
	if (write(STDERR_FILENO, text, strlen(text)) < 0)
		return; /* nobody is left to read it */
}

/* Who stands behind does not touch the terminal of who stands in front. */
static bool in_front(void)
{
	const pid_t front = tcgetpgrp(STDIN_FILENO);
	return front < 0 || front == getpgrp();
}

static void set(const struct termios *settings)
{
	tcsetattr(STDIN_FILENO, TCSAFLUSH, settings);
}

static void on_going_on(int number);
static void on_leaving(int number);

static bool heeds(int number)
{
	struct sigaction now;
	return sigaction(number, NULL, &now) == 0 && now.sa_handler == on_leaving;
}

/* A signal that was not heeded before is not now. Reading goes on after one that only stopped the program. */
static void heed(size_t i, bool first)
{
	struct sigaction action = {.sa_handler = on_leaving, .sa_flags = (int)SA_RESETHAND | SA_NODEFER | SA_RESTART};
	if (numbers[i] == SIGCONT)
		action = (struct sigaction){.sa_handler = on_going_on, .sa_flags = SA_NODEFER | SA_RESTART};
	if (first)
		sigaction(numbers[i], NULL, &hush.before[i]);
	if (hush.before[i].sa_handler != SIG_IGN)
		sigaction(numbers[i], &action, NULL);
}

/* It asks anew, and by then heeds again what stopped it: SIGCONT comes before on_leaving goes on. */
static void on_going_on(int number)
{
	const int was = errno;
	for (size_t i = 0; i < countof(numbers); i++)
		if (numbers[i] == SIGTSTP)
			heed(i, false);
	if (in_front()) {
		set(&hush.hidden);
		write_out(hush.question);
		write_out(" ");
	}
	errno = was;
}

/* The signal does what it always does, once the terminal is as it was. Only SIGTSTP comes back here, without a stop
 * where no shell is there to go on with it. */
static void on_leaving(int number)
{
	const int was = errno;
	if (in_front()) {
		set(&hush.shown);
		write_out("\n");
	}
	raise(number);
	if (!heeds(number))
		on_going_on(number);
	errno = was;
}

bool hush_begin(const char *question)
{
	if (tcgetattr(STDIN_FILENO, &hush.shown) != 0)
		return false;
	hush.question = question;
	hush.hidden = hush.shown;
	hush.hidden.c_lflag &= ~(tcflag_t)ECHO;
	for (size_t i = 0; i < countof(numbers); i++)
		heed(i, true);
	set(&hush.hidden);
	return true;
}

/* SIGCONT comes first in the list: what hides again is over before the terminal is given back. */
void hush_end(void)
{
	sigaction(numbers[0], &hush.before[0], NULL);
	set(&hush.shown);
	write_out("\n");
	for (size_t i = 1; i < countof(numbers); i++)
		sigaction(numbers[i], &hush.before[i], NULL);
}
