#include "exchange/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

#include "base/text.h"

void test_file_open(TestFile *file, const char *bytes, size_t length)
{
	char path[] = "/tmp/sharedesk-test-XXXXXX";
	file->fd = mkstemp(path);
	assert_true(file->fd >= 0);
	unlink(path);
	for (size_t at = 0; at < length;) {
		ssize_t n = write(file->fd, bytes + at, length - at);
		assert_true(n > 0);
		at += (size_t)n;
	}
	assert_int_equal(lseek(file->fd, 0, SEEK_SET), 0);
	assert_true(source_of_fd(&file->source, file->fd, NULL));
}

void test_file_done(TestFile *file)
{
	source_close(&file->source);
	close(file->fd);
}

static bool path_in(const char *folder, const char *name, char out[512])
{
	text_print(out, 512, "%s/%s", folder, name);
	if (access(out, R_OK) == 0)
		return true;
	print_message("%s is not there: its test is skipped\n", out);
	return false;
}

bool test_data_path(const char *name, char out[512])
{
	return path_in(text_or(getenv("SHAREDESK_TEST_DATA"), "../shared/data"), name, out);
}

bool test_case_path(const char *name, char out[512])
{
	char folder[512];
	text_print(folder, sizeof folder, "%s/../cases-2026", text_or(getenv("SHAREDESK_TEST_DATA"), "../shared/data"));
	return path_in(folder, name, out);
}
