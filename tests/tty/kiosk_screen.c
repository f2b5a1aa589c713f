#include "tty/kiosk_screen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static const char *const ours[] = {"Call staff", "Somebody is coming", "Staff are on their way", "Back to the start in",
				   "for staff"};
static const char *const not_ours[] = {
	"Find a patient",   "Due today",
	"Questions to ask", "Sign in to open",
	"Enter Unlock",	    "As things stand",
	"NHS No",	    "Ctrl-P",
	"Private, to",	    "Overrides to",
	"Read aloud",	    "$ ",
	"command not",	    "sh: ",
	"Segmentation",	    "core dumped",
	"Sanitizer",	    "runtime error",
	"desk.db",	    "sqlite",
	"Assertion",	    "[1]+",
	"sharedesk:",
};

/* What stands in this line as "key":"…"; NULL where it does not. */
static const char *value_of(const char *line, const char *key, Arena *arena)
{
	const char *at = strstr(line, arena_print(arena, "\"%s\":\"", key));
	if (!at)
		return NULL;
	at += strlen(key) + strlen("\"\":\"");
	return arena_bytes(arena, at, strcspn(at, "\""));
}

bool kiosk_patients_read(const char *path, Arena *arena, KioskPatients *ret_patients, Error *err)
{
	enum { PATIENTS_MAX = 200 };

	KioskPatients patients = {.items = arena_array(arena, PATIENTS_MAX, sizeof *patients.items)};
	FILE *file = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;

	if (!file)
		return fail(err, ERROR_MISSING, "%s cannot be read: %s.", path, strerror(errno));
	while (getline(&line, &room, file) > 0 && patients.count < PATIENTS_MAX) {
		const KioskPatient patient = {.nhs = value_of(line, "nhs", arena),
					      .family = value_of(line, "family", arena),
					      .born = value_of(line, "born", arena)};
		if (patient.nhs && patient.family && patient.born)
			patients.items[patients.count++] = patient;
	}
	free(line);
	fclose(file);
	if (patients.count == 0)
		return fail(err, ERROR_INPUT, "%s names no patient.", path);
	*ret_patients = patients;
	return true;
}

/* A name of three letters may stand in some other word. */
static const char *named_in(const char *screen, const KioskPatients *patients)
{
	enum { LONG_ENOUGH = 4 };

	scoped(arena_free) Arena arena = {0};
	const char *folded = utf8_fold(&arena, screen);

	for (size_t i = 0; i < patients->count; i++) {
		const char *family = patients->items[i].family;
		if (strlen(family) >= LONG_ENOUGH && strstr(folded, utf8_fold(&arena, family)))
			return family;
	}
	return NULL;
}

/* As ten digits, or as 3, 3 and 4. */
static bool has_nhs_number(const char *screen, const KioskPatients *patients)
{
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < patients->count; i++) {
		const char *nhs = patients->items[i].nhs;
		if (strstr(screen, nhs) || strstr(screen, arena_print(&arena, "%.3s %.3s %s", nhs, nhs + 3, nhs + 6)))
			return true;
	}
	return false;
}

static const char *first_in(const char *screen, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(screen, words[i]))
			return words[i];
	return NULL;
}

bool kiosk_screen_right(const char *screen, const KioskPatients *patients, bool somebody_there, Error *err)
{
	const char *word = first_in(screen, not_ours, countof(not_ours));
	if (word)
		return fail(err, ERROR_INPUT, "\"%s\" stands on the kiosk's screen.", word);
	if (has_nhs_number(screen, patients))
		return fail(err, ERROR_INPUT, "An NHS number stands on the kiosk's screen.");
	word = somebody_there ? NULL : named_in(screen, patients);
	if (word)
		return fail(err, ERROR_INPUT, "\"%s\" stands on the kiosk's screen, and nobody of that name is there.",
			    word);
	if (!first_in(screen, ours, countof(ours)))
		return fail(err, ERROR_INPUT, "Nothing of the kiosk stands on its screen.");
	return true;
}

bool kiosk_screen_start(const char *screen)
{
	return strstr(screen, "Polski") && strstr(screen, "Magyar") && strstr(screen, "English");
}

bool kiosk_screen_locked(const char *screen)
{
	return strstr(screen, "Staff are on their way") != NULL;
}

/* --- keys --- */

static const char *key_named(const char *word, size_t length, Arena *arena)
{
	if (length == 5 && strncmp(word, "Enter", length) == 0)
		return "\r";
	if (length == 3 && strncmp(word, "Esc", length) == 0)
		return "\033";
	return length == 1 ? arena_bytes(arena, word, length) : NULL;
}

/* The word that ends before `at`, in its row. */
static const char *word_before(const char *screen, const char *at, Arena *arena)
{
	const char *end = at, *begin;
	while (end > screen && end[-1] == ' ')
		end--;
	for (begin = end; begin > screen && begin[-1] != ' ' && begin[-1] != '\n';)
		begin--;
	return key_named(begin, (size_t)(end - begin), arena);
}

/* The first word of the nearest row above that begins with a key: the English stands below the patient's own words. */
static const char *key_above(const char *screen, const char *at, Arena *arena)
{
	for (int rows = 0; rows < 4; rows++) {
		while (at > screen && at[-1] != '\n')
			at--;
		if (at == screen)
			return NULL;
		at--;

		const char *row = at;

		while (row > screen && row[-1] != '\n')
			row--;
		row += strspn(row, " ");

		const char *key = key_named(row, strcspn(row, " \n"), arena);

		if (key)
			return key;
	}
	return NULL;
}

const char *kiosk_screen_key(const char *screen, const char *english, Arena *arena)
{
	const char *at = strstr(screen, english);
	if (!at)
		return NULL;

	const char *key = word_before(screen, at, arena);

	return key ? key : key_above(screen, at, arena);
}

const char *kiosk_screen_way_back(const char *screen, Arena *arena)
{
	static const char *const ways[] = {"I am still here", "Stop, save nothing", "Finish", "Another language",
					   "Go back",	      "No, change it"};
	for (size_t i = 0; i < countof(ways); i++) {
		const char *key = kiosk_screen_key(screen, ways[i], arena);
		if (key)
			return key;
	}
	return "\033";
}
