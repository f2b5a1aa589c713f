#include "exchange/site_list.h"

#include <csv.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/organisation.h"

enum { COLUMNS_MAX = 7, HEADER_MAX = 256, HEADER_NAMES = 10, TEXT_MAX = 200 };

/* The columns of each kind, of which the first `needed` must be there. */
static const struct {
	const char *columns[COLUMNS_MAX];
	int count, needed;
} kinds[SITE_LIST_KINDS] = {
	[SITE_LIST_SENSITIVE] = {{"system", "code", "category", "term"}, 4, 2},
	[SITE_LIST_SYSTEMS] = {{"code", "system", "mig", "scr"}, 4, 2},
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

typedef struct Header {
	SiteListKind kind;
	char delimiter;
	char names[HEADER_NAMES][HEADER_MAX]; /* in small letters, without blanks around them and quotes */
	int count;
} Header;

static void lower(char *text)
{
	for (; *text; text++)
		*text = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
}

/* People and spreadsheets write "Code" for "code", and put blanks around it. */
static void add_name(Header *header, const char *bytes, size_t length)
{
	const char *text = text_trim(bytes, &length);
	if (length > 1 && text[0] == '"' && text[length - 1] == '"') {
		text++;
		length -= 2;
		text = text_trim(text, &length);
	}
	if (header->count < HEADER_NAMES) {
		memcpy(header->names[header->count], text, length);
		header->names[header->count][length] = '\0';
		lower(header->names[header->count]);
	}
	header->count++;
}

static void split_header(Header *header, const char *line, size_t length, char delimiter)
{
	header->count = 0;
	header->delimiter = delimiter;
	for (size_t at = 0; at <= length;) {
		const char *end = memchr(line + at, delimiter, length - at);
		const size_t n = end ? (size_t)(end - line) - at : length - at;
		add_name(header, line + at, n);
		at += n + 1;
	}
}

static bool names_fit(const Header *header, SiteListKind kind)
{
	if (header->count < kinds[kind].needed)
		return false;
	for (int i = 0; i < kinds[kind].needed; i++)
		if (!text_is(header->names[i], kinds[kind].columns[i]))
			return false;
	return true;
}

/* By the columns that must be there; those behind them are the reader's to look at. */
static bool header_of(const char *line, size_t length, Header *ret_header)
{
	if (length >= HEADER_MAX)
		return false;
	for (const char *delimiter = delimiters; *delimiter; delimiter++) {
		split_header(ret_header, line, length, *delimiter);
		for (SiteListKind kind = 0; kind < SITE_LIST_KINDS; kind++) {
			ret_header->kind = kind;
			if (names_fit(ret_header, kind))
				return true;
		}
	}
	return false;
}

bool site_list_known(const char *bytes, size_t length, SiteListKind *ret_kind)
{
	Header header;
	for (size_t at = 0; at < length;) {
		const char *line = bytes + at, *end = memchr(line, '\n', length - at);
		size_t n = end ? (size_t)(end - line) : length - at;
		at += n + 1;
		n -= n > 0 && line[n - 1] == '\r';
		if (passed_over(line, n))
			continue;
		const bool known = header_of(line, n, &header);
		*ret_kind = header.kind;
		return known;
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
	if (reader->count < COLUMNS_MAX) {
		const char *text = bytes ? text_trim(bytes, &length) : NULL;
		reader->columns[reader->count] = text ? arena_bytes(reader->arena, text, length) : "";
	}
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
	char *said = arena_text(reader->arena, reader->columns[column]);
	lower(said);
	*ret_word = (WordByte)words_find(words, said);
	return *ret_word || bad(reader, column, which);
}

/* Of an organisation, which is in column 0 of the lists that have one. */
static bool code_at(Reader *reader, const char **ret_code)
{
	*ret_code = organisation_code_read(reader->arena, reader->columns[0]);
	return organisation_code_valid(*ret_code) || bad(reader, 0, "is not an organisation code");
}

static bool truth_at(const Reader *reader, int column, WordByte *ret_truth)
{
	char *said = arena_text(reader->arena, reader->count > column ? reader->columns[column] : "");
	lower(said);
	*ret_truth = 0;
	if (text_is(said, "yes") || text_is(said, "true"))
		*ret_truth = TRUTH_TRUE;
	else if (text_is(said, "no") || text_is(said, "false"))
		*ret_truth = TRUTH_FALSE;
	return *ret_truth || !*said || bad(reader, column, "is neither yes nor no");
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
	return code_at(reader, &row->code) && truth_at(reader, 2, &row->mig) && truth_at(reader, 3, &row->scr) &&
	       ((!*reader->columns[1] && (row->mig || row->scr)) ||
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

/* "code, standing, name" */
static const char *names_of(SiteListKind kind, Arena *arena)
{
	Text text = {.arena = arena};
	for (int i = 0; i < kinds[kind].count; i++)
		text_add_print(&text, "%s%s", i ? ", " : "", kinds[kind].columns[i]);
	return text_done(&text);
}

/* One delimiter at the end names nothing, and is let pass. */
static bool none_too_much(const Reader *reader, const Header *header)
{
	for (int i = kinds[header->kind].needed; i < header->count; i++) {
		const char *name = i < HEADER_NAMES ? header->names[i] : "";
		if ((i < kinds[header->kind].count && text_is(name, kinds[header->kind].columns[i])) ||
		    (!*name && i + 1 == header->count && i <= kinds[header->kind].count))
			continue;
		return fail(reader->err, ERROR_INPUT,
			    "line %" PRId64 ": Column %d%s%s%s is too much: this list has the columns %s; take it out.",
			    reader->source->line, i + 1, *name ? ", \"" : "", name, *name ? "\"," : "",
			    names_of(header->kind, reader->arena));
	}
	return true;
}

/* Up to the row that names the columns. */
static bool read_header(Reader *reader, char *ret_delimiter)
{
	Header header;
	char *line;
	size_t length;
	do
		if (!source_line(reader->source, &line, &length, reader->err))
			return false;
	while (line && passed_over(line, length));
	if (!line || !header_of(line, length, &header) || header.kind != reader->kind)
		return fail(reader->err, ERROR_INPUT, "line %" PRId64 ": The names of the columns are missing.",
			    reader->source->line);
	*ret_delimiter = header.delimiter;
	return none_too_much(reader, &header);
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
