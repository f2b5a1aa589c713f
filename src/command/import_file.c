#include "command/import_file.h"

#include <assert.h>

#include "command/import_list.h"
#include "command/import_patients.h"
#include "command/import_today.h"
#include "exchange/detect.h"
#include "exchange/fhir/fhir.h"
#include "exchange/ledger_lines.h"
#include "exchange/ods.h"
#include "model/codes/codes.h"
#include "model/lists/lists.h"

enum { LINE_BYTES = 200 }; /* of a ledger line, about */

/* What they take of the time where the end takes long: of a county of 100,000 patients. */
enum { READING, ENDING, READING_COST = 65, ENDING_COST = 35 };

static bool shown(ImportWork *work, size_t part, int64_t done, int64_t total)
{
	const int at = parts_at(&work->parts, part, done, total);
	return work->watch.go_on(work->watch.self, at, work->total > 0 ? PARTS_WHOLE : 0);
}

static bool goes_on(ImportWork *work, Error *err)
{
	return shown(work, READING, work->done, work->total) ||
	       fail(err, ERROR_REFUSED, "Stopped; nothing of this file was taken.");
}

/* The ledger's: of what it makes at the end. */
static bool end_goes_on(void *self, int64_t done, int64_t total)
{
	ImportWork *work = self;
	if (work->parts.count == ENDING)
		parts_add(&work->parts, ENDING_COST);
	return shown(work, ENDING, done, total);
}

/* The last time that it can be stopped. */
static bool goes_on_to_end(ImportWork *work, Error *err)
{
	work->done = work->total;
	return goes_on(work, err);
}

static bool take_line(void *self, Line *line, Error *err)
{
	ImportWork *work = self;
	Told told;
	work->given++;
	if (!goes_on(work, err))
		return false;
	arena_clear(&work->kept);
	work->teller.place = work->source->line; /* 0 where the format has no lines */
	if (!tell(&work->teller, line, &work->kept, &told, err))
		return false;
	import_report_line(&work->report, line, told);
	return true;
}

static void note_progress(void *self, int64_t done, int64_t total)
{
	ImportWork *work = self;
	work->done = done;
	work->total = total;
}

static void take_note(void *self, const FhirNote *note)
{
	ImportWork *work = self;
	import_report_note(&work->report, note);
}

static const LineSource sources[] = {
	[FORMAT_LEDGER_LINES] = SOURCE_LEDGER_LINES,
	[FORMAT_ODS] = SOURCE_ODS,
	[FORMAT_FHIR] = SOURCE_FHIR,
	[FORMAT_PATIENTS] = SOURCE_FHIR,
};

static_assert((int)FILE_PASS_ON == FORMAT_PASS_ON + 1 && (int)FILE_LEDGER_LINES == FORMAT_LEDGER_LINES + 1,
	      "in one order");

static bool read_fhir(ImportWork *work, Source *source, FhirOptions *options, const Sink *sink, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	SensitiveList sensitive;
	FhirSummary summary = {0};
	if (!desk_sensitive_list(work->desk, &arena, &sensitive, err))
		return false;
	options->sensitive = &sensitive;
	SiteKey key = site_key_of(work->database);
	const FhirSealer sealer = site_sealer(&key, NULL);
	options->sealer = key.there ? &sealer : NULL;
	options->ret_unproven = work->moves_in ? NULL : &work->teller.stranger;
	const bool read = fhir_read(source, options, sink, &summary, err);
	site_key_wipe(&key);
	if (!read)
		return false;
	work->report.private_entries = summary.private_entries;
	work->report.own = summary.own;
	return true;
}

static bool read_ods(ImportWork *work, Source *source, const Sink *sink, Error *err)
{
	OdsSummary summary = {0};
	if (!ods_read(source, sink, &summary, err))
		return false;
	import_report_many(&work->report, summary.doctors, FHIR_NOTE_LEFT_OUT, "Practitioner",
			   "who are no organisations");
	return true;
}

static bool read_patients(ImportWork *work, Source *source, const Sink *sink, Error *err)
{
	const ImportPatients patients = {work->desk, work->ledger, source, sink, work->report.file, &work->report};
	return import_patients(&patients, &work->lists, err);
}

/* "from the file record.json" */
static const char *from_file(ImportWork *work)
{
	return arena_print(&work->lists, "from the file %s", work->file.said.name);
}

static bool tell_imported(ImportWork *work, Error *err)
{
	read_file_end(&work->file, work->given);
	if (*work->proven && !text_is(work->proven, work->file.hash))
		return fail(err, ERROR_INPUT, "The file changed while it was read: take it in again.");
	return !work->teller.begun || desk_tell_imported(work->desk, work->teller.began, err);
}

