#include "exchange/detect.h"

#include <string.h>

#include "base/encoding.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/patient_list.h"
#include "exchange/today_columns.h"
#include "model/facts/organisation.h"

#define READS \
	"The desk reads ledger lines, ODS organisation lists, FHIR bundles, lists of patients, of who comes today and of " \
	"the site's own."

/* Files of other kinds that people hand over, by their first bytes. */
static const struct {
	const char *bytes;
	size_t count;
	const char *sentence;
} others[] = {
	{"\x1F\x8B", 2, "It is compressed (gzip); unpack it first."},
	{"PK\x03\x04", 4, "It is a ZIP archive, or a document made of one; unpack it first."},
	{"\xD0\xCF\x11\xE0", 4, "It is a spreadsheet or document of an old kind (.xls, .doc); save it as CSV first."},
	{"BZh", 3, "It is compressed (bzip2); unpack it first."},
	{"\xFD"
	 "7zXZ",
	 5, "It is compressed (xz); unpack it first."},
	{"\x28\xB5\x2F\xFD", 4, "It is compressed (zstd); unpack it first."},
	{"SQLite format 3", 16, "It is a SQLite database, perhaps a desk's own; export it as ledger lines first."},
	{"%PDF", 4, "It is a PDF document. " READS},
	{"MSH|", 4, "It is an HL7 v2 message. " READS},
	{"<", 1, "It is XML or HTML. " READS},
};

static bool begins(const char *bytes, size_t length, const char *with, size_t count)
{
	return length >= count && memcmp(bytes, with, count) == 0;
}

static size_t skip_space(const char *bytes, size_t length)
{
	size_t at = 0;
	while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
		at++;
	return at;
}

/* A key of the outermost object that begins at `bytes`, seen in its first bytes: quotes and braces are followed so far
 * as needed to tell a key from a text within. `*ret_whole`: the object ends within these bytes. */
static bool has_key(const char *bytes, size_t length, const char *key, bool *ret_whole)
{
	size_t n = strlen(key);
	int depth = 0;
	*ret_whole = false;
	for (size_t at = 0; at < length; at++) {
		if (bytes[at] == '{' || bytes[at] == '[') {
			depth++;
		} else if (bytes[at] == '}' || bytes[at] == ']') {
			*ret_whole = --depth == 0;
			if (*ret_whole)
				return false;
		} else if (bytes[at] == '"') {
			size_t from = at + 1;
			for (at = from; at < length && bytes[at] != '"'; at++)
				at += bytes[at] == '\\';
			size_t after = at < length ? at + 1 + skip_space(bytes + at + 1, length - at - 1) : length;
			if (depth == 1 && at - from == n && after < length && bytes[after] == ':' &&
			    memcmp(bytes + from, key, n) == 0)
				return true;
		}
	}
	return false;
}

/* A bundle may name its type last, after all its entries; a ledger line is never so long before its kind. */
static bool detect_json(const char *bytes, size_t length, Format *ret_format, Error *err)
{
	bool whole;
	if (has_key(bytes, length, "kind", &whole))
		*ret_format = FORMAT_LEDGER_LINES;
	else if (!whole || has_key(bytes, length, "resourceType", &whole))
		*ret_format = FORMAT_FHIR;
	else
		return fail(err, ERROR_INPUT,
			    "It is JSON, but neither a FHIR resource nor ledger lines: it has neither"
			    " \"resourceType\" nor \"kind\". " READS);
	return true;
}

/* "C82001" or "03W", with or without blanks; without a digit only a trust's, for headings are words too. */
static bool begins_with_code(const char *bytes, size_t length)
{
	scoped(arena_free) Arena arena = {0};
	const char *comma = memchr(bytes, ',', length);
	const char *code =
		comma ? organisation_code_read(&arena, arena_bytes(&arena, bytes, (size_t)(comma - bytes))) : "";
	return organisation_code_valid(code) &&
	       (strpbrk(code, "0123456789") || (strlen(code) == 3 && strchr("RT", code[0])));
}

/* As many commas in the first line as an organisation list has, or a code and an address as there. What is wrong with
 * it, such as columns cut off, its reader says by line and column; so too where it is quoted. */
static bool looks_like_ods(const char *bytes, size_t length)
{
	enum { COMMAS = 26, UP_TO_POSTCODE = 9 };
	size_t commas = 0;
	for (size_t at = 0; at < length && bytes[at] != '\n'; at++)
		commas += bytes[at] == ',';
	return commas >= COMMAS || (commas >= UP_TO_POSTCODE && begins_with_code(bytes, length)) ||
	       (length && bytes[0] == '"' && commas > 0);
}

