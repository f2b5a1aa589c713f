#include "model/spoken/language.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/spoken/script.h"

#define ASKED_IN(code) code "-" SCRIPT_NUMBER "+" SCRIPT_VERSION

const Language languages[] = {
	{"en", "English", "English", SCRIPT_VERSION, false},  {"gu", "Gujarati", "ગુજરાતી", ASKED_IN("gu"), true},
	{"pl", "Polish", "Polski", ASKED_IN("pl"), false},    {"so", "Somali", "Soomaali", ASKED_IN("so"), false},
	{"hu", "Hungarian", "Magyar", ASKED_IN("hu"), false}, {"cs", "Czech", "Čeština", ASKED_IN("cs"), false},
	{"pa", "Punjabi", "ਪੰਜਾਬੀ", ASKED_IN("pa"), true},     {"sk", "Slovak", "Slovenčina", ASKED_IN("sk"), false},
};
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
