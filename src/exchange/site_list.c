#include "exchange/site_list.h"

#include <csv.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/organisation.h"

enum { COLUMNS_MAX = 7, HEADER_MAX = 256, TEXT_MAX = 200 };

/* The columns of each kind, of which the first `needed` must be there. */
static const struct {
	const char *columns[COLUMNS_MAX];
	int count, needed;
} kinds[SITE_LIST_KINDS] = {
	[SITE_LIST_SENSITIVE] = {{"system", "code", "category", "term"}, 4, 2},
	[SITE_LIST_SYSTEMS] = {{"code", "system", "mig"}, 3, 2},
	[SITE_LIST_STANDINGS] = {{"code", "standing", "name"}, 3, 2},
	[SITE_LIST_PASS_ON] = {{"answer", "system", "where", "read2", "ctv3", "snomed", "confirmed"}, 7, 7},
};

static const char delimiters[] = "\t,;";

/* --- Which list it is --- */

/* The line need not end in NUL. */
static bool passed_over(const char *line, size_t length)
{
	size_t blank = 0;
	while (blank < length && (line[blank] == ' ' || line[blank] == '\t'))
		blank++;
	return blank == length || line[0] == '#';
}

/* The name of a column, quoted or not, and what follows it. */
static bool next_name(const char **at, char delimiter, const char *name)
{
	size_t n = strlen(name);
	bool quoted = **at == '"';
	*at += quoted;
	if (strncmp(*at, name, n) != 0)
		return false;
	*at += n;
	if (quoted && *(*at)++ != '"')
		return false;
	if (**at && **at != delimiter)
		return false;
	*at += **at != '\0';
	return true;
}

static bool header_fits(const char *header, SiteListKind kind, char *ret_delimiter)
{
	for (const char *delimiter = delimiters; *delimiter; delimiter++) {
		const char *at = header;
		bool fits = true;
		for (int i = 0; i < kinds[kind].count && fits; i++)
			fits = next_name(&at, *delimiter, kinds[kind].columns[i]) || (i >= kinds[kind].needed && !*at);
		if (fits && !*at) {
			*ret_delimiter = *delimiter;
			return true;
		}
	}
	return false;
}

static bool kind_of(const char *line, size_t length, SiteListKind *ret_kind, char *ret_delimiter)
{
	char header[HEADER_MAX];
	if (length >= sizeof header)
		return false;
	memcpy(header, line, length);
	header[length] = '\0';
	for (SiteListKind kind = 0; kind < SITE_LIST_KINDS; kind++) {
		if (header_fits(header, kind, ret_delimiter)) {
			*ret_kind = kind;
			return true;
		}
	}
	return false;
}

bool site_list_known(const char *bytes, size_t length, SiteListKind *ret_kind)
{
	char delimiter;
	for (size_t at = 0; at < length;) {
		const char *line = bytes + at, *end = memchr(line, '\n', length - at);
		size_t n = end ? (size_t)(end - line) : length - at;
		at += n + 1;
		n -= n > 0 && line[n - 1] == '\r';
		if (!passed_over(line, n))
			return kind_of(line, n, ret_kind, &delimiter);
	}
	return false;
}

/* --- Reading --- */

typedef struct Reader {
	Source *source;
	SiteListKind kind;
	Arena *arena;
	const char *columns[COLUMNS_MAX];
	int count; /* columns of this row so far */
	bool ended;
	SensitiveCode *codes;
	SystemRow *systems;
	StandingRow *standings;
	PassOnRow *pass_on;
	size_t rows, room;
	Error *err;
} Reader;

static bool bad(const Reader *reader, int column, const char *what)
{
	return fail(reader->err, ERROR_INPUT, "line %" PRId64 ": The field \"%s\" %s.", reader->source->line,
		    kinds[reader->kind].columns[column], what);
}

static void on_column(void *bytes, size_t length, void *self)
{
	Reader *reader = self;
	if (reader->count < COLUMNS_MAX)
		reader->columns[reader->count] = bytes ? arena_bytes(reader->arena, bytes, length) : "";
	reader->count++;
}

