#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "exchange/files.h"

static void assert_line(Source *source, const char *expected)
{
	char *line;
	size_t length;
	assert_true(source_line(source, &line, &length, NULL));
	if (!expected) {
		assert_null(line);
		return;
	}
	assert_string_equal(line, expected);
	assert_int_equal(length, strlen(expected));
}

static void test_lines(void **state)
{
	static const char bytes[] = "one\r\n\ntwo\rtoo\nlast";
	TestFile file;
	test_file_open(&file, bytes, sizeof bytes - 1);
	assert_line(&file.source, "one");
	assert_line(&file.source, "");
	assert_line(&file.source, "two\rtoo");
	assert_line(&file.source, "last");
	assert_int_equal(file.source.line, 4);
	assert_line(&file.source, NULL);
	assert_line(&file.source, NULL);
	assert_int_equal(file.source.line, 4);
	assert_int_equal(file.source.done, sizeof bytes - 1);
	assert_int_equal(file.source.total, sizeof bytes - 1);
	test_file_done(&file);
}

static void test_an_empty_file_has_no_line(void **state)
{
	TestFile file;
	test_file_open(&file, "", 0);
	assert_line(&file.source, NULL);
	test_file_done(&file);
	test_file_open(&file, "\n", 1);
	assert_line(&file.source, "");
	assert_line(&file.source, NULL);
	test_file_done(&file);
}

static void test_the_byte_order_mark_is_passed_over(void **state)
{
	TestFile file;
	const char *bytes;
	size_t length;
	test_file_open(&file, "\xEF\xBB\xBFone\n\xEF\xBB\xBFtwo", 13);
	assert_true(source_peek(&file.source, &bytes, &length, NULL));
	assert_int_equal(length, 10);
	assert_line(&file.source, "one");
	assert_line(&file.source, "\xEF\xBB\xBFtwo");
	test_file_done(&file);
}

/* Lines across the ends of the buffer come whole. */
static void test_long_lines_come_whole(void **state)
{
	enum { LONG = 300 * 1000, LINES = 9 };
	char *bytes = malloc((size_t)LINES * (LONG + 1)), *line;
	size_t at = 0, length;
	TestFile file;
	for (int i = 0; i < LINES; i++) {
		memset(bytes + at, 'a' + i, (size_t)(LONG - i));
		at += (size_t)(LONG - i);
		bytes[at++] = '\n';
	}
	test_file_open(&file, bytes, at);
	for (int i = 0; i < LINES; i++) {
		assert_true(source_line(&file.source, &line, &length, NULL));
		assert_int_equal(length, LONG - i);
		assert_int_equal(line[0], 'a' + i);
		assert_int_equal(line[length - 1], 'a' + i);
	}
	assert_line(&file.source, NULL);
	test_file_done(&file);
	free(bytes);
}

static void test_a_line_of_the_limit_is_read_one_more_is_not(void **state)
{
	char *bytes = malloc(2 + SOURCE_LINE_MAX + 2), *line;
	size_t length;
	Error err = {0};
	TestFile file;
	memcpy(bytes, "x\n", 2);
	memset(bytes + 2, 'a', SOURCE_LINE_MAX + 1);
	bytes[2 + SOURCE_LINE_MAX] = '\n';
	test_file_open(&file, bytes, 2 + SOURCE_LINE_MAX + 1);
	assert_line(&file.source, "x");
	assert_true(source_line(&file.source, &line, &length, NULL));
	assert_int_equal(length, SOURCE_LINE_MAX);
	test_file_done(&file);

	bytes[2 + SOURCE_LINE_MAX] = 'a';
	test_file_open(&file, bytes, 2 + SOURCE_LINE_MAX + 1);
	assert_line(&file.source, "x");
	assert_false(source_line(&file.source, &line, &length, &err));
	assert_non_null(strstr(err.text, "Line 2 is longer than 16 MiB"));
	test_file_done(&file);

	/* Also where its end is at hand. */
	bytes[2 + SOURCE_LINE_MAX + 1] = '\n';
	test_file_open(&file, bytes, 2 + SOURCE_LINE_MAX + 2);
	assert_line(&file.source, "x");
	assert_false(source_line(&file.source, &line, &length, &err));
	test_file_done(&file);
	free(bytes);
}

