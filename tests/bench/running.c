#include "bench/running.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static FILE *open_of(const Child *child, const char *file)
{
	char path[64];
	text_print(path, sizeof path, "/proc/%d/%s", (int)child->pid, file);
	return fopen(path, "re");
}

double running_busy_ms(const Child *child)
{
	FILE *file = open_of(child, "schedstat");
	double nanoseconds = 0;
	if (file && fscanf(file, "%lf", &nanoseconds) != 1)
		nanoseconds = 0;
	if (file)
		fclose(file);
	return nanoseconds / 1e6;
}

long running_status(const Child *child, const char *name)
{
	FILE *file = open_of(child, "status");
	char line[256];
	long number = -1;
	while (file && fgets(line, sizeof line, file))
		if (text_starts(line, name))
			number = strtol(line + strlen(name), NULL, 10);
	if (file)
		fclose(file);
	return number;
}

long running_stolen(void)
{
	enum { BEFORE = 7 }; /* user, nice, system, idle, iowait, irq, softirq */
	FILE *file = fopen("/proc/stat", "re");
	char line[256];
	char *at = file && fgets(line, sizeof line, file) && text_starts(line, "cpu ") ? line + strlen("cpu ") : NULL;
	for (int i = 0; at && i < BEFORE; i++)
		(void)strtol(at, &at, 10);
	if (file)
		fclose(file);
	return at ? strtol(at, NULL, 10) : 0;
}