static void on_row(int end, void *self)
{
	((Reader *)self)->ended = true;
}

static bool split(Reader *reader, struct csv_parser *parser, const char *line, size_t length)
{
	memset(reader->columns, 0, sizeof reader->columns);
	reader->count = 0;
	reader->ended = false;
	if (csv_parse(parser, line, length, on_column, on_row, reader) != length ||
	    csv_parse(parser, "\n", 1, on_column, on_row, reader) != 1 || !reader->ended)
		return fail(reader->err, ERROR_INPUT, "line %" PRId64 ": A quotation mark is out of place.",
			    reader->source->line);
	int needed = kinds[reader->kind].needed, most = kinds[reader->kind].count;
	if (reader->count < needed)
		return bad(reader, reader->count, "is missing");
	if (reader->count > most)
		return fail(reader->err, ERROR_INPUT, "line %" PRId64 ": There are %d columns, and the list has %d.",
			    reader->source->line, reader->count, most);
	for (int i = 0; i < reader->count; i++)
		if (!utf8_is_clean(reader->columns[i]) || strlen(reader->columns[i]) > TEXT_MAX)
			return bad(reader, i, "is too long, or has a control character in it");
	return true;
}

static bool word_at(const Reader *reader, int column, const Words *words, const char *which, WordByte *ret_word)
{
	*ret_word = (WordByte)words_find(words, reader->columns[column]);
	return *ret_word || bad(reader, column, which);
}

/* Of an organisation, which is in column 0 of the lists that have one. */
static bool code_at(Reader *reader, const char **ret_code)
{
	*ret_code = organisation_code_read(reader->arena, reader->columns[0]);
	return organisation_code_valid(*ret_code) || bad(reader, 0, "is not an organisation code");
}

static bool mig_at(const Reader *reader, WordByte *ret_mig)
{
	const char *said = reader->count > 2 ? reader->columns[2] : "";
	*ret_mig = 0;
	if (text_is(said, "yes") || text_is(said, "true"))
		*ret_mig = TRUTH_TRUE;
	else if (text_is(said, "no") || text_is(said, "false"))
		*ret_mig = TRUTH_FALSE;
	return *ret_mig || !*said || bad(reader, 2, "is neither yes nor no");
}

static bool take_code(Reader *reader)
{
	SensitiveCode *code = &reader->codes[reader->rows];
	Error why;
	code->code = reader->columns[1];
	code->category = text_or(reader->columns[2], "");
	code->term = text_or(reader->columns[3], "");
	if (!word_at(reader, 0, &code_system_words, "is not snomed, read2 or ctv3", &code->system))
		return false;
	if (sensitive_code_right((CodeSystem)code->system, code->code, &why))
		return true;
	fail(reader->err, ERROR_INPUT, "%s", why.text);
	return fail_at(reader->err, "line %" PRId64, reader->source->line);
}

static bool take_system(Reader *reader)
{
	SystemRow *row = &reader->systems[reader->rows];
	row->line = reader->source->line;
	return code_at(reader, &row->code) && mig_at(reader, &row->mig) &&
	       ((!*reader->columns[1] && row->mig) ||
		word_at(reader, 1, &system_words, "is not systmone, emis, other or unknown", &row->system));
}

static bool take_standing(Reader *reader)
{
	StandingRow *row = &reader->standings[reader->rows];
	row->line = reader->source->line;
	return code_at(reader, &row->org) &&
	       word_at(reader, 1, &standing_words, "is not allowed, prohibited or verify", &row->standing);
}

static const char *or_none(const char *text)
{
	return text_empty(text) || text_is(text, "-") ? NULL : text;
}

