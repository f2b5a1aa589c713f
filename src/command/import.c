/* sharedesk import: each file recognised by content, read, checked and told in one transaction. */
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/import_list.h"
#include "command/import_patients.h"
#include "command/import_report.h"
#include "command/progress.h"
#include "command/session.h"
#include "command/table_file.h"
#include "exchange/detect.h"
#include "exchange/fhir/fhir.h"
#include "exchange/ledger_lines.h"
#include "exchange/ods.h"
#include "model/codes/codes.h"
#include "model/ledger/tell.h"
#include "model/lists/lists.h"

#define DRY_RUN "Nothing was taken: this was a dry run."

typedef struct Import {
	SessionOptions session_options;
	bool test_numbers, dry_run;
	const char *report_path; /* NULL: none is wanted */
	FILE *report_file;	 /* made before anything is taken, filled at the end */
	Session session;
	const char *shown; /* the name of the file, fit for a terminal */
	const Source *source;
	Teller teller;
	Arena kept; /* the texts of the line being told */
	Arena lists;
	Progress progress;
	ImportReport report;
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

static bool take_line(void *self, Line *line, Error *err)
{
	Import *import = self;
	Told told;
	if (interrupted)
		return fail(err, ERROR_REFUSED, "Stopped by Ctrl-C; nothing of this file was taken.");
	arena_clear(&import->kept);
	import->teller.place = import->source->line; /* 0 where the format has no lines */
	if (!tell(&import->teller, line, &import->kept, &told, err))
		return false;
	import_report_line(&import->report, line, told);
	return true;
}

static void show_progress(void *self, int64_t done, int64_t total)
{
	Import *import = self;
	progress_show(&import->progress, done, total);
}

static void take_note(void *self, const FhirNote *note)
{
	Import *import = self;
	import_report_note(&import->report, note);
}

static const LineSource sources[] = {
	[FORMAT_LEDGER_LINES] = SOURCE_LEDGER_LINES,
	[FORMAT_ODS] = SOURCE_ODS,
	[FORMAT_FHIR] = SOURCE_FHIR,
	[FORMAT_PATIENTS] = SOURCE_FHIR,
};

static bool read_fhir(Import *import, Source *source, FhirOptions *options, const Sink *sink, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	SensitiveList sensitive;
	FhirSummary summary = {0};
	if (!desk_sensitive_list(import->session.desk, &arena, &sensitive, err))
		return false;
	options->sensitive = &sensitive;
	if (!fhir_read(source, options, sink, &summary, err))
		return false;
	import->report.private_entries = summary.private_entries;
	import->report.own = summary.own;
	return true;
}

static bool read_ods(Import *import, Source *source, const Sink *sink, Error *err)
{
	OdsSummary summary = {0};
	if (!ods_read(source, sink, &summary, err))
		return false;
	import_report_many(&import->report, summary.doctors, FHIR_NOTE_LEFT_OUT, "Practitioner",
			   "who are no organisations");
	return true;
}

static bool read_patients(Import *import, Source *source, const Sink *sink, Error *err)
{
	const ImportPatients patients = {import->session.desk, &import->session.ledger, source, sink,
					 import->shown,	       &import->report};
	return import_patients(&patients, &import->lists, err);
}

static bool read_as(Import *import, Format format, Source *source, Error *err)
{
	Sink sink = {.take = take_line, .progress = show_progress, .self = import};
	FhirOptions fhir = {
		.test_numbers = import->test_numbers,
		.now = import->teller.now,
		.zone = &import->session.zone,
		.ledger = &import->session.ledger,
		.note = take_note,
		.note_self = import,
	};
	switch (format) {
	case FORMAT_LEDGER_LINES: return ledger_lines_read(source, &sink, err);
	case FORMAT_ODS: return read_ods(import, source, &sink, err);
	case FORMAT_FHIR: return read_fhir(import, source, &fhir, &sink, err);
	case FORMAT_PATIENTS: return read_patients(import, source, &sink, err);
	case FORMAT_SENSITIVE:
	case FORMAT_SYSTEMS:
	case FORMAT_STANDINGS:
	case FORMAT_PASS_ON: break; /* import_list.h */
	}
	return false;
}

static bool import_lines(Import *import, Format format, Source *source, Error *err)
{
	const Ledger *ledger = &import->session.ledger;
	if (!desk_may_load(import->session.desk, ACT_IMPORT, err) || !ledger->ops->begin(ledger->self, err))
		return false;
	import->source = source;
	import->teller = (Teller){
		.ledger = *ledger,
		.now = desk_now(import->session.desk),
		.source = sources[format],
		.names_follow = true,
	};
	bool done = read_as(import, format, source, err) && teller_finish(&import->teller, err) &&
		    desk_withdraw_dead(import->session.desk, err) && ledger->ops->commit(ledger->self, err);
	if (!done)
		ledger->ops->rollback(ledger->self);
	import->report.held_replaced = import->teller.replaced;
	teller_done(&import->teller);
	return done;
}

/* A site's list needs the right of its own kind, lines and records that of importing. */
static bool import_source(Import *import, Source *source, Error *err)
{
	Format format;
	if (!detect_format(source, &format, err))
		return false;
	if (format < FORMAT_SENSITIVE)
		return import_lines(import, format, source, err);
	const ImportList list = {import->session.desk, source, (SiteListKind)(format - FORMAT_SENSITIVE),
				 import->shown};
	return import_list(&list, &import->lists, &import->report.loaded, err);
}

/* Said only once the file has been taken: of a refused one nothing is. */
static void say_taken(Import *import)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	if (import->dry_run && import->taken == 0)
		text_add(&out, DRY_RUN "\n");
	import_report_taken(&import->report, &out);
	fputs(text_done(&out), stdout);
	import->taken++;
}

