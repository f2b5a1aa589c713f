#include "command/table_file.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/audit/audit.h"

static const char *const cells[] = {"a", "b", "1", "=2"};
static const Table table = {cells, 2, 2};

static void a_new_file_for_its_owner_alone(void **state)
{
	char folder[] = "/tmp/sharedesk-table-XXXXXX", path[64], text[64] = "";
	const TablePort port = table_file_port();
	struct stat about;
	Error err = {0};
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/table.csv", folder);
	assert_true(port.write(port.self, &table, path, &err));
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_false(port.write(port.self, &table, path, &err));
	assert_non_null(strstr(err.text, "already"));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(text, 1, sizeof text - 1, file) > 0);
	fclose(file);
	assert_string_equal(text, "\"a\",\"b\"\r\n\"1\",\"'=2\"\r\n");
	unlink(path);
	assert_int_equal(symlink("/dev/full", path), 0);
	assert_false(port.write(port.self, &table, path, &err));
	unlink(path);
	rmdir(folder);
	assert_false(port.write(port.self, &table, path, &err));
	assert_non_null(strstr(err.text, "cannot be written"));
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_new_file_for_its_owner_alone)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