static size_t line_of(const char *bytes, size_t at)
{
	size_t line = 1;
	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

/* The last character of what was looked at may be cut; anything else must be text. */
static bool must_be_text(const char *bytes, size_t length, Error *err)
{
	size_t bad;
	if (memchr(bytes, '\0', length))
		return fail(err, ERROR_INPUT, "It is not UTF-8 text. " READS);
	if (utf8_valid(bytes, length, &bad) || (length == SOURCE_PEEK && length - bad < 4))
		return true;
	return fail(err, ERROR_INPUT, "Line %zu is not UTF-8 text (byte %zu of the file); save the file as UTF-8.",
		    line_of(bytes, bad), bad + 1);
}

static bool holds(const char *bytes, size_t length, const char *text)
{
	const size_t n = strlen(text);
	for (size_t at = 0; at + n <= length; at++)
		if (memcmp(bytes + at, text, n) == 0)
			return true;
	return false;
}

/* The parts of a workbook are named in its ZIP archive. */
static bool is_workbook(const char *bytes, size_t length)
{
	return begins(bytes, length, "PK\x03\x04", 4) &&
	       (holds(bytes, length, "xl/") || holds(bytes, length, "opendocument.spreadsheet"));
}

static bool is_other(const char *bytes, size_t length, Error *err)
{
	if (is_workbook(bytes, length))
		return !fail(err, ERROR_INPUT, "It is a spreadsheet (.xlsx, .ods); save it as CSV first.");
	for (size_t i = 0; i < countof(others); i++)
		if (begins(bytes, length, others[i].bytes, others[i].count))
			return !fail(err, ERROR_INPUT, "%s", others[i].sentence);
	return false;
}

static bool is_wide(const char *bytes, size_t length)
{
	const Encoding encoding = encoding_of(bytes, length);
	return encoding == ENCODING_UTF16_LE || encoding == ENCODING_UTF16_BE;
}

/* Names and dates of birth stand in either; a time of the day is of appointments alone. */
static bool detect_people(const char *bytes, size_t length, Format *ret_format)
{
	const TodaySign sign = today_columns_sign(bytes, length);
	const bool patients = sign != TODAY_TIMES && patient_list_known(bytes, length);
	if (!patients && sign <= TODAY_NUMBERS_ALONE)
		return false;
	*ret_format = patients ? FORMAT_PATIENTS : FORMAT_TODAY;
	return true;
}

static bool detect_text(const char *bytes, size_t length, Format *ret_format, Error *err)
{
	if (is_wide(bytes, length))
		return fail(err, ERROR_INPUT, "It is text in UTF-16; save it as UTF-8 first.");
	if (!must_be_text(bytes, length, err))
		return false;

	size_t space = skip_space(bytes, length);
	if (space == length)
		return fail(err, ERROR_INPUT, "It is empty. " READS);
	if (bytes[space] == '{')
		return detect_json(bytes + space, length - space, ret_format, err);
	SiteListKind kind;
	if (site_list_known(bytes, length, &kind)) {
		*ret_format = (Format)((int)FORMAT_SENSITIVE + (int)kind);
		return true;
	}
	if (!looks_like_ods(bytes + space, length - space))
		return fail(err, ERROR_INPUT, "It is text of a kind the desk does not know. " READS);
	*ret_format = FORMAT_ODS;
	return true;
}

/* A column of numbers alone is a list of today where it is nothing else. */
bool detect_format(Source *source, Format *ret_format, Error *err)
{
	const char *bytes;
	size_t length;
	if (!source_peek(source, &bytes, &length, err) || is_other(bytes, length, err))
		return false;
	if (detect_people(bytes, length, ret_format) || detect_text(bytes, length, ret_format, NULL))
		return true;
	if (today_columns_sign(bytes, length) == TODAY_NO_SIGN)
		return detect_text(bytes, length, ret_format, err);
	*ret_format = FORMAT_TODAY;
	return true;
}

bool detect_table(Source *source, Error *err)
{
	const char *bytes;
	size_t length;
	if (!source_peek(source, &bytes, &length, err) || is_other(bytes, length, err))
		return false;
	return skip_space(bytes, length) < length || fail(err, ERROR_INPUT, "It is empty.");
}
