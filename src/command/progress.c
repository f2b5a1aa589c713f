#include "command/progress.h"

#include <stdio.h>
#include <unistd.h>

enum { WIDTH = 30 };

Progress progress_begin(const char *name)
{
	return (Progress){.name = name, .shown = isatty(STDERR_FILENO), .percent = -1};
}

void progress_show(Progress *progress, int64_t done, int64_t total)
{
	int percent = total > 0 ? (int)(done * 100 / total) : 0;
	if (!progress->shown || percent == progress->percent)
		return;
	progress->percent = percent;
	fprintf(stderr, "\r%.40s [", progress->name);
	for (int i = 0; i < WIDTH; i++)
		fputc(i < percent * WIDTH / 100 ? '#' : '.', stderr);
	fprintf(stderr, "] %3d%%", percent);
}

void progress_end(Progress *progress)
{
	if (progress->shown && progress->percent >= 0)
		fprintf(stderr, "\r\033[K");
}
