#define _GNU_SOURCE	 /* RTLD_NEXT, and the names of the calls for large files */
#undef _FILE_OFFSET_BITS /* it would make one name of the two */

#include "crash/faulty.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { WRITTEN_MAX = 4096, OUT_OF_ORDER = 99 /* this file is wrong */ };

/* A write that is not yet synced, and what stood there before. */
typedef struct Written {
	int file, open;	 /* the same, which stays open where `file` is closed */
	off64_t at, end; /* of the file, before */
	ssize_t size;	 /* of what stood there */
	char *before;
} Written;

static struct {
	int left;
	Fault fault;
	bool struck, memory_spared;
	unsigned random;
	size_t count;
	Written written[WRITTEN_MAX];
	pid_t turned; /* the process that takes turns; 0: none */
	int line;     /* on which it is given them */
} faulty;

void faulty_arm(int at, Fault fault, unsigned seed)
{
	faulty.left = at;
	faulty.fault = fault;
	faulty.random = seed;
	faulty.struck = false;
	faulty.count = 0;
}

void faulty_spare_memory(bool spared)
{
	faulty.memory_spared = spared;
}

bool faulty_struck(void)
{
	return faulty.struck;
}

/* The library's own names for what stands behind malloc and its like. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *bytes, size_t size);

/* The library's own function of this name, put where `function` is: C has no cast between the two kinds of pointer. */
static void next_of(const char *name, void *function, size_t size)
{
	void *found = dlsym(RTLD_NEXT, name);
	memcpy(function, &found, size);
}

/* --- the power goes --- */

static bool keeps_what_is_written(void)
{
	return faulty.left > 0 && (faulty.fault == FAULT_POWER || faulty.fault == FAULT_TORN);
}

/* As often as a file is written to, it is held open once. */
static int held_open(int file)
{
	struct stat this, other;
	for (size_t i = faulty.count; i-- > 0;)
		if (faulty.written[i].file == file && fstat(file, &this) == 0 &&
		    fstat(faulty.written[i].open, &other) == 0 && this.st_ino == other.st_ino)
			return faulty.written[i].open;
	return dup(file);
}

static void remember(int file, off64_t at, size_t size)
{
	ssize_t (*next)(int, void *, size_t, off64_t);
	if (!keeps_what_is_written())
		return;
	if (faulty.count == WRITTEN_MAX)
		_exit(OUT_OF_ORDER); /* it would be forgotten */
	const int held = held_open(file);
	Written *written = &faulty.written[faulty.count++];
	next_of("pread64", &next, sizeof next);
	written->file = file;
	written->open = held;
	written->at = at;
	written->end = lseek64(file, 0, SEEK_END);
	written->before = __libc_malloc(size);
	written->size = next(file, written->before, size, at);
}

static void forget(int file)
{
	size_t kept = 0;
	for (size_t i = 0; i < faulty.count; i++)
		if (faulty.written[i].file == file) {
			free(faulty.written[i].before);
		} else {
			if (kept != i)
				faulty.written[kept] = faulty.written[i];
			kept++;
		}
	faulty.count = kept;
}

static void lose_what_is_not_synced(void)
{
	ssize_t (*put)(int, const void *, size_t, off64_t);
	int (*cut)(int, off64_t);
	next_of("pwrite64", &put, sizeof put);
	next_of("ftruncate64", &cut, sizeof cut);
	for (size_t i = faulty.count; i-- > 0;) {
		const Written *written = &faulty.written[i];
		faulty.random = faulty.random * 1664525U + 1013904223U;
		if (faulty.fault == FAULT_TORN && faulty.random >> 31)
			continue;
		if (written->size > 0 && put(written->open, written->before, (size_t)written->size, written->at) < 0)
			_exit(OUT_OF_ORDER);
		if (faulty.fault == FAULT_POWER && cut(written->open, written->end) != 0)
			_exit(OUT_OF_ORDER);
	}
}

/* --- turns --- */

void faulty_take_turns(int line)
{
	faulty.line = line;
	faulty.turned = getpid();
}

static bool takes_turns(void)
{
	return faulty.turned != 0 && faulty.turned == getpid();
}

/* Whoever gives the turns is gone: so is this. */
static char turn(char why)
{
	char told;
	if (send(faulty.line, &why, 1, MSG_NOSIGNAL) != 1 || recv(faulty.line, &told, 1, 0) != 1)
		_exit(OUT_OF_ORDER);
	return told;
}

static int pause_for_a_turn(void)
{
	turn(TURN_SLEEP);
	return 0;
}

