/* sharedesk-print: reads a sheet (model/paper/sheet.h) on its input and writes it as a PDF on its output. It opens no
 * file and no network, and keeps nothing. Run by the desk, which links no pango. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "print/page.h"

enum { EXIT_DONE = 0, EXIT_WRONG = 1, EXIT_USAGE = 2, SHEET_BYTES_MAX = 16 * 1024 * 1024, PART = 65536 };

static const char usage[] = "usage: sharedesk-print <SHEET >PDF\n"
			    "  sets a sheet for a patient on A4 pages; the desk runs it\n";

static bool read_all(FILE *in, Text *out, Error *err)
{
	char part[PART];
	for (size_t got; (got = fread(part, 1, sizeof part, in)) > 0;) {
		if (memchr(part, '\0', got) || out->length + got > SHEET_BYTES_MAX)
			return fail(err, ERROR_INPUT, "This is no sheet: it is binary, or larger than 16 MB.");
		text_add_bytes(out, part, got);
	}
	return !ferror(in) || fail(err, ERROR_SYSTEM, "The sheet could not be read.");
}

static int run(Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Text lines = {.arena = &arena};
	Sheet sheet;
	return read_all(stdin, &lines, err) && sheet_read(text_done(&lines), &arena, &sheet, err) &&
			       page_write(&sheet, stdout, err)
		       ? EXIT_DONE
		       : EXIT_WRONG;
}

int main(int count, char **words)
{
	Error err = {0};
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	prctl(PR_SET_DUMPABLE, 0);
	if (count == 2 && strcmp(words[1], "--version") == 0)
		return printf("sharedesk-print %s\n", SHAREDESK_VERSION) < 0;
	if (count > 1 || isatty(STDIN_FILENO) || isatty(STDOUT_FILENO)) {
		fputs(usage, stderr);
		return EXIT_USAGE;
	}
	const int status = run(&err);
	if (status != EXIT_DONE)
		fprintf(stderr, "%s\n", err.text);
	return status;
}
