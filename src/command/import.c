/* sharedesk import: each file recognised by content, read, checked and told in one transaction. */
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/import_file.h"
#include "command/progress.h"
#include "command/session.h"
#include "command/table_file.h"
#include "config/place.h"
#include "model/desk/work.h"

#define DRY_RUN "Nothing was taken: this was a dry run."

typedef struct Import {
	SessionOptions session_options;
	bool dry_run;
	const char *report_path; /* NULL: none is wanted */
	FILE *report_file;	 /* made before anything is taken, filled at the end */
	Session session;
	ImportWork work;
	Progress progress;
	size_t taken; /* files */
} Import;

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
	interrupted = 1;
}

/* The first Ctrl-C stops between two lines, so that the file is rolled back and that is said; a second ends at once. */
static void catch_interrupts(void)
{
	struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

static bool go_on(void *self, int64_t done, int64_t total)
{
	Import *import = self;
	progress_show(&import->progress, done, total);
	return !interrupted;
}

/* Said only once the file has been taken: of a refused one nothing is. */
static void say_taken(Import *import)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	if (import->dry_run && import->taken == 0)
		text_add(&out, DRY_RUN "\n");
	import_report_taken(&import->work.report, &out);
	fputs(text_done(&out), stdout);
	import->taken++;
}

static bool import_one(Import *import, const char *path, Error *err)
{
	scoped(arena_free) Arena names = {0};
	const char *shown = utf8_clean(&names, path);
	import->progress = progress_begin(shown);
	const bool done = import_file(&import->work, path, shown, err);
	progress_end(&import->progress);
	if (done)
		say_taken(import);
	if (!done && interrupted)
		return fail(err, ERROR_REFUSED, "Stopped: nothing of %s was taken%s.", shown,
			    import->taken > 0 && !import->dry_run ? "; the files before it were" : "");
	return done || fail_at(err, "%s", path);
}

/* Before a database is opened, or even made: is every file there to be read? A pipe is not opened twice. */
static bool look_at_files(int count, char **words, Error *err)
{
	for (int i = 0; i < count; i++) {
		Source source = {0};
		struct stat status;
		bool pipe = stat(words[i], &status) == 0 && S_ISFIFO(status.st_mode);
		bool there = pipe || source_open(&source, words[i], err);
		source_close(&source);
		if (!there)
			return fail_at(err, "%s", words[i]);
	}
	return true;
}

/* The file of the report may not be taken for the database. */
static bool report_apart(const Import *import, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	struct stat report, database;
	const char *path;
	if (!import->report_file)
		return true;
	if (!place_database(import->session_options.database, &arena, &path, err))
		return false;
	const bool same = fstat(fileno(import->report_file), &report) == 0 && stat(path, &database) == 0 &&
			  report.st_dev == database.st_dev && report.st_ino == database.st_ino;
	return !same ||
	       fail(err, ERROR_INPUT, "%s is the database: give the report another name.", import->report_path);
}

static bool open_all(Import *import, Error *err)
{
	import->work.report.whole = import->report_path;
	if (import->dry_run)
		import_report_dry(&import->work.report, DRY_RUN);
	return (!import->report_path || table_file_make(import->report_path, &import->report_file, err)) &&
	       report_apart(import, err) &&
	       (import->dry_run
			? session_open_trial(&import->session_options, &import->session, err)
			: session_open(&import->session_options, STORE_CREATE, Act_NOT_GIVEN_, &import->session, err));
}

/* Nothing was taken: there is nothing to report, and no empty file stays. */
static void drop_report(Import *import)
{
	if (!import->report_file)
		return;
	fclose(import->report_file);
	unlink(import->report_path);
	import->report_file = NULL;
}

/* What was taken stays, whether or not the report can be written: the disk may be full by now. */
static bool write_report(Import *import, Error *err)
{
	if (import->taken == 0 && !import->work.report.faulty)
		drop_report(import);
	if (!import->report_file)
		return true;
	const Table table = import_report_table(&import->work.report);
	bool written = table_file_fill(&table, import->report_file, err);
	import->report_file = NULL;
	if (written)
		return true;
	unlink(import->report_path);
	return fail_at(err, "%s, but %s could not be written",
		       import->dry_run || import->taken == 0 ? "Nothing was taken" : "The files were taken",
		       import->report_path);
}

/* What was taken stays, whether or not this comes to its end: the desk goes on with it. */
static int find_due(Import *import, int status)
{
	Error err = {0};
	import->progress = progress_begin("What is due");
	const bool stopped = interrupted;
	const bool done = import->dry_run || desk_work_settle(import->session.desk, go_on, import, &err);
	progress_end(&import->progress);
	if (done && (stopped || !interrupted))
		return status;
	if (!done)
		fail_at(&err, "What was read is taken; what is due was not found");
	else
		fail(&err, ERROR_REFUSED, "Stopped: what was read is taken; the desk finds what is due of it.");
	command_fail(&err);
	return done ? EXIT_STOPPED : EXIT_WRONG;
}

/* The first files of a practice, a county's list among them: few facts stand yet, and mostly nobody has it open. */
static bool is_first(const Import *import)
{
	enum { FEW = 1000 };
	return !import->dry_run && desk_head(import->session.desk) < FEW;
}

static int import_files(Import *import, int count, char **words)
{
	Error err = {0};
	if (is_first(import))
		store_take_alone(import->session.store);
	import->work.desk = import->session.desk;
	import->work.ledger = &import->session.ledger;
	import->work.zone = &import->session.zone;
	import->work.database = store_path(import->session.store);
	import->work.watch = (Watch){go_on, import};
	int status = EXIT_DONE;
	for (int i = 0; i < count && status == EXIT_DONE; i++)
		status = import_one(import, words[i], &err) ? EXIT_DONE : command_fail(&err);
	if (status != EXIT_DONE && interrupted)
		status = EXIT_STOPPED;
	if (import->dry_run && import->taken > 0)
		puts(DRY_RUN);
	if (!write_report(import, &err))
		status = command_fail(&err);
	status = status == EXIT_DONE && import->work.report.in_doubt ? EXIT_IN_PART : status;
	status = import->taken > 0 ? find_due(import, status) : status;
	store_share(import->session.store);
	return status;
}

static void close_all(Import *import)
{
	drop_report(import);
	import_work_done(&import->work);
	session_close(&import->session);
}

int command_import(int count, char **words)
{
	Import import = {0};
	Error err = {0};
	int rest, status;
	const Option table[] = {
		SESSION_OPTIONS(import.session_options),
		{"test-numbers", NULL, &import.work.test_numbers},
		{"report", &import.report_path, NULL},
		{"dry-run", NULL, &import.dry_run},
	};
	if (!options_read("import", count, words, table, countof(table), &rest, &status))
		return status;
	if (rest == count)
		return command_usage("import", "Name at least one file.");
	if (!look_at_files(count - rest, words + rest, &err))
		return command_fail(&err);
	catch_interrupts();
	status = open_all(&import, &err) ? import_files(&import, count - rest, words + rest) : command_fail(&err);
	close_all(&import);
	return status;
}
