#include "tty/process.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

enum { STAT_MAX = 1024, SPARE_FILES = 4 /* SQLite opens a journal and closes it again */ };

/* The fields of /proc/PID/stat after the name, which may hold anything but ends with the last bracket. */
static bool read_stat(pid_t pid, pid_t *ret_parent, ProcessLook *look)
{
	char path[64], line[STAT_MAX];
	text_print(path, sizeof path, "/proc/%d/stat", (int)pid);

	FILE *file = fopen(path, "re");
	const size_t n = file ? fread(line, 1, sizeof line - 1, file) : 0;

	if (file)
		fclose(file);
	line[n] = '\0';

	const char *after = strrchr(line, ')');
	unsigned long user, kernel;
	long pages;
	int parent;

	if (!after ||
	    sscanf(after + 1, " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %*d %*d %*d %*d %*d %*d %llu %*u %ld",
		   &look->state, &parent, &user, &kernel, &look->started, &pages) != 6)
		return false;
	*ret_parent = (pid_t)parent;
	look->ticks = user + kernel;
	look->resident = pages * (sysconf(_SC_PAGESIZE) / 1024);
	return true;
}

static int count_files(pid_t pid)
{
	char path[64];
	int count = 0;
	text_print(path, sizeof path, "/proc/%d/fd", (int)pid);

	DIR *folder = opendir(path);

	for (const struct dirent *entry; folder && (entry = readdir(folder));)
		count += entry->d_name[0] != '.';
	if (folder)
		closedir(folder);
	return count;
}

static bool has_ended(const ProcessLook *look)
{
	return look->state == 'Z' || look->state == 'X';
}

static void count_children(pid_t pid, ProcessLook *look)
{
	DIR *folder = opendir("/proc");
	for (const struct dirent *entry; folder && (entry = readdir(folder));) {
		ProcessLook other;
		pid_t parent;
		if (!text_all_digits(entry->d_name) || !read_stat((pid_t)atoi(entry->d_name), &parent, &other) ||
		    parent != pid)
			continue;
		*(has_ended(&other) ? &look->ended : &look->children) += 1;
	}
	if (folder)
		closedir(folder);
}

bool process_look(pid_t pid, ProcessLook *ret_look)
{
	ProcessLook look = {0};
	char path[64];
	pid_t parent;
	if (!read_stat(pid, &parent, &look))
		return false;
	text_print(path, sizeof path, "/proc/%d/exe", (int)pid);

	const ssize_t n = readlink(path, look.program, sizeof look.program - 1);

	look.program[n > 0 ? n : 0] = '\0';
	look.files = count_files(pid);
	count_children(pid, &look);
	*ret_look = look;
	return true;
}

bool process_begins(pid_t pid, int children, ProcessLook *ret_look, Error *err)
{
	if (!process_look(pid, ret_look))
		return fail(err, ERROR_SYSTEM, "The program did not stay.");
	return ret_look->children == children ||
	       fail(err, ERROR_SYSTEM, "The program began with %d children.", ret_look->children);
}

bool process_same(const ProcessLook *first, const ProcessLook *now, Error *err)
{
	if (now->state == 'T' || now->state == 't')
		return fail(err, ERROR_INPUT, "The program was stopped.");
	if (has_ended(now))
		return fail(err, ERROR_INPUT, "The program has ended.");
	if (now->started != first->started || !text_is(now->program, first->program))
		return fail(err, ERROR_INPUT, "It is another program: %s, not %s.", now->program, first->program);
	if (now->children != first->children)
		return fail(err, ERROR_INPUT, "The program has %d children; it began with %d.", now->children,
			    first->children);
	if (now->ended > 0)
		return fail(err, ERROR_INPUT, "%d of the program's children ended.", now->ended);
	if (now->files > first->files + SPARE_FILES)
		return fail(err, ERROR_INPUT, "The program has %d files open; it began with %d.", now->files,
			    first->files);
	return true;
}
