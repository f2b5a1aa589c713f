#include "model/spoken/language.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/spoken/script.h"

#define ASKED_IN(code) \
	code "-" SCRIPT_NUMBER "+" SCRIPT_VERSION, code "-" SCRIPT_NUMBER "+" SCRIPT_BRIEF, \
		code "-" SCRIPT_NUMBER "+" SCRIPT_CHANGE
#define ROW(code, english, own, shaped, to) \
	{ \
		code, english, own, ASKED_IN(code), shaped, code to \
	}
#define ROWS(to) \
	{"en", "English", "English", SCRIPT_VERSION, SCRIPT_BRIEF, SCRIPT_CHANGE, false, "en"}, \
		ROW("gu", "Gujarati", "ગુજરાતી", true, to), ROW("pl", "Polish", "Polski", false, to), \
		ROW("so", "Somali", "Soomaali", false, to), ROW("hu", "Hungarian", "Magyar", false, to), \
		ROW("cs", "Czech", "Čeština", false, to), ROW("pa", "Punjabi", "ਪੰਜਾਬੀ", true, to), \
		ROW("sk", "Slovak", "Slovenčina", false, to)

/* English is one row: it is the same to all. */
const Language languages[] = {ROWS("")};
static const Language to_women[] = {ROWS("-f")}, to_men[] = {ROWS("-m")};
const size_t language_count = countof(languages);

const Language *language_find(const char *name)
{
	if (text_empty(name))
		return NULL;
	scoped(arena_free) Arena arena = {0};
	const char *folded = utf8_fold(&arena, name);
	for (size_t i = 0; i < countof(languages); i++)
		if (text_is(folded, languages[i].code) || text_is(folded, utf8_fold(&arena, languages[i].english)) ||
		    text_is(folded, utf8_fold(&arena, languages[i].own)))
			return &languages[i];
	return NULL;
}

static bool is_one_of(const char *gender, const char *whole, const char *letter)
{
	return text_is(gender, whole) || text_is(gender, letter);
}

const Language *language_to(const Language *language, const char *gender)
{
	scoped(arena_free) Arena arena = {0};
	const char *folded = utf8_fold(&arena, text_or(gender, ""));
	const Language *to = is_one_of(folded, "female", "f") ? to_women
			     : is_one_of(folded, "male", "m") ? to_men
							      : languages;
	for (size_t i = 1; i < countof(languages); i++)
		if (text_is(languages[i].code, language->code))
			return &to[i];
	return &languages[0];
}

/* The code at `*at`, and `*at` goes on behind it; 0 bytes at the end. */
static size_t next_code(const char **at, const char **ret_code)
{
	*ret_code = *at + strspn(*at, " ");
	size_t length = strcspn(*ret_code, " ");
	*at = *ret_code + length;
	return length;
}

static bool is_code(const Language *language, const char *code, size_t length)
{
	return strlen(language->code) == length && strncmp(language->code, code, length) == 0;
}

bool language_on(const Language *language, const char *setting)
{
	const char *code;
	if (language == &languages[0])
		return true;
	for (size_t length; (length = next_code(&setting, &code)) > 0;)
		if (is_code(language, code, length))
			return true;
	return false;
}

bool language_setting_right(const char *setting)
{
	const char *code;
	for (size_t length; (length = next_code(&setting, &code)) > 0;) {
		bool known = false;
		for (size_t i = 0; i < countof(languages); i++)
			known |= is_code(&languages[i], code, length);
		if (!known)
			return false;
	}
	return true;
}
