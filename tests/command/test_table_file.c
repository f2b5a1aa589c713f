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

static bool write_to(const char *folder, const char *name, char path[TABLE_PATH_MAX], Error *err)
{
	const TablePort port = table_file_port();
	return port.write(port.self, &table, folder, name, path, TABLE_PATH_MAX, err);
}

static void a_new_file_for_its_owner_alone(void **state)
{
	char folder[] = "/tmp/sharedesk-table-XXXXXX", receipts[64], path[TABLE_PATH_MAX], text[64] = "";
	struct stat about;
	Error err = {0};
	assert_non_null(mkdtemp(folder));
	snprintf(receipts, sizeof receipts, "%s/receipts", folder);
	assert_true(write_to(receipts, "table.csv", path, &err));
	assert_non_null(strstr(path, "/receipts/table.csv"));
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(stat(receipts, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	assert_false(write_to(receipts, "table.csv", path, &err));
	assert_non_null(strstr(err.text, "already"));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(text, 1, sizeof text - 1, file) > 0);
	fclose(file);
	assert_string_equal(text, "\"a\",\"b\"\r\n\"1\",\"'=2\"\r\n");
	unlink(path);
	assert_int_equal(symlink("/dev/full", path), 0);
	assert_false(write_to(receipts, "table.csv", path, &err));
	unlink(path);
	rmdir(receipts);
	rmdir(folder);
	assert_false(write_to(receipts, "table.csv", path, &err));
	assert_non_null(strstr(err.text, "cannot be made"));
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_new_file_for_its_owner_alone)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
