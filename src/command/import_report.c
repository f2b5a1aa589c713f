#include "command/import_report.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "command/import_words.h"
#include "exchange/fhir/kind.h"

enum { COLUMNS = 6, FIRST_ROOM = 64, REASONS = 8 /* lines of one kind; the rest are counted */ };

struct ReportGroup {
	FhirNoteKind kind;
	const char *type, *why;
	size_t count;
};

struct ReportNote {
	uint32_t group;
	size_t count;
	const char *id; /* "" where there is none */
};

/* As the table calls the kinds of notes, and as the terminal does. */
static const struct {
	const char *row, *heading;
} kinds[] = {
	[FHIR_NOTE_LEFT_OUT] = {"left out", "Left out"},    [FHIR_NOTE_DOUBT] = {"ask again", NULL},
	[FHIR_NOTE_CORRECTED] = {"corrected", "Corrected"}, [FHIR_NOTE_LABELLED] = {"label", "Marked"},
	[FHIR_NOTE_WARNING] = {"look at", "To look at"},
};

/* --- Gathering --- */

void import_report_file(ImportReport *report, const char *shown)
{
	arena_clear(&report->arena);
	*report = (ImportReport){
		.whole = report->whole,
		.file = shown,
		.arena = report->arena,
		.cells = report->cells,
		.cell_count = report->cell_count,
		.cell_room = report->cell_room,
		.in_doubt = report->in_doubt,
		.faulty = report->faulty,
		.kept = report->kept,
	};
}

void import_report_line(ImportReport *report, const Line *line, Told told)
{
	const LineType type = line->kind->type;
	report->told[told][type]++;
	if (told == TOLD_LEFT_OUT)
		import_report_note(report,
				   &(FhirNote){FHIR_NOTE_LEFT_OUT, line->kind->name, text_or(line_key(line), ""),
					       "of another site, or changed since it was made here: ask the "
					       "patients again"});
	if (told != TOLD_NEW)
		return;
	if (type == LINE_ENTRY)
		report->entries[line->entry.category]++;
	report->answers += type == LINE_FACT && line->fact.kind == FACT_ANSWERED;
	report->private_marks += type == LINE_FACT && line->fact.kind == FACT_ENTRY_PRIVATE;
}

static uint32_t group_of(ImportReport *report, FhirNoteKind kind, const char *type, const char *why)
{
	scoped(arena_free) Arena scratch = {0};
	const char *key = arena_print(&scratch, "%d %s %s", (int)kind, type, why);
	const uint32_t known = index_find(&report->group_index, key);
	if (known != INDEX_NONE)
		return known;
	if (report->group_count == report->group_room) {
		const size_t was = report->group_room, room = was ? 2 * was : FIRST_ROOM;
		report->groups = arena_grow(&report->arena, report->groups, was, room, sizeof *report->groups);
		report->group_room = room;
	}
	report->groups[report->group_count] = (ReportGroup){
		.kind = kind,
		.type = utf8_clean(&report->arena, type),
		.why = utf8_clean(&report->arena, why),
	};
	return index_add(&report->group_index, &report->arena, arena_text(&report->arena, key),
			 (uint32_t)report->group_count++);
}

/* What concerns the file as a whole stands before all else and is always shown. */
static bool of_whole_file(const ReportGroup *group)
{
	return text_empty(group->type) || text_is(group->type, "Bundle");
}

static bool is_kept(const ImportReport *report, const ReportGroup *group)
{
	switch (group->kind) {
	case FHIR_NOTE_WARNING: return report->whole || group->count < REPORT_ALIKE;
	case FHIR_NOTE_DOUBT: return report->whole || report->notes_of[group->kind] < REPORT_ASKED;
	case FHIR_NOTE_LEFT_OUT:
	case FHIR_NOTE_CORRECTED:
	case FHIR_NOTE_LABELLED: break;
	}
	return report->whole;
}

static void keep_note(ImportReport *report, uint32_t group, size_t count, const char *id)
{
	if (report->note_count == report->note_room) {
		const size_t was = report->note_room, room = was ? 2 * was : FIRST_ROOM;
		report->notes = arena_grow(&report->arena, report->notes, was, room, sizeof *report->notes);
		report->note_room = room;
	}
	report->notes[report->note_count++] = (ReportNote){group, count, utf8_clean(&report->arena, id)};
}