int nanosleep(const struct timespec *asked, struct timespec *left)
{
	int (*next)(const struct timespec *, struct timespec *);
	next_of("nanosleep", &next, sizeof next);
	return takes_turns() ? pause_for_a_turn() : next(asked, left);
}

int usleep(useconds_t asked)
{
	int (*next)(useconds_t);
	next_of("usleep", &next, sizeof next);
	return takes_turns() ? pause_for_a_turn() : next(asked);
}

/* --- steps --- */

static bool is_last_step(void)
{
	return faulty.left > 0 && --faulty.left == 0;
}

static _Noreturn void die(void)
{
	if (faulty.fault == FAULT_POWER || faulty.fault == FAULT_TORN)
		lose_what_is_not_synced();
	raise(SIGKILL);
	_exit(OUT_OF_ORDER);
}

/* Answers whether only half of it is to be done. */
static bool step(char what)
{
	if (takes_turns())
		return turn(what) == TURN_HALF;
	if (faulty.fault < FAULT_KILLS && is_last_step()) {
		faulty.left = 1;
		die();
	}
	return false;
}

static bool goes_on_failing(void)
{
	return faulty.struck && (faulty.fault == FAULT_FULL || faulty.fault == FAULT_READ_ONLY);
}

/* A step of those that this fault is of; true: it fails, and errno says why. */
static bool fails(bool of_these)
{
	static const int why[FAULT_COUNT] = {[FAULT_FULL] = ENOSPC, [FAULT_READ_ONLY] = EROFS, [FAULT_BROKEN] = EIO};
	if (faulty.fault < FAULT_KILLS || faulty.fault == FAULT_MEMORY || !of_these)
		return false;
	if (!goes_on_failing() && !is_last_step())
		return false;
	faulty.struck = true;
	errno = why[faulty.fault];
	return true;
}

ssize_t write(int file, const void *bytes, size_t size)
{
	ssize_t (*next)(int, const void *, size_t);
	next_of("write", &next, sizeof next);
	step(TURN_SCARCE);
	return next(file, bytes, size);
}

/* SQLite asks for the one name or the other by how it was built. */
static ssize_t write_at(const char *name, int file, const void *bytes, size_t size, off_t at)
{
	ssize_t (*next)(int, const void *, size_t, off_t);
	next_of(name, &next, sizeof next);
	if (faulty.fault == FAULT_KILL_HALF && faulty.left == 1)
		size = next(file, bytes, size / 2, at) < 0 ? 0 : size;
	if (step(TURN_STEP) && next(file, bytes, size / 2, at) >= 0)
		turn(TURN_STEP); /* and it is killed here */
	if (fails(true))
		return faulty.fault == FAULT_SHORT ? next(file, bytes, size / 2, at) : -1;
	remember(file, at, size);
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

static int sync_file(const char *name, int file)
{
	int (*next)(int);
	next_of(name, &next, sizeof next);
	step(TURN_SCARCE);
	if (fails(faulty.fault == FAULT_BROKEN))
		return -1;
	forget(file);
	return next(file);
}

int fsync(int file)
{
	return sync_file("fsync", file);
}

int fdatasync(int file)
{
	return sync_file("fdatasync", file);
}

static int cut_file(const char *name, int file, off64_t size)
{
	int (*next)(int, off64_t);
	next_of(name, &next, sizeof next);
	step(TURN_SCARCE);
	if (fails(faulty.fault != FAULT_SHORT))
		return -1;
	return next(file, size);
}

int ftruncate(int file, off_t size)
{
	return cut_file("ftruncate", file, size);
}

int ftruncate64(int file, off64_t size)
{
	return cut_file("ftruncate64", file, size);
}

int unlink(const char *path)
{
	int (*next)(const char *);
	next_of("unlink", &next, sizeof next);
	step(TURN_SCARCE);
	return next(path);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	int (*next)(int, const char *, int, const char *, unsigned);
	next_of("renameat2", &next, sizeof next);
	step(TURN_SCARCE);
	return next(from_folder, from, to_folder, to, flags);
}

/* What is shared in memory changes between locks without a call: each lock taken or given back is a step too. */
static int control(const char *name, int file, int command, void *argument)
{
	int (*next)(int, int, ...);
	next_of(name, &next, sizeof next);
	if (command == F_SETLK)
		step(TURN_STEP);
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

/* --- memory --- */

static bool no_memory(void)
{
	if (faulty.fault != FAULT_MEMORY || faulty.memory_spared || !is_last_step())
		return false;
	faulty.struck = true;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return no_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return no_memory() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *bytes, size_t size)
{
	return no_memory() ? NULL : __libc_realloc(bytes, size);
}
