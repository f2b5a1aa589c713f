#define _GNU_SOURCE /* memfd_create */
#include "file.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

int fuzz_file(const uint8_t *bytes, size_t size, char ret_path[FUZZ_PATH_ROOM])
{
	const int fd = memfd_create("fuzz", MFD_CLOEXEC);
	fuzz_hold(fd >= 0 && fchmod(fd, 0600) == 0, "there is memory for a file");
	fuzz_hold(size == 0 || write(fd, bytes, size) == (ssize_t)size, "the file is written");
	lseek(fd, 0, SEEK_SET);
	text_print(ret_path, FUZZ_PATH_ROOM, "/proc/self/fd/%d", fd);
	return fd;
}

char *fuzz_file_bytes(int fd, Arena *arena, size_t *ret_size)
{
	struct stat status;
	fuzz_hold(fstat(fd, &status) == 0, "a file has a size");
	*ret_size = (size_t)status.st_size;
	char *bytes = arena_alloc(arena, *ret_size + 1);
	fuzz_hold(pread(fd, bytes, *ret_size, 0) == (ssize_t)*ret_size, "the file is read");
	return bytes;
}