static void add_note(ImportReport *report, size_t count, const FhirNote *note)
{
	const uint32_t place = group_of(report, note->kind, note->type, note->why);
	ReportGroup *group = &report->groups[place];
	if (is_kept(report, group))
		keep_note(report, place, count, note->id);
	group->count += count;
	if (!of_whole_file(group))
		report->notes_of[note->kind] += count;
}

void import_report_note(ImportReport *report, const FhirNote *note)
{
	add_note(report, 1, note);
}

void import_report_many(ImportReport *report, size_t count, FhirNoteKind kind, const char *type, const char *why)
{
	if (count)
		add_note(report, count, &(FhirNote){kind, type, "", why});
}

/* --- Said --- */

/* Told before, and told anew in another form. */
static void count_known(const ImportReport *report, size_t *ret_known, size_t *ret_replaced)
{
	*ret_known = 0;
	*ret_replaced = report->held_replaced;
	for (size_t type = 0; type <= LINE_FACT; type++) {
		*ret_known += report->told[TOLD_KNOWN][type];
		*ret_replaced += report->told[TOLD_REPLACED][type];
	}
	*ret_known -= report->held_replaced; /* known by name, and told anew at the end of the file */
}

static size_t other_facts(const ImportReport *report)
{
	return report->told[TOLD_NEW][LINE_FACT] - report->answers - report->private_marks;
}

/* "record.json: 2 organisations, 212 entries; 3 replaced; 5 known already." */
static void say_taken(const ImportReport *report, Text *out)
{
	const size_t *new = report->told[TOLD_NEW], others = other_facts(report);
	const bool apart = others < new[LINE_FACT];
	const struct {
		size_t count;
		const char *one, *many;
	} things[] = {
		{new[LINE_ORGANISATION], "organisation", "organisations"},
		{new[LINE_PERSON], "patient", "patients"},
		{new[LINE_ENTRY], "entry", "entries"},
		{report->answers, "answer", "answers"},
		{report->private_marks, "private mark", "private marks"},
		{others, apart ? "other fact" : "fact", apart ? "other facts" : "facts"},
	};
	size_t known, replaced;
	const char *before = ": ";
	text_add(out, report->file);
	for (size_t i = 0; i < countof(things); i++) {
		if (!things[i].count)
			continue;
		text_add_print(out, "%s%zu %s", before, things[i].count,
			       things[i].count == 1 ? things[i].one : things[i].many);
		before = ", ";
	}
	if (before[0] == ':')
		text_add(out, ": nothing new");
	count_known(report, &known, &replaced);
	if (replaced)
		text_add_print(out, "; %zu replaced", replaced);
	if (known)
		text_add_print(out, "; %zu known already", known);
	text_add(out, ".\n");
}

static void say_entries(const ImportReport *report, Text *out)
{
	const char *before = "  Entries: ";
	for (Category category = 1; category < Category_COUNT_; category++) {
		if (!report->entries[category])
			continue;
		text_add(out, before);
		import_add_entries(out, report->entries[category], category);
		before = ", ";
	}
	if (before[0] == ',')
		text_add(out, ".\n");
	if (report->private_entries)
		text_add_print(out, "  Private: %zu entr%s by a label.\n", report->private_entries,
			       report->private_entries == 1 ? "y" : "ies");
}

static void say_file_warnings(const ImportReport *report, Text *out)
{
	for (size_t i = 0; i < report->group_count; i++) {
		const ReportGroup *group = &report->groups[i];
		if (group->kind == FHIR_NOTE_WARNING && of_whole_file(group))
			text_add_print(out, "  LOOK: %s.\n", group->why);
	}
}

static void say_more(size_t count, size_t shown, Text *out)
{
	if (count > shown)
		text_add_print(out, "    and %zu more: --report FILE lists them\n", count - shown);
}

