#include "base/draft.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"

enum { DRAFTS = 4, PATH_ROOM = 4096 };

static const char *const sides[] = {"", "-journal", "-wal", "-shm"};

static struct {
	volatile sig_atomic_t begun;
	char paths[countof(sides)][PATH_ROOM];
} drafts[DRAFTS];

static void take_away(size_t draft)
{
	for (size_t k = 0; k < countof(sides); k++)
		unlink(drafts[draft].paths[k]);
}

static void on_end(int number)
{
	for (size_t i = 0; i < DRAFTS; i++)
		if (drafts[i].begun)
			take_away(i);
	raise(number); /* by default now: SA_RESETHAND */
}

/* A program that has its own way to end keeps it. */
static void listen(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXFSZ, SIGXCPU};
	const struct sigaction action = {.sa_handler = on_end, .sa_flags = (int)SA_RESETHAND | SA_NODEFER};
	struct sigaction before;
	for (size_t i = 0; i < countof(numbers); i++)
		if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
			sigaction(numbers[i], &action, NULL);
}

static size_t find(const char *path)
{
	size_t i = 0;
	while (i < DRAFTS && !(path ? drafts[i].begun && text_is(drafts[i].paths[0], path) : !drafts[i].begun))
		i++;
	return i;
}

void draft_begin(const char *path)
{
	const size_t free = find(NULL);
	if (free == DRAFTS)
		return;
	for (size_t k = 0; k < countof(sides); k++)
		text_print(drafts[free].paths[k], PATH_ROOM, "%s%s", path, sides[k]);
	drafts[free].begun = 1;
	listen();
}

void draft_end(const char *path)
{
	const size_t at = find(path);
	if (at < DRAFTS)
		drafts[at].begun = 0;
}

void draft_away(const char *path)
{
	const size_t at = find(path);
	if (at == DRAFTS)
		return;
	take_away(at);
	drafts[at].begun = 0;
}
