#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/readable.h"
#include "base/text.h"

typedef struct Place {
	char folder[64], path[96];
	Error err;
} Place;

static void place_begin(Place *place)
{
	*place = (Place){.folder = "/tmp/readable-XXXXXX"};
	assert_non_null(mkdtemp(place->folder));
	text_print(place->path, sizeof place->path, "%s/it", place->folder);
}

static void place_end(Place *place)
{
	unlink(place->path);
	assert_int_equal(rmdir(place->folder), 0);
}

static void assert_reads(Place *place, const char *expected)
{
	char bytes[16] = "";
	int fd = -1;
	if (!readable_open(place->path, &fd, &place->err))
		fail_msg("%s", place->err.text);
	assert_false(fcntl(fd, F_GETFL) & O_NONBLOCK);
	assert_int_equal(read(fd, bytes, sizeof bytes - 1), strlen(expected));
	assert_string_equal(bytes, expected);
	close(fd);
}

static void assert_refused(const char *path, Place *place, int why, const char *says)
{
	int fd = -1;
	assert_false(readable_open(path, &fd, &place->err));
	assert_int_equal(errno, why);
	assert_int_equal(fd, -1);
	assert_non_null(strstr(place->err.text, says));
	assert_null(readable_stream(path, &place->err));
}

static int put(const char *path, int flags, const char *bytes)
{
	const int fd = open(path, O_WRONLY | O_CLOEXEC | flags, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
	return fd;
}

static void files_and_devices_are_read(void **state)
{
	Place place;
	place_begin(&place);
	close(put(place.path, O_CREAT, "word"));
	assert_reads(&place, "word");
	FILE *file = readable_stream(place.path, &place.err);
	assert_non_null(file);
	assert_int_equal(fgetc(file), 'w');
	fclose(file);
	file = readable_stream("/dev/null", &place.err);
	assert_non_null(file);
	assert_int_equal(fgetc(file), EOF);
	fclose(file);
	place_end(&place);
}

static void what_is_no_file_is_refused(void **state)
{
	Place place;
	place_begin(&place);
	assert_refused(place.path, &place, ENOENT, "No such file or directory.");
	assert_refused(place.folder, &place, EINVAL, "It is a directory");
	place_end(&place);
}

static void a_pipe_is_read_where_somebody_writes(void **state)
{
	Place place;
	place_begin(&place);
	assert_int_equal(mkfifo(place.path, 0600), 0);
	const int ours = open(place.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int other = put(place.path, 0, "word");
	assert_reads(&place, "word");
	int silent = -1;
	if (!readable_open(place.path, &silent, &place.err))
		fail_msg("%s", place.err.text);
	close(silent);
	assert_int_equal(write(other, "last", 4), 4);
	close(other);
	assert_reads(&place, "last"); /* who wrote it has gone */
	close(ours);
	place_end(&place);
}

static void a_pipe_that_nobody_writes_to_is_refused(void **state)
{
	Place place;
	place_begin(&place);
	assert_int_equal(mkfifo(place.path, 0600), 0);
	assert_refused(place.path, &place, EINVAL, "It is a pipe that nobody writes to");
	place_end(&place);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_and_devices_are_read),
		cmocka_unit_test(what_is_no_file_is_refused),
		cmocka_unit_test(a_pipe_is_read_where_somebody_writes),
		cmocka_unit_test(a_pipe_that_nobody_writes_to_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