/* A reason that holds for many is said once, so that it does not hide the others. Answers how many notes were said. */
static size_t say_warning(const ImportReport *report, uint32_t place, Text *out)
{
	const ReportGroup *group = &report->groups[place];
	if (group->count > REPORT_ALIKE) {
		text_add(out, "    ");
		import_add_resources(out, group->count, group->type);
		text_add_print(out, ": %s.\n", group->why);
		return group->count;
	}
	for (size_t i = 0; i < report->note_count; i++)
		if (report->notes[i].group == place)
			text_add_print(out, "    %s %s: %s.\n", group->type, report->notes[i].id, group->why);
	return group->count;
}

static void say_warnings(const ImportReport *report, Text *out)
{
	size_t said = 0, lines = 0;
	if (report->notes_of[FHIR_NOTE_WARNING])
		text_add_print(out, "  %s:\n", kinds[FHIR_NOTE_WARNING].heading);
	for (uint32_t i = 0; i < report->group_count && lines < REPORT_WARNINGS; i++) {
		const ReportGroup *group = &report->groups[i];
		if (group->kind != FHIR_NOTE_WARNING || of_whole_file(group))
			continue;
		said += say_warning(report, i, out);
		lines += group->count > REPORT_ALIKE ? 1 : group->count;
	}
	say_more(report->notes_of[FHIR_NOTE_WARNING], said, out);
}

/* Marks that hide are counted in say_entries; what else a label did is said here. */
static bool said_apart(const ReportGroup *group)
{
	return group->kind == FHIR_NOTE_LABELLED && text_starts(group->why, "private");
}

/* "5 allergies without a date". What was left out or marked is a thing with a property, a correction is a sentence. */
static void say_group(const ReportGroup *group, Text *out)
{
	text_add(out, "    ");
	import_add_resources(out, group->count, group->type);
	text_add_print(out, "%s %s\n", group->kind == FHIR_NOTE_CORRECTED ? ":" : "", group->why);
}

static void say_groups(const ImportReport *report, FhirNoteKind kind, Text *out)
{
	size_t reasons = 0, more = 0;
	for (size_t i = 0; i < report->group_count; i++) {
		const ReportGroup *group = &report->groups[i];
		if (group->kind != kind || said_apart(group))
			continue;
		if (reasons == 0)
			text_add_print(out, "  %s:\n", kinds[kind].heading);
		if (reasons++ < REASONS)
			say_group(group, out);
		else
			more += group->count;
	}
	say_more(more, 0, out);
}

static void say_consents(const ImportReport *report, Text *out)
{
	const size_t doubts = report->notes_of[FHIR_NOTE_DOUBT];
	if (report->own)
		text_add(out, "Facts about single entries (private marks among them) and the practice's lists are "
			      "never in such a file.\n");
	if (!doubts)
		return;
	text_add_print(out, "%zu consent%s not computable, ask again:\n", doubts, doubts == 1 ? "" : "s");
	size_t shown = 0;
	for (size_t i = 0; i < report->note_count && shown < REPORT_ASKED; i++) {
		const ReportNote *note = &report->notes[i];
		const ReportGroup *group = &report->groups[note->group];
		if (group->kind != FHIR_NOTE_DOUBT)
			continue;
		text_add_print(out, "  %s: %s.\n", note->id, group->why);
		shown++;
	}
	say_more(doubts, shown, out);
}

static void say_file(const ImportReport *report, Text *out)
{
	if (report->loaded)
		text_add_print(out, "%s: %s\n", report->file, report->loaded);
	else
		say_taken(report, out);
	say_file_warnings(report, out);
	say_entries(report, out);
	say_warnings(report, out);
	say_groups(report, FHIR_NOTE_LEFT_OUT, out);
	say_groups(report, FHIR_NOTE_CORRECTED, out);
	say_groups(report, FHIR_NOTE_LABELLED, out);
	say_consents(report, out);
}

/* --- As a table --- */

static void add_row(ImportReport *report, const char *const cells[COLUMNS])
{
	if (report->cell_count + COLUMNS > report->cell_room) {
		const size_t was = report->cell_room, room = was ? 2 * was : FIRST_ROOM * COLUMNS;
		report->cells = arena_grow(&report->kept, report->cells, was, room, sizeof *report->cells);
		report->cell_room = room;
	}
	for (size_t i = 0; i < COLUMNS; i++)
		report->cells[report->cell_count++] = arena_text(&report->kept, text_or(cells[i], ""));
}

