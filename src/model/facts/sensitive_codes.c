#include "model/facts/sensitive_codes.h"

#include <string.h>

#include "base/text.h"

enum { KEY_MAX = 40, READ_LETTERS = 5, READ_MAX = 7, SNOMED_MIN = 6, SNOMED_MAX = 18 };

#define CODE_SYSTEM_TEXT_(value, text) [value] = (text),
static const char *const code_system_texts[] = {CODE_SYSTEM_WORDS(CODE_SYSTEM_TEXT_)};
const Words code_system_words = {code_system_texts, countof(code_system_texts)};

/* How records of others call a code system. */
static const struct {
	const char *address;
	CodeSystem system;
} addresses[] = {
	{"http://snomed.info/sct", CODE_SYSTEM_SNOMED},
	{"urn:oid:2.16.840.1.113883.6.96", CODE_SYSTEM_SNOMED},
	{"snomed", CODE_SYSTEM_SNOMED},
	{"http://read.info/readv2", CODE_SYSTEM_READ2},
	{"https://fhir.hl7.org.uk/Id/read-codes", CODE_SYSTEM_READ2},
	{"urn:oid:2.16.840.1.113883.2.1.6.2", CODE_SYSTEM_READ2},
	{"read2", CODE_SYSTEM_READ2},
	{"http://read.info/ctv3", CODE_SYSTEM_CTV3},
	{"ctv3", CODE_SYSTEM_CTV3},
};

/* "K42.." of "K42", "K42.." and "K42..00". */
static void read_code(const char *code, char out[READ_LETTERS + 1])
{
	size_t length = strlen(code);
	memset(out, '.', READ_LETTERS);
	memcpy(out, code, length < READ_LETTERS ? length : READ_LETTERS);
	out[READ_LETTERS] = '\0';
}

static void key_of(CodeSystem system, const char *code, char out[KEY_MAX])
{
	char letters[READ_LETTERS + 1];
	if (system == CODE_SYSTEM_SNOMED) {
		text_print(out, KEY_MAX, "snomed %s", code);
		return;
	}
	read_code(code, letters);
	text_print(out, KEY_MAX, "%s %s", words_text(&code_system_words, system), letters);
}

void sensitive_begin(SensitiveList *list, Arena *arena)
{
	*list = (SensitiveList){.arena = arena};
	for (size_t i = 0; i < sensitive_code_count; i++)
		sensitive_add(list, (CodeSystem)sensitive_codes[i].system, sensitive_codes[i].code);
}

void sensitive_add(SensitiveList *list, CodeSystem system, const char *code)
{
	char key[KEY_MAX];
	key_of(system, code, key);
	if (index_find(&list->index, key) == INDEX_NONE)
		index_add(&list->index, list->arena, arena_text(list->arena, key), (uint32_t)list->count++);
}

static bool has_in(const SensitiveList *list, CodeSystem system, const char *code)
{
	char key[KEY_MAX];
	key_of(system, code, key);
	return index_find(&list->index, key) != INDEX_NONE;
}

/* An address may be followed by a version: "http://snomed.info/sct|…", "http://snomed.info/sct/999000041000000102". */
static CodeSystem system_of(const char *address)
{
	for (size_t i = 0; i < countof(addresses); i++) {
		size_t n = strlen(addresses[i].address);
		if (text_starts(address, addresses[i].address) && (!address[n] || strchr("|/", address[n])))
			return addresses[i].system;
	}
	return CodeSystem_NOT_GIVEN_;
}

bool sensitive_has(const SensitiveList *list, const char *system, const char *code)
{
	if (text_empty(code) || strlen(code) > SNOMED_MAX)
		return false;
	CodeSystem known = text_empty(system) ? CodeSystem_NOT_GIVEN_ : system_of(system);
	if (known)
		return has_in(list, known, code);
	for (CodeSystem any = CODE_SYSTEM_SNOMED; any < CodeSystem_COUNT_; any++)
		if (has_in(list, any, code) && (any == CODE_SYSTEM_SNOMED || strlen(code) <= READ_MAX))
			return true;
	return false;
}

/* Verhoeff's check: from the last figure, each is permuted by its place and multiplied in the dihedral group of ten. */
static bool check_digit_right(const char *digits)
{
	static const char permuted[8][11] = {
		"0123456789", "1576283094", "5803796142", "8916043527",
		"9453126870", "4286573901", "2793806415", "7046913258",
	};
	static const char product[10][11] = {
		"0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
		"5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
	};
	int sum = 0;
	size_t length = strlen(digits);
	for (size_t i = 0; i < length; i++) {
		int digit = permuted[i % 8][digits[length - 1 - i] - '0'] - '0';
		sum = product[sum][digit] - '0';
	}
	return sum == 0;
}

static bool read_code_right(const char *code)
{
	size_t length = strlen(code);
	for (size_t i = 0; i < length; i++) {
		bool letter = (code[i] >= 'a' && code[i] <= 'z') || (code[i] >= 'A' && code[i] <= 'Z');
		if (!letter && !(code[i] >= '0' && code[i] <= '9') && code[i] != '.')
			return false;
	}
	return length > 0 && length <= READ_MAX && code[0] != '.';
}

bool sensitive_code_right(CodeSystem system, const char *code, Error *err)
{
	if (system != CODE_SYSTEM_SNOMED)
		return read_code_right(code) ||
		       fail(err, ERROR_INPUT, "\"%s\" is not a Read code: up to five characters, such as A94..", code);
	size_t length = strlen(code);
	if (!text_all_digits(code) || length < SNOMED_MIN || length > SNOMED_MAX)
		return fail(err, ERROR_INPUT,
			    "\"%s\" is not a SNOMED CT code: it has 6 to 18 figures and nothing else.", code);
	return check_digit_right(code) ||
	       fail(err, ERROR_INPUT, "\"%s\" is not a SNOMED CT code: its check digit is wrong.", code);
}
