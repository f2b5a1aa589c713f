#include "command/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH = 30, NAME = 40, AROUND = 9 /* " [", "] 100%" and the last column */ };

/* What fits beside the name in one row. */
static int bar_width(const char *name)
{
	struct winsize size = {0};
	const int columns = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
	const int length = (int)strnlen(name, NAME), fits = columns - length - AROUND;
	return fits > WIDTH ? WIDTH : fits < 0 ? 0 : fits;
}

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
	const int width = bar_width(progress->name);
	fprintf(stderr, "\r%.*s [", NAME, progress->name);
	for (int i = 0; i < width; i++)
		fputc(i < percent * width / 100 ? '#' : '.', stderr);
	fprintf(stderr, "] %3d%%", percent);
}

void progress_end(Progress *progress)
{
	if (progress->shown && progress->percent >= 0)
		fprintf(stderr, "\r\033[K");
}