/* Ledger lines beside patients who answered here are a stranger's, unless they have this site's code. */
static void prove(ImportWork *work)
{
	SiteKey key = site_key_of(work->database);
	work->teller.beside = !work->moves_in;
	work->teller.stranger = !work->moves_in && !site_mac_is_right(&key, work->path, work->proven);
	if (work->teller.stranger)
		*work->proven = '\0';
	site_key_wipe(&key);
}

static bool read_as(ImportWork *work, Format format, Source *source, Error *err)
{
	Sink sink = {.take = take_line, .progress = note_progress, .self = work};
	const Staff *staff = desk_staff(work->desk);
	FhirOptions fhir = {
		.by = staff ? staff->name : NULL,
		.from = from_file(work),
		.test_numbers = work->test_numbers,
		.now = work->teller.now,
		.zone = work->zone,
		.ledger = work->ledger,
		.note = take_note,
		.note_self = work,
	};
	switch (format) {
	case FORMAT_LEDGER_LINES: prove(work); return ledger_lines_read(source, &sink, err);
	case FORMAT_ODS: return read_ods(work, source, &sink, err);
	case FORMAT_FHIR: return read_fhir(work, source, &fhir, &sink, err);
	case FORMAT_PATIENTS: return read_patients(work, source, &sink, err);
	case FORMAT_SENSITIVE:
	case FORMAT_SYSTEMS:
	case FORMAT_STANDINGS:
	case FORMAT_PASS_ON:
	case FORMAT_TODAY: break; /* import_list.h, import_today.h */
	}
	return false;
}

static bool import_lines(ImportWork *work, Format format, Source *source, Error *err)
{
	const Ledger *ledger = work->ledger;
	/* Of a pipe nobody knows how long it is; a record is read beside what is known of its patient. */
	const bool alone = format == FORMAT_LEDGER_LINES || format == FORMAT_ODS;
	const int64_t lines = alone ? source->total / LINE_BYTES : 0;
	if (!desk_may_load(work->desk, ACT_IMPORT, err) || !ledger->ops->begin(ledger->self, err))
		return false;
	work->source = source;
	work->given = 0;
	*work->proven = '\0';
	work->teller = (Teller){
		.ledger = *ledger,
		.now = desk_now(work->desk),
		.source = sources[format],
		.names_follow = true,
	};
	const Watch watch = {end_goes_on, work};
	bool done = desk_moves_in(work->desk, &work->moves_in, err) &&
		    ledger->ops->many(ledger->self, lines, &watch, err) && read_as(work, format, source, err) &&
		    teller_finish(&work->teller, err) && ledger->ops->many(ledger->self, 0, NULL, err) &&
		    tell_imported(work, err) && desk_withdraw_dead(work->desk, err) && goes_on_to_end(work, err) &&
		    ledger->ops->commit(ledger->self, err);
	if (!done)
		ledger->ops->rollback(ledger->self);
	work->report.held_replaced = work->teller.replaced;
	import_report_many(&work->report, work->teller.left_out, FHIR_NOTE_LEFT_OUT, "known",
			   "told otherwise by ledger lines: what is known here stays as it is; change it at the desk");
	teller_done(&work->teller);
	return done;
}

/* A site's list needs the right of its own kind, lines and records that of importing. */
static bool import_source(ImportWork *work, Source *source, Error *err)
{
	Format format;
	read_file_begin(&work->file, source, work->report.file);
	if (!detect_format(source, &format, err))
		return false;
	work->file.said.format = (FileFormat)(format + 1);
	if (format < FORMAT_SENSITIVE)
		return import_lines(work, format, source, err);
	if (format == FORMAT_TODAY)
		return import_today(work->desk, source, &work->report, &work->lists, err);
	const ImportList list = {work->desk, source, (SiteListKind)(format - FORMAT_SENSITIVE), &work->file,
				 work->report.file};
	return import_list(&list, &work->lists, &work->report.loaded, err);
}

bool import_file(ImportWork *work, const char *path, const char *shown, Error *err)
{
	Source source = {0};
	work->done = work->total = 0;
	work->parts = (Parts){0};
	parts_add(&work->parts, READING_COST);
	work->path = path;
	arena_clear(&work->lists);
	import_report_file(&work->report, shown);
	desk_taking_file(work->desk, &work->file.said);
	const bool done = source_open(&source, path, err) && import_source(work, &source, err);
	desk_taking_file(work->desk, NULL);
	source_close(&source);
	if (!done)
		import_report_refused(&work->report);
	return done;
}

void import_work_done(ImportWork *work)
{
	import_report_done(&work->report);
	arena_free(&work->kept);
	arena_free(&work->lists);
}
