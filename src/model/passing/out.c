/* The list "To pass on" as it leaves the screen: on paper, and as a table. */
#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "model/passing/passing.h"
#include "model/readings/explain.h"

enum { COLUMNS = 9 };

static const char *number_of(const PassingLine *line, Arena *arena)
{
	char number[16];
	nhs_number_print(line->nhs, number);
	return arena_text(arena, number);
}

/* --- On paper --- */

static void add_line(const Desk *desk, const PassingLine *line, Sheet *sheet)
{
	Arena *arena = sheet->arena;
	if (line->first)
		sheet_add(sheet, SHEET_HEADING,
			  arena_print(arena, "%s, NHS No. %s", line->name, number_of(line, arena)), NULL);
	sheet_add(sheet, SHEET_BOX, line->what, NULL);
	for (size_t i = 0; i < line->way_count; i++)
		sheet_add(sheet, SHEET_MORE,
			  arena_print(arena, "%s: %s, %s.", explain_passed_to((PassedTo)line->ways[i].system),
				      line->ways[i].where, passing_code(&line->ways[i], arena)),
			  NULL);
	sheet_add(sheet, SHEET_MORE,
		  arena_print(arena, "Since %s; %s.", passing_day(desk, line->since, arena), line->whom), NULL);
}

void passing_sheet(Desk *desk, const PassingList *list, Arena *arena, Sheet *ret_sheet)
{
	const Organisation *practice = desk_practice(desk);
	Sheet sheet = sheet_new(arena, "to-pass-on", &languages[0]);
	sheet_add(&sheet, SHEET_TITLE, "To pass on", NULL);
	sheet_add(&sheet, SHEET_PARAGRAPH,
		  arena_print(arena, "%s, %s. Enter each line where it says, then tick it at the desk.",
			      practice ? practice->name : "", passing_day(desk, desk_now(desk), arena)),
		  NULL);
	if (list->count == 0)
		sheet_add(&sheet, SHEET_PARAGRAPH, "Nothing waits to be passed on.", NULL);
	for (size_t i = 0; i < list->count; i++)
		add_line(desk, &list->lines[i], &sheet);
	*ret_sheet = sheet;
}

/* --- As a table --- */

static void put_row(const Desk *desk, const PassingLine *line, const PassOnRow *way, const char **cells, Arena *arena)
{
	cells[0] = line->nhs;
	cells[1] = line->name;
	cells[2] = line->what;
	cells[3] = explain_passed_to((PassedTo)way->system);
	cells[4] = way->where;
	cells[5] = text_or(pass_on_code(way, arena), "");
	cells[6] = way->confirmed == TRUTH_TRUE ? "" : "check";
	cells[7] = passing_day(desk, line->since, arena);
	cells[8] = line->whom;
}

Table passing_table(const Desk *desk, const PassingList *list, Arena *arena)
{
	static const char *const headings[COLUMNS] = {"NHS number", "Name",  "What",  "System",	    "Where",
						      "Code",	    "Check", "Since", "Answered by"};
	size_t rows = 1;
	for (size_t i = 0; i < list->count; i++)
		rows += list->lines[i].way_count;
	const char **cells = arena_array(arena, rows * COLUMNS, sizeof *cells), **row = cells;
	for (size_t i = 0; i < COLUMNS; i++)
		row[i] = headings[i];
	for (size_t i = 0; i < list->count; i++)
		for (size_t j = 0; j < list->lines[i].way_count; j++)
			put_row(desk, &list->lines[i], &list->lines[i].ways[j], row += COLUMNS, arena);
	return (Table){cells, COLUMNS, rows};
}