static bool take_pass_on(Reader *reader)
{
	PassOnRow *row = &reader->pass_on[reader->rows];
	Error why;
	*row = (PassOnRow){
		.where = or_none(reader->columns[2]),
		.read2 = or_none(reader->columns[3]),
		.ctv3 = or_none(reader->columns[4]),
		.snomed = or_none(reader->columns[5]),
		.confirmed = text_is(reader->columns[6], "yes") ? TRUTH_TRUE : TRUTH_FALSE,
	};
	if (!word_at(reader, 0, &pass_on_words, "is no answer that is passed on", &row->answer) ||
	    !word_at(reader, 1, &passed_to_words, "is not systmone, emis, spine or other", &row->system))
		return false;
	if (!text_is(reader->columns[6], "yes") && !text_is(reader->columns[6], "no"))
		return bad(reader, 6, "is neither yes nor no");
	if (pass_on_row_right(row, &why))
		return true;
	fail(reader->err, ERROR_INPUT, "%s", why.text);
	return fail_at(reader->err, "line %" PRId64, reader->source->line);
}

static void make_room(Reader *reader)
{
	if (reader->rows < reader->room)
		return;
	size_t was = reader->room, room = was ? 2 * was : 64;
	if (reader->kind == SITE_LIST_SENSITIVE)
		reader->codes = arena_grow(reader->arena, reader->codes, was, room, sizeof *reader->codes);
	else if (reader->kind == SITE_LIST_SYSTEMS)
		reader->systems = arena_grow(reader->arena, reader->systems, was, room, sizeof *reader->systems);
	else if (reader->kind == SITE_LIST_PASS_ON)
		reader->pass_on = arena_grow(reader->arena, reader->pass_on, was, room, sizeof *reader->pass_on);
	else
		reader->standings = arena_grow(reader->arena, reader->standings, was, room, sizeof *reader->standings);
	reader->room = room;
}

static bool take_row(Reader *reader, struct csv_parser *parser, const char *line, size_t length)
{
	if (!split(reader, parser, line, length))
		return false;
	make_room(reader);
	bool took = reader->kind == SITE_LIST_SENSITIVE ? take_code(reader)
		    : reader->kind == SITE_LIST_SYSTEMS ? take_system(reader)
		    : reader->kind == SITE_LIST_PASS_ON ? take_pass_on(reader)
							: take_standing(reader);
	reader->rows += took;
	return took;
}

/* Up to the row that names the columns. */
static bool read_header(Reader *reader, char *ret_delimiter)
{
	SiteListKind kind;
	char *line;
	size_t length;
	do
		if (!source_line(reader->source, &line, &length, reader->err))
			return false;
	while (line && passed_over(line, length));
	return (line && kind_of(line, length, &kind, ret_delimiter) && kind == reader->kind) ||
	       fail(reader->err, ERROR_INPUT, "line %" PRId64 ": The names of the columns are missing.",
		    reader->source->line);
}

static bool read_rows(Reader *reader, struct csv_parser *parser)
{
	char *line;
	size_t length;
	for (;;) {
		if (!source_line(reader->source, &line, &length, reader->err))
			return false;
		if (!line)
			return true;
		if (!utf8_valid(line, length, NULL) || memchr(line, '\0', length))
			return fail(reader->err, ERROR_INPUT, "line %" PRId64 ": It is not UTF-8 text.",
				    reader->source->line);
		if (!passed_over(line, length) && !take_row(reader, parser, line, length))
			return false;
	}
}

bool site_list_read(Source *source, SiteListKind kind, Arena *arena, SiteList *ret_list, Error *err)
{
	Reader reader = {.source = source, .kind = kind, .arena = arena, .err = err};
	struct csv_parser parser;
	char delimiter = ',';
	if (!read_header(&reader, &delimiter))
		return false;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
		return fail(err, ERROR_SYSTEM, "There is not memory enough to read it.");
	csv_set_delim(&parser, (unsigned char)delimiter);
	bool read = read_rows(&reader, &parser);
	csv_free(&parser);
	if (read)
		*ret_list = (SiteList){reader.rows, reader.codes, reader.systems, reader.standings, reader.pass_on};
	return read;
}
