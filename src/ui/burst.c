#include "ui/burst.h"

#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

bool burst_key(Burst *burst, int64_t now, size_t before, size_t after)
{
	if (before == 0)
		*burst = (Burst){.began = now};
	else if (burst->ended)
		*burst = (Burst){.began = burst->read};
	burst->count++;
	burst->read = now;
	burst->ended = after == 0;
	if (burst->count + after >= BURST_LEAST)
		burst->pasted |= (int64_t)(burst->count + after) * 100 > (now - burst->began) * BURST_PER_100MS;
	return burst->pasted;
}

size_t burst_waiting(void)
{
	int bytes = 0;
	return ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes > 0 ? (size_t)bytes : 0;
}

/* What is pasted may come in parts: they are waited for, a millisecond for each. */
static size_t waiting_soon(void)
{
	const struct timespec nap = {.tv_nsec = 1000000};
	size_t was, waits = burst_waiting();
	do {
		was = waits;
		nanosleep(&nap, NULL);
		waits = burst_waiting();
	} while (waits > was && waits < BURST_LEAST);
	return waits;
}

bool burst_read(Burst *burst, size_t before)
{
	struct timespec now;
	const bool first = before == 0 || burst->ended;
	const size_t after = first ? waiting_soon() : burst_waiting();
	clock_gettime(CLOCK_MONOTONIC, &now);
	return burst_key(burst, (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000, before, after);
}
