/* Files for the tests of readers: written, opened and gone again. */
#pragma once

#include "exchange/source.h"

/* A source that reads these bytes from a file that has no name any more; closed by source_close and test_file_done. */
typedef struct TestFile {
	Source source;
	int fd;
} TestFile;

void test_file_open(TestFile *file, const char *bytes, size_t length);
void test_file_done(TestFile *file);

/* The path of a real file, in $SHAREDESK_TEST_DATA or ../shared/data; false, said aloud, where it is not there. */
bool test_data_path(const char *name, char out[512]);
/* Likewise in the cases beside the data. */
bool test_case_path(const char *name, char out[512]);