static void add_count(ImportReport *report, const char *what, const char *of, size_t count, const char *why)
{
	char number[24];
	text_print(number, sizeof number, "%zu", count);
	if (count)
		add_row(report, (const char *[COLUMNS]){report->file, what, of, "", number, why});
}

static void add_entries(ImportReport *report)
{
	for (Category category = 1; category < Category_COUNT_; category++)
		add_count(report, "taken", words_text(&category_words, category), report->entries[category], "");
}

static void add_taken(ImportReport *report)
{
	const size_t *new = report->told[TOLD_NEW];
	size_t known, replaced;
	count_known(report, &known, &replaced);
	add_count(report, "taken", "organisation", new[LINE_ORGANISATION], "");
	add_count(report, "taken", "patient", new[LINE_PERSON], "");
	add_entries(report);
	add_count(report, "taken", "answer", report->answers, "");
	add_count(report, "taken", "private mark", report->private_marks, "");
	add_count(report, "taken", "other fact", other_facts(report), "");
	add_count(report, "replaced", "", replaced, "");
	add_count(report, "known already", "", known, "");
	add_count(report, "private", "entry", report->private_entries, "by a label");
}

static void add_notes(ImportReport *report)
{
	for (size_t i = 0; i < report->note_count; i++) {
		const ReportNote *note = &report->notes[i];
		const ReportGroup *group = &report->groups[note->group];
		char number[24];
		text_print(number, sizeof number, "%zu", note->count);
		add_row(report, (const char *[COLUMNS]){report->file, kinds[group->kind].row, group->type, note->id,
							number, group->why});
	}
}

/* --- Whether all was taken --- */

/* People, places, lists and bills are no content of a record, and nobody misses them; but for the patient. */
static bool is_content(const char *type)
{
	return of_whole_file(&(ReportGroup){.type = type}) || text_is(type, "Patient") ||
	       fhir_kind_find(type)->category != 0;
}

static bool is_doubt(const ReportGroup *group)
{
	return group->kind == FHIR_NOTE_WARNING || group->kind == FHIR_NOTE_DOUBT ||
	       (group->kind == FHIR_NOTE_LEFT_OUT && is_content(group->type));
}

void import_report_taken(ImportReport *report, Text *out)
{
	for (size_t i = 0; i < report->group_count; i++)
		report->in_doubt = report->in_doubt || is_doubt(&report->groups[i]);
	say_file(report, out);
	if (!report->whole)
		return;
	if (report->loaded)
		add_row(report, (const char *[COLUMNS]){report->file, "taken", "", "", "", report->loaded});
	add_taken(report);
	add_notes(report);
}

void import_report_refused(ImportReport *report)
{
	if (report->whole)
		add_row(report,
			(const char *[COLUMNS]){report->file, "refused", "", "", "", "nothing of it was taken"});
}

void import_report_fault(ImportReport *report, int64_t line, const char *column, const char *why)
{
	scoped(arena_free) Arena arena = {0};
	if (!report->whole)
		return;
	report->faulty = true;
	add_row(report, (const char *[COLUMNS]){report->file, "refused", *column ? "line" : "whole line",
						arena_print(&arena, "%" PRId64, line), "1",
						arena_print(&arena, "%s%s%s", column, *column ? ": " : "", why)});
}

void import_report_dry(ImportReport *report, const char *sentence)
{
	if (report->whole)
		add_row(report, (const char *[COLUMNS]){"", "dry run", "", "", "", sentence});
}

Table import_report_table(ImportReport *report)
{
	static const char *const headings[COLUMNS] = {"File", "What", "Resource", "Id", "Count", "Why"};
	const size_t count = COLUMNS + report->cell_count;
	const char **cells = arena_array(&report->kept, count, sizeof *cells);
	for (size_t i = 0; i < count; i++)
		cells[i] = i < COLUMNS ? headings[i] : report->cells[i - COLUMNS];
	return (Table){cells, COLUMNS, count / COLUMNS};
}

void import_report_done(ImportReport *report)
{
	arena_free(&report->arena);
	arena_free(&report->kept);
}