/* A line of 2 GiB is refused after little more than the limit: the rest is never read, nor kept. */
static void test_an_endless_line_is_not_read_to_its_end(void **state)
{
	static const off_t huge = (off_t)2 << 30;
	TestFile file;
	Error err = {0};
	char *line;
	size_t length;
	test_file_open(&file, "", 0);
	assert_int_equal(ftruncate(file.fd, huge), 0);
	assert_true(source_of_fd(&file.source, file.fd, NULL));
	assert_int_equal(file.source.total, huge);
	assert_false(source_line(&file.source, &line, &length, &err));
	assert_non_null(strstr(err.text, "Line 1 is longer"));
	assert_true(file.source.done <= 3 * (int64_t)SOURCE_LINE_MAX);
	assert_true(file.source.room <= 3 * (size_t)SOURCE_LINE_MAX);
	test_file_done(&file);
}

static void test_a_pipe_is_read_as_it_comes(void **state)
{
	int ends[2];
	Source source;
	const char *bytes;
	size_t length;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		for (const char *c = "one\ntwo"; *c; c++)
			if (write(ends[1], c, 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	assert_true(source_of_fd(&source, ends[0], NULL));
	assert_int_equal(source.total, 0);
	assert_true(source_peek(&source, &bytes, &length, NULL));
	assert_int_equal(length, 7);
	assert_line(&source, "one");
	assert_line(&source, "two");
	assert_line(&source, NULL);
	source_close(&source);
	close(ends[0]);
	waitpid(child, NULL, 0);
}

static void test_whether_a_line_would_be_waited_for(void **state)
{
	Source source;
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	assert_true(source_of_fd(&source, ends[0], NULL));
	assert_true(source_waits(&source));
	assert_int_equal(write(ends[1], "one\ntwo\n", 8), 8);
	assert_false(source_waits(&source));
	assert_line(&source, "one");
	assert_false(source_waits(&source)); /* it has been read, and not taken */
	assert_line(&source, "two");
	assert_true(source_waits(&source));
	close(ends[1]);
	assert_false(source_waits(&source));
	assert_line(&source, NULL);
	assert_false(source_waits(&source));
	source_close(&source);
	close(ends[0]);
}

static void test_what_is_no_file_is_refused(void **state)
{
	static const struct {
		const char *path, *says;
		ErrorKind kind;
	} cases[] = {
		{"/", "directory", ERROR_INPUT},
		{"tests/no-such-file", "no such file", ERROR_MISSING},
		{"meson.build/below", "cannot be opened", ERROR_SYSTEM},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Source source = {.fd = 77};
		Error err = {0};
		assert_false(source_open(&source, cases[i].path, &err));
		assert_int_equal(err.kind, cases[i].kind);
		assert_non_null(strstr(err.text, cases[i].says));
		assert_int_equal(source.fd, 77);
	}
}

static void test_the_whole(void **state)
{
	TestFile file;
	const char *bytes;
	size_t length;
	test_file_open(&file, "one\ntwo\nthree", 13);
	assert_line(&file.source, "one");
	assert_true(source_whole(&file.source, &bytes, &length, NULL));
	assert_string_equal(bytes, "two\nthree");
	assert_int_equal(length, 9);
	test_file_done(&file);
}

static void test_the_whole_has_a_limit(void **state)
{
	TestFile file;
	Error err = {0};
	const char *bytes;
	size_t length;
	test_file_open(&file, "", 0);
	assert_int_equal(ftruncate(file.fd, (off_t)1 << 30), 0);
	assert_false(source_whole(&file.source, &bytes, &length, &err));
	assert_non_null(strstr(err.text, "64 MiB"));
	test_file_done(&file);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_an_empty_file_has_no_line),
		cmocka_unit_test(test_the_byte_order_mark_is_passed_over),
		cmocka_unit_test(test_long_lines_come_whole),
		cmocka_unit_test(test_a_line_of_the_limit_is_read_one_more_is_not),
		cmocka_unit_test(test_an_endless_line_is_not_read_to_its_end),
		cmocka_unit_test(test_a_pipe_is_read_as_it_comes),
		cmocka_unit_test(test_whether_a_line_would_be_waited_for),
		cmocka_unit_test(test_what_is_no_file_is_refused),
		cmocka_unit_test(test_the_whole),
		cmocka_unit_test(test_the_whole_has_a_limit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