static bool import_file(Import *import, const char *path, Error *err)
{
	scoped(arena_free) Arena names = {0};
	Source source = {0};
	import->shown = utf8_clean(&names, path);
	import_report_file(&import->report, import->shown);
	bool done = source_open(&source, path, err);
	if (done) {
		import->progress = progress_begin(import->shown);
		done = import_source(import, &source, err);
		progress_end(&import->progress);
	}
	source_close(&source);
	if (done)
		say_taken(import);
	else
		import_report_refused(&import->report);
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

/* A database that is only made now may not be made of the file of the report. */
static bool report_apart(const Import *import, Error *err)
{
	struct stat report, database;
	const bool same = import->report_file && fstat(fileno(import->report_file), &report) == 0 &&
			  stat(store_path(import->session.store), &database) == 0 && report.st_dev == database.st_dev &&
			  report.st_ino == database.st_ino;
	return !same ||
	       fail(err, ERROR_INPUT, "%s is the database: give the report another name.", import->report_path);
}

static bool open_all(Import *import, Error *err)
{
	import->report.whole = import->report_path;
	if (import->dry_run)
		import_report_dry(&import->report, DRY_RUN);
	return (!import->report_path || table_file_make(import->report_path, &import->report_file, err)) &&
	       (import->dry_run ? session_open_trial(&import->session_options, &import->session, err)
				: session_open(&import->session_options, STORE_CREATE, Act_NOT_GIVEN_, &import->session,
					       err)) &&
	       report_apart(import, err);
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
	if (import->taken == 0 && !import->report.faulty)
		drop_report(import);
	if (!import->report_file)
		return true;
	const Table table = import_report_table(&import->report);
	bool written = table_file_fill(&table, import->report_file, err);
	import->report_file = NULL;
	if (written)
		return true;
	unlink(import->report_path);
	return fail_at(err, "%s, but %s could not be written",
		       import->dry_run || import->taken == 0 ? "Nothing was taken" : "The files were taken",
		       import->report_path);
}

static int import_files(Import *import, int count, char **words)
{
	Error err = {0};
	int status = EXIT_DONE;
	for (int i = 0; i < count && status == EXIT_DONE; i++)
		status = import_file(import, words[i], &err) ? EXIT_DONE : command_fail(&err);
	if (import->dry_run && import->taken > 0)
		puts(DRY_RUN);
	if (!write_report(import, &err))
		status = command_fail(&err);
	return status == EXIT_DONE && import->report.in_doubt ? EXIT_IN_PART : status;
}

static void close_all(Import *import)
{
	drop_report(import);
	import_report_done(&import->report);
	arena_free(&import->kept);
	arena_free(&import->lists);
	session_close(&import->session);
}

int command_import(int count, char **words)
{
	Import import = {0};
	Error err = {0};
	int rest, status;
	const Option table[] = {
		SESSION_OPTIONS(import.session_options),
		{"test-numbers", NULL, &import.test_numbers},
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
