/* sharedesk import: each file recognised by content, read, checked and told in one transaction. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/import_list.h"
#include "command/progress.h"
#include "command/session.h"
#include "exchange/detect.h"
#include "exchange/fhir.h"
#include "exchange/ledger_lines.h"
#include "exchange/ods.h"
#include "model/codes/codes.h"
#include "model/ledger/tell.h"
#include "model/lists/lists.h"

typedef struct Import {
	SessionOptions session_options;
	bool test_numbers;
	Session session;
	const char *shown; /* the name of the file, fit for a terminal */
	const Source *source;
	Teller teller;
	Arena kept; /* the texts of the line being told */
	Progress progress;
	size_t told[TOLD_REPLACED + 1][LINE_FACT + 1];
	FhirSummary fhir;
	OdsSummary ods;
	Text doubts; /* a line for each Consent that has to be asked again */
	Arena doubts_arena;
	const char *loaded;	/* what a site's own list did, in `doubts_arena`; NULL: it was none */
	size_t replaced_at_end; /* held lines: known by name, found to differ once the file had ended */
} Import;

static bool take_line(void *self, Line *line, Error *err)
{
	Import *import = self;
	Told told;
	arena_clear(&import->kept);
	import->teller.place = import->source->line; /* 0 where the format has no lines */
	if (!tell(&import->teller, line, &import->kept, &told, err))
		return false;
	import->told[told][line->kind->type]++;
	return true;
}

static void show_progress(void *self, int64_t done, int64_t total)
{
	Import *import = self;
	progress_show(&import->progress, done, total);
}

/* Said only once the file has been taken: of a refused one nothing is. */
static void take_note(void *self, const FhirNote *note)
{
	Import *import = self;
	if (note->kind == FHIR_NOTE_DOUBT)
		text_add_print(&import->doubts, "  %s: %s.\n", utf8_clean(&import->doubts_arena, note->id), note->why);
}

static const LineSource sources[] = {
	[FORMAT_LEDGER_LINES] = SOURCE_LEDGER_LINES,
	[FORMAT_ODS] = SOURCE_ODS,
	[FORMAT_FHIR] = SOURCE_FHIR,
};

static bool read_fhir(Import *import, Source *source, FhirOptions *options, const Sink *sink, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	SensitiveList sensitive;
	if (!desk_sensitive_list(import->session.desk, &arena, &sensitive, err))
		return false;
	options->sensitive = &sensitive;
	return fhir_read(source, options, sink, &import->fhir, err);
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
	case FORMAT_ODS: return ods_read(source, &sink, &import->ods, err);
	case FORMAT_FHIR: return read_fhir(import, source, &fhir, &sink, err);
	case FORMAT_SENSITIVE:
	case FORMAT_SYSTEMS:
	case FORMAT_STANDINGS: break; /* import_list.h */
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
	import->replaced_at_end = import->teller.replaced;
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
	return import_list(&list, &import->doubts_arena, &import->loaded, err);
}

/* "16,685 organisations, 212 entries; 3 replaced, 5 known already" */
static void say_what_was_told(const Import *import)
{
	static const char *const names[][2] = {
		{"organisation", "organisations"},
		{"patient", "patients"},
		{"entry", "entries"},
		{"fact", "facts"},
	};
	size_t known = 0, replaced = import->replaced_at_end;
	const char *before = ": ";
	printf("%s", import->shown);
	for (size_t type = 0; type < countof(names); type++) {
		size_t count = import->told[TOLD_NEW][type];
		known += import->told[TOLD_KNOWN][type];
		replaced += import->told[TOLD_REPLACED][type];
		if (!count)
			continue;
		printf("%s%zu %s", before, count, names[type][count != 1]);
		before = ", ";
	}
	known -= import->replaced_at_end; /* known by name, and told anew at the end of the file */
	if (before[0] == ':')
		printf(": nothing new");
	if (replaced)
		printf("; %zu replaced", replaced);
	if (known)
		printf("; %zu known already", known);
	printf(".\n");
}

static void say_what_was_loaded(const Import *import)
{
	printf("%s: %s\n", import->shown, import->loaded);
}

static void say_consents(const Import *import)
{
	const size_t doubts = import->fhir.consents_in_doubt;
	if (import->fhir.own)
		printf("Facts about single entries (private marks among them) and the practice's lists are never in "
		       "such a file.\n");
	if (doubts)
		printf("%zu consent%s not computable, ask again:\n%s", doubts, doubts == 1 ? "" : "s",
		       text_done(&import->doubts));
}

static bool import_file(Import *import, const char *path, Error *err)
{
	Source source = {0};
	Arena names = {0};
	import->shown = utf8_clean(&names, path);
	memset(import->told, 0, sizeof import->told);
	import->fhir = (FhirSummary){0};
	import->loaded = NULL;
	import->doubts = (Text){.arena = &import->doubts_arena};
	bool done = source_open(&source, path, err);
	if (done) {
		import->progress = progress_begin(import->shown);
		done = import_source(import, &source, err);
		progress_end(&import->progress);
	}
	if (!done)
		fail_at(err, "%s", path);
	source_close(&source);
	if (done && import->loaded) {
		say_what_was_loaded(import);
	} else if (done) {
		say_what_was_told(import);
		say_consents(import);
	}
	arena_free(&names);
	return done;
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

int command_import(int count, char **words)
{
	Import import = {0};
	Error err = {0};
	int rest, status;
	const Option table[] = {SESSION_OPTIONS(import.session_options), {"test-numbers", NULL, &import.test_numbers}};
	if (!options_read("import", count, words, table, countof(table), &rest, &status))
		return status;
	if (rest == count)
		return command_usage("import", "Name at least one file.");
	if (!look_at_files(count - rest, words + rest, &err))
		return command_fail(&err);
	if (!session_open(&import.session_options, STORE_CREATE, Act_NOT_GIVEN_, &import.session, &err))
		return command_fail(&err);
	status = EXIT_DONE;
	for (int i = rest; i < count && status == EXIT_DONE; i++)
		status = import_file(&import, words[i], &err) ? EXIT_DONE : command_fail(&err);
	arena_free(&import.kept);
	arena_free(&import.doubts_arena);
	session_close(&import.session);
	return status;
}
