/* What was typed into a search that found nobody, as the fields of somebody new. */
#include <string.h>

#include "base/date_typed.h"
#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/people/people.h"

enum { WORDS_MAX = 12, NUMBER_DIGITS = 9 /* from so many on it is no date */ };

static const char figures[] = "0123456789";

/* --- Names --- */

static bool has_capital(const char *text)
{
	for (; *text; text++)
		if (*text >= 'A' && *text <= 'Z')
			return true;
	return false;
}

static bool all_capitals(const char *text, Arena *arena)
{
	return utf8_grapheme(text) < strlen(text) && text_is(utf8_upper(arena, text), text);
}

/* Typed in small letters or in capitals alone it is written as names are; else it stands as it was typed. */
static const char *written(const char *name, Arena *arena)
{
	return has_capital(name) && !all_capitals(name, arena) ? name : utf8_capitalise(arena, name);
}

static bool is_among(const char *const *words, size_t count, const char *word, Arena *arena)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(words[i], utf8_fold(arena, word)))
			return true;
	return false;
}

static bool is_title(const char *word, Arena *arena)
{
	static const char *const titles[] = {"mr", "mrs", "miss", "ms", "mx", "dr", "rev", "prof", "sir", "master"};
	return is_among(titles, countof(titles), word, arena);
}

/* A family name begins with it rather than with what follows: "van der Berg", "de la Cruz". */
static bool is_particle(const char *word, Arena *arena)
{
	static const char *const particles[] = {"al",  "bin", "da", "de",  "del", "della", "den", "der", "di",
						"do",  "dos", "du", "el",  "la",  "le",	   "st",  "ten", "ter",
						"van", "von", "zu", "ibn", "abu", "ap",	   "ben"};
	return is_among(particles, countof(particles), word, arena);
}

static size_t split(char *text, const char *words[WORDS_MAX])
{
	size_t count = 0;
	for (; *text && count < WORDS_MAX; text += strspn(text, " ")) {
		words[count++] = text;
		text += strcspn(text, " ");
		if (*text && count < WORDS_MAX)
			*text++ = '\0';
	}
	return count;
}

static const char *join(const char *const *words, size_t count, Arena *arena)
{
	Text text = {.arena = arena};
	for (size_t i = 0; i < count; i++)
		text_add_print(&text, "%s%s", i ? " " : "", words[i]);
	return text_done(&text);
}

/* Of "SMITH Jane" the capitals are the family name; else it is the last word, with what belongs before it. */
static size_t family_first(const char *const *words, size_t count, Arena *arena)
{
	size_t first = count - 1;
	while (first > 0 && is_particle(words[first - 1], arena))
		first--;
	return first;
}

static size_t leading_capitals(const char *const *words, size_t count, Arena *arena)
{
	size_t capitals = 0;
	while (capitals < count && all_capitals(words[capitals], arena))
		capitals++;
	return capitals < count ? capitals : 0;
}

static void read_words(const char *const *words, size_t count, Arena *arena, NewPatient *patient)
{
	const size_t capitals = leading_capitals(words, count, arena);
	const size_t first = capitals ? capitals : family_first(words, count, arena);
	const char *head = join(words, first, arena), *tail = join(words + first, count - first, arena);
	patient->family = written(capitals ? head : tail, arena);
	patient->given = written(capitals ? tail : head, arena);
}

static void read_title(const char *const **words, size_t *count, Arena *arena, NewPatient *patient)
{
	if (*count == 0 || !is_title(**words, arena))
		return;
	patient->title = utf8_capitalise(arena, **words);
	++*words;
	--*count;
}

/* A comma says which is the family name. */
static void read_name(const char *name, Arena *arena, NewPatient *patient)
{
	char *text = arena_text(arena, name), *comma = strchr(text, ',');
	const char *held[WORDS_MAX], *const *words = held;
	if (comma)
		*comma = '\0';
	size_t count = split((comma ? comma + 1 : text) + strspn(comma ? comma + 1 : text, " "), held);
	read_title(&words, &count, arena, patient);
	if (comma) {
		patient->given = written(join(words, count, arena), arena);
		count = split(text + strspn(text, " "), held);
		patient->family = written(join(held, count, arena), arena);
	} else if (count > 0) {
		read_words(words, count, arena, patient);
	}
}

/* --- Figures --- */

static size_t count_figures(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += strchr(figures, *text) != NULL;
	return count;
}

static void read_figures(const char *text, Date today, Arena *arena, NewPatient *patient)
{
	Date born;
	char day[16];
	if (count_figures(text) >= NUMBER_DIGITS) {
		patient->nhs = text;
	} else if (date_parse_typed(text, today, &born)) {
		date_print_staff(born, day);
		patient->born = arena_text(arena, day);
	} else {
		patient->born = text;
	}
}

/* Blanks of every kind are one blank, and none stands at either end. */
static const char *plain(const char *typed, Arena *arena)
{
	size_t length = strlen(typed);
	const char *begin = text_trim(typed, &length);
	char *text = arena_bytes(arena, begin, length);
	for (char *c = text; *c; c++)
		if (*c == '\t' || *c == '\n' || *c == '\r')
			*c = ' ';
	return text;
}

void desk_typed_patient(const char *typed, Date today, Arena *arena, NewPatient *ret_patient)
{
	NewPatient patient = {0};
	const char *text = plain(text_or(typed, ""), arena);
	const size_t first = strcspn(text, figures);
	size_t last = strlen(text);
	while (last > first && !strchr(figures, text[last - 1]))
		last--;
	if (last > first)
		read_figures(arena_bytes(arena, text + first, last - first), today, arena, &patient);
	read_name(arena_print(arena, "%.*s %s", (int)first, text, text + last), arena, &patient);
	*ret_patient = patient;
}
