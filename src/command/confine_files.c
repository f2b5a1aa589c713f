#define _GNU_SOURCE /* O_PATH */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/confine.h"

/* A build that looks for leaks at its end reads /proc/self then. */
#if __has_include(<linux/landlock.h>) && defined(SYS_landlock_restrict_self) && !defined(SHAREDESK_LOOKS_FOR_LEAKS)
#include <linux/landlock.h>

enum { PATH_ROOM = 4096, ABI_MAX = 6 };

/* As the newest kernel has it: older headers lack the last two. An older kernel takes it where what it does not know is
 * zero. */
typedef struct Rules {
	uint64_t files, ports, scoped;
} Rules;

static const uint64_t truncates = 1ULL << 14, devices = 1ULL << 15;

/* By the version of Landlock: what of files, of TCP, and of others' sockets and signals can be refused. */
static const Rules handled[ABI_MAX + 1] = {
	[1] = {(1ULL << 13) - 1, 0, 0}, [2] = {(1ULL << 14) - 1, 0, 0}, [3] = {(1ULL << 15) - 1, 0, 0},
	[4] = {(1ULL << 15) - 1, 3, 0}, [5] = {(1ULL << 16) - 1, 3, 0}, [6] = {(1ULL << 16) - 1, 3, 3},
};

static int version(void)
{
	const long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	return abi > ABI_MAX ? ABI_MAX : (int)abi;
}

/* What is not there cannot be opened either. */
static bool allow(int rules, uint64_t known, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr beneath = {.allowed_access = access & known};
	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return errno == ENOENT || errno == ENOTDIR;
	const bool done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
	close(beneath.parent_fd);
	return done;
}

static bool allow_all(int rules, uint64_t known, const char *database)
{
	static const char *const system[] = {"/usr", "/etc", "/lib", "/lib64", "/bin"};
	static const char *const terminal[] = {"/dev/tty", "/dev/null"};
	static const char *const ends[] = {"", "-wal", "-shm"};
	const uint64_t reads = LANDLOCK_ACCESS_FS_READ_FILE, lists = LANDLOCK_ACCESS_FS_READ_DIR,
		       writes = LANDLOCK_ACCESS_FS_WRITE_FILE;
	char path[PATH_ROOM];
	bool done = true;
	for (size_t i = 0; i < countof(system); i++)
		done = done && allow(rules, known, system[i], reads | lists);
	for (size_t i = 0; i < countof(terminal); i++)
		done = done && allow(rules, known, terminal[i], reads | writes | devices);
	for (size_t i = 0; i < countof(ends); i++)
		done = done && text_print(path, sizeof path, "%s%s", database, ends[i]) < sizeof path &&
		       allow(rules, known, path, reads | writes | truncates);
	return done;
}

bool confine_files(const char *database, bool *ret_confined, Error *err)
{
	const int abi = version();
	*ret_confined = abi >= 1;
	if (!*ret_confined)
		return true;
	const Rules known = handled[abi];
	const int rules = (int)syscall(SYS_landlock_create_ruleset, &known, sizeof known, 0);
	const bool done = rules >= 0 && allow_all(rules, known.files, database) &&
			  syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	const int why = errno;
	if (rules >= 0)
		close(rules);
	return done ||
	       fail(err, ERROR_SYSTEM, "This machine does not let the kiosk give up its files: %s.", strerror(why));
}

#else

bool confine_files(const char *database, bool *ret_confined, Error *err)
{
	*ret_confined = false;
	return true;
}

#endif
