/* What jansson alone takes for the same questions and answers: each question read, each answer printed. Prints how many
 * it does in a second, so that a clock that is slow today is seen for what it is. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/stopwatch.h"

enum { LINES_MOST = 1000000 };

typedef struct Lines {
	char *text;
	char **starts;
	size_t count;
} Lines;

static Lines lines_of(const char *path)
{
	Lines lines = {.starts = calloc(LINES_MOST, sizeof(char *))};
	size_t room = 0;
	FILE *file = fopen(path, "r");
	if (!file || !lines.starts || getdelim(&lines.text, &room, '\0', file) < 0) {
		fprintf(stderr, "%s cannot be read.\n", path);
		exit(1);
	}
	fclose(file);
	for (char *at = lines.text; *at && lines.count < LINES_MOST; lines.count++) {
		lines.starts[lines.count] = at;
		while (*at && *at != '\n')
			at++;
		if (*at)
			*at++ = '\0';
	}
	return lines;
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "Usage: bench_json QUESTIONS ANSWERS\n");
		return 2;
	}
	const Lines questions = lines_of(argv[1]), answers = lines_of(argv[2]);
	int64_t took = 0;
	for (size_t i = 0; i < questions.count && i < answers.count; i++) {
		json_t *answer = json_loads(answers.starts[i], 0, NULL);
		const int64_t from = stopwatch_ns();
		json_t *question = json_loads(questions.starts[i], JSON_REJECT_DUPLICATES, NULL);
		char *printed = json_dumps(answer, JSON_COMPACT);
		free(printed);
		json_decref(question);
		took += stopwatch_ns() - from;
		json_decref(answer);
	}
	printf("%.0f\n", (double)questions.count * 1e9 / (double)(took ? took : 1));
	free(questions.starts);
	free(questions.text);
	free(answers.starts);
	free(answers.text);
	return 0;
}
