/* Gives a fuzzer every file of a folder, by name: one test each. The sanitisers, or the fuzzer's own abort, end it. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"

enum { INPUT_MAX = 4 * 1024 * 1024 };

static int is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static bool replay(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = malloc(INPUT_MAX);
	size_t size = file && bytes ? fread(bytes, 1, INPUT_MAX, file) : 0;
	/* An array of its own size, so that a read beyond it is seen. */
	uint8_t *exact = bytes ? realloc(bytes, size ? size : 1) : NULL;
	if (file && exact)
		LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	if (file)
		fclose(file);
	return file && exact;
}

int main(int count, char **words)
{
	struct dirent **inputs = NULL;
	FILE *said = fdopen(dup(STDOUT_FILENO), "w"); /* a target may make a terminal of the other */
	int found = count == 2 ? scandir(words[1], &inputs, is_input, alphasort) : -1;
	int status = found > 0 ? 0 : 1;
	if (!said)
		return 1;
	if (found < 1)
		fprintf(stderr, "Name a folder with inputs.\n");
	else
		fprintf(said, "1..%d\n", found);
	for (int i = 0; i < found; i++) {
		fprintf(stderr, "%s\n", inputs[i]->d_name);
		fflush(said);
		bool done = replay(words[1], inputs[i]->d_name);
		fprintf(said, "%sok %d - %s\n", done ? "" : "not ", i + 1, inputs[i]->d_name);
		status |= !done;
		free(inputs[i]);
	}
	free(inputs);
	return fclose(said) == 0 ? status : 1;
}
