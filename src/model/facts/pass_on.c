#include "model/facts/pass_on.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"

enum { COLUMNS = 7 };

#define PASS_ON_TEXT_(value, text) text,
static const char *const pass_on_texts[] = {NULL, PASS_ON_WORDS(PASS_ON_TEXT_)};
const Words pass_on_words = {pass_on_texts, countof(pass_on_texts)};

/* --- Which rows --- */

static bool is_of_home(const PassOnRow *row, System home)
{
	return row->system == PASSED_TO_SPINE || (row->system == PASSED_TO_SYSTMONE && home == SYSTEM_SYSTMONE) ||
	       (row->system == PASSED_TO_EMIS && home == SYSTEM_EMIS) ||
	       (row->system == PASSED_TO_OTHER && home == SYSTEM_OTHER);
}

static bool names(const PassOnRow *rows, size_t count, PassOnAnswer answer, PassedTo system)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].answer == answer && (!system || rows[i].system == system))
			return true;
	return false;
}

size_t pass_on_ways(const PassOnTable *table, PassOnAnswer answer, System home, const PassOnRow **out)
{
	const bool site = names(table->site, table->site_count, answer, 0);
	const PassOnRow *rows = site ? table->site : pass_on_rows;
	const size_t count = site ? table->site_count : pass_on_row_count;
	const bool listed = home == SYSTEM_SYSTMONE || home == SYSTEM_EMIS ||
			    (home == SYSTEM_OTHER && names(rows, count, answer, PASSED_TO_OTHER));
	size_t picked = 0;
	for (size_t i = 0; i < count && picked < PASS_ON_WAYS; i++)
		if (rows[i].answer == answer && rows[i].where && (!listed || is_of_home(&rows[i], home)))
			out[picked++] = &rows[i];
	return picked;
}

const char *pass_on_code(const PassOnRow *row, Arena *arena)
{
	const struct {
		const char *name, *code;
	} codes[] = {{"Read v2", row->read2}, {"CTV3", row->ctv3}, {"SNOMED CT", row->snomed}};
	Text text = {.arena = arena};
	for (size_t i = 0; i < countof(codes); i++)
		if (codes[i].code)
			text_add_print(&text, "%s%s %s", text.length ? ", " : "", codes[i].name, codes[i].code);
	return text.length ? text_done(&text) : NULL;
}

/* --- As it is kept --- */

const char *pass_on_write(const PassOnRow *rows, size_t count, Arena *arena)
{
	Text text = {.arena = arena};
	for (size_t i = 0; i < count; i++)
		text_add_print(&text, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", words_text(&pass_on_words, rows[i].answer),
			       words_text(&passed_to_words, rows[i].system), text_or(rows[i].where, "-"),
			       text_or(rows[i].read2, "-"), text_or(rows[i].ctv3, "-"), text_or(rows[i].snomed, "-"),
			       rows[i].confirmed == TRUTH_TRUE ? "yes" : "no");
	return text_done(&text);
}

static const char *or_none(const char *text)
{
	return text_is(text, "-") ? NULL : text;
}

static bool read_row(char *line, PassOnRow *row)
{
	const char *columns[COLUMNS] = {0};
	size_t count = 0;
	char *rest = NULL;
	for (char *column = strtok_r(line, "\t", &rest); column && count < COLUMNS;
	     column = strtok_r(NULL, "\t", &rest))
		columns[count++] = column;
	if (count < COLUMNS)
		return false;
	*row = (PassOnRow){
		.answer = (WordByte)words_find(&pass_on_words, columns[0]),
		.system = (WordByte)words_find(&passed_to_words, columns[1]),
		.where = or_none(columns[2]),
		.read2 = or_none(columns[3]),
		.ctv3 = or_none(columns[4]),
		.snomed = or_none(columns[5]),
		.confirmed = text_is(columns[6], "yes") ? TRUTH_TRUE : TRUTH_FALSE,
	};
	return row->answer && row->system;
}

PassOnTable pass_on_read(const char *kept, Arena *arena)
{
	size_t lines = 1, count = 0;
	for (const char *at = text_or(kept, ""); *at; at++)
		lines += *at == '\n';
	PassOnRow *rows = arena_array(arena, lines, sizeof *rows);
	char *rest = NULL;
	for (char *line = strtok_r(arena_text(arena, text_or(kept, "")), "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		count += read_row(line, &rows[count]);
	return (PassOnTable){rows, count};
}
