#include "command/printing.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "command/child.h"
#include "command/libexec.h"
#include "command/output.h"
#include "model/paper/sheet.h"

enum { NAMES_MAX = 999, PART = 65536 };

/* --- The page, in memory --- */

static bool run_print(int in, int out, Error *err)
{
	char path[LIBEXEC_PATH_MAX];
	Error fault = {0};
	for (size_t i = 0; i < LIBEXEC_PLACES; i++) {
		libexec_path("sharedesk-print", i, path);
		if (child_run((const char *const[]){path, NULL}, "sharedesk-print", in, out, &fault))
			return true;
		if (fault.kind != ERROR_MISSING)
			return fail(err, fault.kind, "%s", fault.text);
	}
	return fail(err, ERROR_MISSING, "sharedesk-print is not there: install sharedesk whole.");
}

bool printing_pdf(const Sheet *sheet, int out, Error *err)
{
	scoped(arena_wipe) Arena arena = {0};
	Text lines = {.arena = &arena};
	sheet_write(sheet, &lines);
	const int in = child_memory("sheet", err);
	if (in < 0)
		return false;
	const bool done = output_write(in, "The page", text_done(&lines), lines.length, err) && run_print(in, out, err);
	close(in);
	return done;
}

static bool make_text(const Sheet *sheet, int out, Error *err)
{
	scoped(arena_wipe) Arena arena = {0};
	Text text = {.arena = &arena};
	sheet_plain(sheet, SHEET_TEXT_COLS, &text);
	return output_write(out, "The page", text_done(&text), text.length, err);
}

/* --- To a printer --- */

static bool to_printer(int page, const PrintJob *job, Error *err)
{
	const char *words[6] = {"lp"};
	size_t count = 1;
	if (!text_empty(job->printer)) {
		words[count++] = "-d";
		words[count++] = job->printer;
	}
	words[count++] = "-t"; /* else the queue of a shared printer would show a name from this page */
	words[count++] = "sharedesk";
	words[count] = NULL;
	return child_run(words, "The printer's program lp", page, -1, err);
}

/* --- Into a file --- */

bool printing_folder(const char *set, Arena *arena, const char **ret_folder, Error *err)
{
	const char *home = getenv("HOME");
	const char *folder = set;
	if (text_empty(set))
		folder = !home || home[0] != '/' ? NULL : arena_print(arena, "%s/sharedesk-receipts", home);
	if (!folder)
		return fail(err, ERROR_SYSTEM,
			    "There is no home folder for the file: set the folder for receipts in the settings.");
	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return fail(err, ERROR_SYSTEM, "The folder %s cannot be made: %s.", folder, strerror(errno));
	*ret_folder = folder;
	return true;
}

/* Never one that is there: "receipt-2026-11-22.pdf", then "receipt-2026-11-22-2.pdf". */
static int open_new(const PrintJob *job, const char *folder, Error *err)
{
	char day[16];
	date_print(job->today, day);
	for (int i = 1; i <= NAMES_MAX; i++) {
		char number[8] = "";
		if (i > 1)
			text_print(number, sizeof number, "-%d", i);
		const size_t length = text_print(job->path, job->room, "%s/%s-%s%s.%s", folder, job->sheet->name, day,
						 number, job->how == PRINT_TEXT ? "txt" : "pdf");
		if (length + 1 >= job->room)
			break;
		const int fd = open(job->path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd >= 0)
			return fd;
		if (errno == EEXIST)
			continue;
		fail(err, ERROR_SYSTEM, "%s cannot be written: %s.", job->path, strerror(errno));
		return -1;
	}
	fail(err, ERROR_SYSTEM, "%s has no name left for another %s today: empty it.", folder, job->sheet->name);
	return -1;
}

static bool copy(int from, int to, Error *err)
{
	char part[PART];
	ssize_t got;
	if (lseek(from, 0, SEEK_SET) < 0)
		return fail(err, ERROR_SYSTEM, "The page could not be read again: %s.", strerror(errno));
	while ((got = read(from, part, sizeof part)) > 0)
		if (!output_write(to, "The page", part, (size_t)got, err))
			return false;
	return got == 0 || fail(err, ERROR_SYSTEM, "The page could not be read again: %s.", strerror(errno));
}

static bool into_file(int page, const PrintJob *job, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *folder;
	if (!printing_folder(job->folder, &arena, &folder, err))
		return false;
	const int fd = open_new(job, folder, err);
	if (fd < 0)
		return false;
	bool done = copy(page, fd, err);
	if (done && fsync(fd) != 0)
		done = fail(err, ERROR_SYSTEM, "%s could not be written: %s.", job->path, strerror(errno));
	close(fd);
	if (!done)
		unlink(job->path); /* half a receipt is none */
	return done;
}

/* --- The port --- */

static bool make_and_send(int page, const PrintJob *job, Error *err)
{
	if (!(job->how == PRINT_TEXT ? make_text : printing_pdf)(job->sheet, page, err))
		return false;
	if (job->how != PRINT_PRINTER)
		return into_file(page, job, err);
	job->path[0] = '\0';
	return to_printer(page, job, err);
}

static bool print(void *self, const PrintJob *job, Error *err)
{
	const int page = child_memory("page", err);
	if (page < 0)
		return false;
	const bool done = make_and_send(page, job, err);
	close(page);
	return done;
}

Printing printing_open(void)
{
	return (Printing){.print = print};
}
