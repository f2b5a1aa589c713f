#include "command/phrasebook.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "model/language.h"

enum { FOLDER_MAX = 4096 };

/* The terminal takes its locale from the environment, whichever of the two comes first. */
static void speak_plain(void)
{
	const char *now = setlocale(LC_MESSAGES, NULL);
	if (!text_is(now, "C.UTF-8"))
		setlocale(LC_MESSAGES, "C.UTF-8");
}

static const char *say(void *self, const char *language, const char *english)
{
	(void)self;
	speak_plain();
	const char *own = dgettext(language, english);
	return own == english ? NULL : own;
}

static const char *say_count(void *self, const char *language, const char *one, const char *many, unsigned long count)
{
	(void)self;
	speak_plain();
	const char *own = dngettext(language, one, many, count);
	return own == one || own == many ? NULL : own;
}

/* Beside the program in its build: BUILD/src/sharedesk, BUILD/assets/language. */
static bool built_folder(char folder[FOLDER_MAX])
{
	char program[FOLDER_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	if (length <= 0)
		return false;
	program[length] = '\0';
	*strrchr(program, '/') = '\0';
	text_print(folder, FOLDER_MAX, "%s/../assets/language", program);
	return access(folder, R_OK | X_OK) == 0;
}

Phrasebook phrasebook_open(const char *folder)
{
	char built[FOLDER_MAX];
	const char *named = text_or(folder, getenv("SHAREDESK_LANGUAGES"));
	if (text_empty(named))
		named = built_folder(built) ? built : SHAREDESK_LANGUAGES;
	unsetenv("LANGUAGE"); /* would come before the domain that is asked for */
	for (size_t i = 0; i < language_count; i++) {
		bindtextdomain(languages[i].code, named);
		bind_textdomain_codeset(languages[i].code, "UTF-8");
	}
	return (Phrasebook){.say = say, .say_count = say_count};
}
