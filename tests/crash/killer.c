#define _GNU_SOURCE	 /* RTLD_NEXT, and the names of the calls for large files */
#undef _FILE_OFFSET_BITS /* it would make one name of the two */

#include "crash/killer.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static struct {
	int left;
	KillWay way;
} killer;

void killer_arm(int at, KillWay way)
{
	killer.left = at;
	killer.way = way;
}

/* The library's own function of this name, put where `function` is: C has no cast between the two kinds of pointer. */
static void next_of(const char *name, void *function, size_t size)
{
	void *found = dlsym(RTLD_NEXT, name);
	memcpy(function, &found, size);
}

static bool is_last_step(void)
{
	return killer.left > 0 && --killer.left == 0;
}

static void step(void)
{
	if (is_last_step())
		raise(SIGKILL);
}

ssize_t write(int file, const void *bytes, size_t size)
{
	ssize_t (*next)(int, const void *, size_t);
	next_of("write", &next, sizeof next);
	step();
	return next(file, bytes, size);
}

/* SQLite asks for the one name or the other by how it was built. */
static ssize_t write_at(const char *name, int file, const void *bytes, size_t size, off_t at)
{
	ssize_t (*next)(int, const void *, size_t, off_t);
	next_of(name, &next, sizeof next);
	if (is_last_step()) {
		if (killer.way == KILL_HALF && next(file, bytes, size / 2, at) < 0)
			_exit(1);
		raise(SIGKILL);
	}
	return next(file, bytes, size, at);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at)
{
	return write_at("pwrite", file, bytes, size, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
	return write_at("pwrite64", file, bytes, size, at);
}

int fsync(int file)
{
	int (*next)(int);
	next_of("fsync", &next, sizeof next);
	step();
	return next(file);
}

int fdatasync(int file)
{
	int (*next)(int);
	next_of("fdatasync", &next, sizeof next);
	step();
	return next(file);
}

int ftruncate(int file, off_t size)
{
	int (*next)(int, off_t);
	next_of("ftruncate", &next, sizeof next);
	step();
	return next(file, size);
}

int ftruncate64(int file, off64_t size)
{
	int (*next)(int, off64_t);
	next_of("ftruncate64", &next, sizeof next);
	step();
	return next(file, size);
}

int unlink(const char *path)
{
	int (*next)(const char *);
	next_of("unlink", &next, sizeof next);
	step();
	return next(path);
}

/* What is shared in memory changes between locks without a call: each lock taken or given back is a step too. */
static int control(const char *name, int file, int command, void *argument)
{
	int (*next)(int, int, ...);
	next_of(name, &next, sizeof next);
	if (command == F_SETLK)
		step();
	return next(file, command, argument);
}

int fcntl(int file, int command, ...)
{
	va_list list;
	va_start(list, command);
	void *argument = va_arg(list, void *);
	va_end(list);
	return control("fcntl", file, command, argument);
}

int fcntl64(int file, int command, ...)
{
	va_list list;
	va_start(list, command);
	void *argument = va_arg(list, void *);
	va_end(list);
	return control("fcntl64", file, command, argument);
}
