#include "model/facts/organisation.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"

enum { CODE_MAX = 32 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

bool organisation_code_valid(const char *code)
{
	size_t length = 0;
	for (; code && code[length]; length++)
		if (!is_upper(code[length]) && !is_lower(code[length]) && !is_digit(code[length]) &&
		    code[length] != '-' && code[length] != '.')
			return false;
	return length >= 1 && length <= CODE_MAX;
}

const char *organisation_code_read(Arena *arena, const char *typed)
{
	static const char local[] = "local-";
	if (!typed)
		return NULL;
	size_t length = strlen(typed);
	const char *trimmed = text_trim(typed, &length);
	char *code = arena_bytes(arena, trimmed, length);
	for (char *c = code; *c; c++)
		*c = (char)(is_upper(*c) ? *c - 'A' + 'a' : *c);
	if (text_starts(code, local))
		return code;
	for (char *c = code; *c; c++)
		*c = (char)(is_lower(*c) ? *c - 'a' + 'A' : *c);
	return code;
}

/* The closing date of the lists is the last day open. */
bool organisation_closed(const Organisation *organisation, Date today)
{
	if (text_is(organisation->status, "closed"))
		return true;
	return !date_is_none(organisation->closed) && date_order(organisation->closed, today) < 0;
}

bool organisation_shares(const Organisation *organisation)
{
	return organisation->system == SYSTEM_SYSTMONE || organisation->system == SYSTEM_EMIS;
}

/* Words written in their own way in a name that is otherwise all capitals. */
static const struct {
	const char *capitals, *written;
} short_words[] = {
	{"A&E", "A&E"}, {"AND", "and"},	  {"AT", "at"},	  {"BY", "by"},	      {"CCG", "CCG"},	{"CIC", "CIC"},
	{"DHU", "DHU"}, {"DR", "Dr"},	  {"DRS", "Drs"}, {"FOR", "for"},     {"FT", "FT"},	{"GP", "GP"},
	{"GPS", "GPs"}, {"ICB", "ICB"},	  {"IN", "in"},	  {"LLP", "LLP"},     {"LTD", "Ltd"},	{"MIU", "MIU"},
	{"MR", "Mr"},	{"MRS", "Mrs"},	  {"MS", "Ms"},	  {"NHS", "NHS"},     {"OF", "of"},	{"ON", "on"},
	{"OOH", "OOH"}, {"PCC", "PCC"},	  {"PCN", "PCN"}, {"PLC", "plc"},     {"RD", "Rd"},	{"ST", "St"},
	{"THE", "the"}, {"TO", "to"},	  {"UK", "UK"},	  {"UNDER", "under"}, {"UPON", "upon"}, {"UTC", "UTC"},
	{"WIC", "WIC"}, {"WITH", "with"},
};

static const char *written_word(const char *word, size_t n)
{
	for (size_t i = 0; i < countof(short_words); i++)
		if (strlen(short_words[i].capitals) == n && memcmp(short_words[i].capitals, word, n) == 0)
			return short_words[i].written;
	return NULL;
}

/* Initials ("RP PANDYA") have no vowel, words have. */
static bool is_initials(const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strchr("AEIOUY", word[i]))
			return false;
	return true;
}

/* A capital at the start and after anything that parts words; after an apostrophe only where one letter stands before
 * it (O'Brien, but St John's). */
static void add_capitalised(Text *out, const char *word, size_t n)
{
	bool capital = true;
	for (size_t i = 0; i < n; i++) {
		text_add_char(out, is_upper(word[i]) && !capital ? (char)(word[i] - 'A' + 'a') : word[i]);
		capital = word[i] == '\'' ? i == 1
					  : !is_upper(word[i]) && !is_lower(word[i]) && !is_digit(word[i]) &&
						    (unsigned char)word[i] < 0x80;
	}
}

static void add_word(Text *out, const char *word, size_t n, bool first)
{
	const char *written = written_word(word, n);
	if (written && !(first && is_lower(written[0])))
		text_add(out, written);
	else if (is_initials(word, n) && !written)
		text_add_bytes(out, word, n);
	else
		add_capitalised(out, word, n);
}

static size_t word_length(const char *text)
{
	return strcspn(text, " ()/-,");
}

static void add_words(Text *out, const char *name)
{
	for (bool first = true; *name; first = false) {
		size_t n = word_length(name);
		add_word(out, name, n, first);
		for (name += n; *name && word_length(name) == 0; name++)
			text_add_char(out, *name);
	}
}

static bool all_capitals(const char *name)
{
	while (*name && !is_lower(*name))
		name++;
	return *name == '\0';
}

/* Where the long words for a foundation trust begin, whatever their case; NULL if they are not in the name. */
static char *find_foundation(char *name)
{
	static const char words[] = "NHS FOUNDATION TRUST";
	for (; *name; name++) {
		size_t i = 0;
		while (words[i] && (name[i] == words[i] || (is_lower(name[i]) && name[i] - 'a' + 'A' == words[i])))
			i++;
		if (!words[i])
			return name;
	}
	return NULL;
}

size_t organisation_short_name(const Organisation *organisation, char *out, size_t size)
{
	static const size_t foundation_length = sizeof "NHS FOUNDATION TRUST" - 1;
	scoped(arena_free) Arena arena = {0};
	char *name = arena_text(&arena, text_or(organisation->name, ""));
	bool capitals = all_capitals(name);
	char *foundation = find_foundation(name);
	if (foundation) {
		foundation[0] = 'F';
		foundation[1] = 'T';
		memmove(foundation + 2, foundation + foundation_length, strlen(foundation + foundation_length) + 1);
	}
	if (!capitals)
		return text_copy(out, size, name);

	Text text = {.arena = &arena};
	add_words(&text, name);
	return text_copy(out, size, text_done(&text));
}
