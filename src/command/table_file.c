#include "command/table_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "command/printing.h"
#include "exchange/csv_table.h"

bool table_file_fill(const Table *table, FILE *file, Error *err)
{
	bool written = csv_table_write(table, file, err) &&
		       (fsync(fileno(file)) == 0 ||
			fail(err, ERROR_SYSTEM, "The table could not be written: %s.", strerror(errno)));
	return (fclose(file) == 0 || !written ||
		fail(err, ERROR_SYSTEM, "The table could not be written: %s.", strerror(errno))) &&
	       written;
}

/* A file that is there is somebody's: it is never written over. */
bool table_file_make(const char *path, FILE **ret_file, Error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 && errno == EEXIST)
		return fail(err, ERROR_INPUT, "There is a file %s already: give another name.", path);
	if (fd < 0)
		return fail(err, ERROR_SYSTEM, "%s cannot be written: %s.", path, strerror(errno));
	FILE *file = fdopen(fd, "w");
	if (!file) {
		close(fd);
		unlink(path);
		return fail(err, ERROR_SYSTEM, "%s cannot be written: %s.", path, strerror(errno));
	}
	*ret_file = file;
	return true;
}

/* Half a table is not left behind. */
static bool write_file(void *self, const Table *table, const char *set, const char *name, char *path, size_t room,
		       Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *folder;
	FILE *file;
	if (!printing_folder(set, &arena, &folder, err))
		return false;
	if (text_print(path, room, "%s/%s", folder, name) >= room)
		return fail(err, ERROR_INPUT, "The name of the folder for receipts is too long: set another.");
	if (!table_file_make(path, &file, err))
		return false;
	if (table_file_fill(table, file, err))
		return true;
	unlink(path);
	return false;
}

TablePort table_file_port(void)
{
	return (TablePort){.write = write_file};
}
