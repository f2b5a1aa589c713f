/* sharedesk-play: plays .play files (play.h says how they are written).
 *
 *	sharedesk-play [--show] [--golden FOLDER] [--patience SECONDS] FILE.play …
 *
 * Says TAP, one test a play, with the screen where a play failed. --show prints the screens and the words of the story
 * instead. Exit status 1 where a play failed. Set SHAREDESK_GOLDEN=write to write golden screens instead of
 * comparing. */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "tty/stage.h"

enum { PATIENCE_S = 60, ROWS = 24, COLS = 80 };

typedef struct Options {
	bool show;
	const char *golden;
	int patience; /* s */
	const char **files;
	size_t count;
} Options;

/* Nothing of who runs the plays reaches the program. */
static void clear_environment(const char *directory)
{
	static const char *const unset[] = {"NO_COLOR",	     "COLUMNS",		"LINES",	 "TZ",
					    "LC_ALL",	     "LC_CTYPE",	"LANGUAGE",	 "SHAREDESK_DB",
					    "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"};
	for (size_t i = 0; i < countof(unset); i++)
		unsetenv(unset[i]);
	setenv("PLAY", directory, 1);
	setenv("HOME", directory, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
}

static void remove_directory(const char *directory)
{
	scoped(arena_free) Arena arena = {0};
	if (system(arena_print(&arena, "rm -rf -- '%s'", directory)) != 0)
		fprintf(stderr, "%s could not be removed.\n", directory);
}

static Outcome play_file(const char *path, const Options *options, const char **ret_name, Arena *arena, Error *err)
{
	const char *place = text_or(getenv("TMPDIR"), "/tmp");
	char *directory = arena_print(arena, "%s/sharedesk-play-XXXXXX", place);
	Stage stage = {.rows = ROWS,
		       .cols = COLS,
		       .patience = options->patience * 1000,
		       .show = options->show,
		       .golden = options->golden};
	Play play = {.name = path};
	*ret_name = path;
	if (!play_read(path, arena, &play, err))
		return OUTCOME_FAILED;
	*ret_name = play.name;
	if (!mkdtemp(directory)) {
		(void)fail(err, ERROR_SYSTEM, "No directory for the play could be made in %s.", place);
		return OUTCOME_FAILED;
	}
	stage.directory = directory;
	stage.desk = &stage.desks[0];
	clear_environment(directory);

	const Outcome outcome = stage_play(&stage, &play, err);

	if (outcome == OUTCOME_FAILED) {
		printf("%s", text_or(stage.difference, ""));
		stage_print(&stage, "# ");
	}
	stage_clear(&stage);
	remove_directory(directory);
	return outcome;
}

static bool report(size_t number, const char *path, const Options *options)
{
	scoped(arena_free) Arena arena = {0};
	Error err = {0};
	const char *name;
	const Outcome outcome = play_file(path, options, &name, &arena, &err);
	if (outcome == OUTCOME_FAILED)
		printf("# %s\n", err.text);
	if (options->show)
		return outcome == OUTCOME_PASSED;
	if (outcome == OUTCOME_SKIPPED)
		printf("ok %zu - %s # SKIP %s\n", number, name, err.text);
	else
		printf("%s %zu - %s\n", outcome == OUTCOME_PASSED ? "ok" : "not ok", number, name);
	return outcome != OUTCOME_FAILED;
}

static bool read_options(int argc, char **argv, Options *options)
{
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--show") == 0)
			options->show = true;
		else if (strcmp(argv[i], "--golden") == 0 && i + 1 < argc)
			options->golden = argv[++i];
		else if (strcmp(argv[i], "--patience") == 0 && i + 1 < argc)
			options->patience = atoi(argv[++i]);
		else if (argv[i][0] == '-')
			return false;
		else
			options->files[options->count++] = argv[i];
	}
	return options->count > 0;
}

int main(int argc, char **argv)
{
	scoped(arena_free) Arena arena = {0};
	Options options = {.golden = "tests/golden",
			   .patience = PATIENCE_S,
			   .files = arena_array(&arena, (size_t)argc, sizeof(const char *))};
	bool good = true;
	setlocale(LC_CTYPE, "C.UTF-8"); /* columns are counted as wcwidth does */
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!read_options(argc, argv, &options)) {
		fprintf(stderr, "Usage: sharedesk-play [--show] [--golden FOLDER] [--patience SECONDS] FILE.play …\n");
		return 2;
	}
	if (!options.show)
		printf("1..%zu\n", options.count);
	for (size_t i = 0; i < options.count; i++)
		good &= report(i + 1, options.files[i], &options);
	return good ? 0 : 1;
}
