#include "model/paper/inside.h"

#include <string.h>

#include "base/utf8.h"
#include "model/desk/inside.h"
#include "model/desk/language.h"
#include "model/readings/explain.h"
#include "model/spoken/language_dates.h"

/* Stands for the practice of a restricted patient, and is put into the language. */
static const char surgery[] = N_("your GP surgery");

Paper paper_new(Desk *desk, const Chart *chart, const Language *language, const char *name, Arena *arena)
{
	if (chart)
		chart = desk_chart_told(desk, chart, arena);
	return (Paper){.desk = desk, .chart = chart, .sheet = sheet_new(arena, name, language)};
}

const char *paper_called(const Paper *paper, const char *org)
{
	if (paper->chart->restricted && reach_is_home(&paper->chart->now, org))
		return surgery;
	return explain_name(&paper->chart->world, org, paper->sheet.arena);
}

const char *paper_patient(const Paper *paper)
{
	Text text = {.arena = paper->sheet.arena};
	person_print_spoken(paper->chart->world.person, &text);
	return text_done(&text);
}

/* --- Filling places --- */

typedef struct Filling {
	const Paper *paper;
	const Language *language;
	const PaperWords *words;
} Filling;

static const char *in_language(const Filling *self, const char *english)
{
	return english ? desk_phrase(self->paper->desk, self->language, english) : NULL;
}

static const char *organisation(const Filling *self)
{
	const PaperWords *words = self->words;
	const char *called = words->organisation == surgery ? in_language(self, surgery) : words->organisation;
	return text_empty(words->service) ? called
					  : arena_print(self->paper->sheet.arena, "%s (%s)", called, words->service);
}

static const char *day(const Filling *self)
{
	char text[LANGUAGE_DATE_MAX];
	const PaperWords *words = self->words;
	Date date = date_is_none(words->day) ? zone_date(desk_zone(self->paper->desk), words->at) : words->day;
	language_print_date(self->language, date, text);
	return arena_text(self->paper->sheet.arena, text);
}

static const char *time_of_day(const Filling *self)
{
	char text[LANGUAGE_TIME_MAX];
	language_print_time(self->language, zone_local(desk_zone(self->paper->desk), self->words->at), text);
	return arena_text(self->paper->sheet.arena, text);
}

static const char *list(const Filling *self)
{
	Text text = {.arena = self->paper->sheet.arena};
	for (size_t i = 0; i < self->words->fact_count; i++) {
		char date[LANGUAGE_DATE_MAX];
		const Fact *fact = self->words->facts[i];
		language_print_date(self->language, zone_date(desk_zone(self->paper->desk), fact->at), date);
		text_add_print(&text, "%s%s, %s", i ? "; " : "", text_or(fact->by, "?"), date);
	}
	return text_done(&text);
}

static bool is_place(const char *place, size_t length, const char *name)
{
	return strlen(name) == length && strncmp(place, name, length) == 0;
}

static const char *filling(const Filling *self, const char *place, size_t length)
{
	const PaperWords *words = self->words;
	const struct {
		const char *place, *filling;
	} places[] = {
		{"patient", words->patient},
		{"name", words->name},
		{"speaker", words->name},
		{"words", words->words},
	};
	for (size_t i = 0; i < countof(places); i++)
		if (is_place(place, length, places[i].place))
			return places[i].filling;
	if (is_place(place, length, "organisation"))
		return organisation(self);
	if (is_place(place, length, "phrase"))
		return in_language(self, words->phrase);
	if (is_place(place, length, "list"))
		return list(self);
	if (is_place(place, length, "day"))
		return day(self);
	if (is_place(place, length, "time"))
		return time_of_day(self);
	return is_place(place, length, "count") ? arena_print(self->paper->sheet.arena, "%lu", words->count) : NULL;
}

/* One pass: a place within a name stays as it is. */
static const char *fill(const Filling *self, const char *text)
{
	Text out = {.arena = self->paper->sheet.arena};
	while (*text) {
		const char *end = *text == '{' ? strchr(text, '}') : NULL;
		const char *instead = end ? filling(self, text + 1, (size_t)(end - text - 1)) : NULL;
		if (instead)
			text_add(&out, instead);
		else
			text_add_char(&out, *text);
		text = instead ? end + 1 : text + 1;
	}
	return text_done(&out);
}

/* --- Saying --- */

static const PaperWords no_words = {0};

static bool is_known(const Paper *paper, const char *english)
{
	return phrase_known(&paper->desk->ports.phrasebook, paper->sheet.language->code, english);
}

/* "{patient}, {day}": there is nothing to translate, only a day to write. */
static bool is_all_places(const char *text)
{
	bool inside = false;
	for (; *text; text++) {
		inside = *text == '{' || (inside && *text != '}');
		if (!inside && !strchr("}, ", *text))
			return false;
	}
	return true;
}

typedef struct Both {
	const char *own, *english; /* the latter NULL where there is no other */
} Both;

/* A sentence may begin with "your GP surgery". Names of organisations stay as they are written. */
static const char *begun(const Filling *self, const char *text, const char *filled)
{
	Arena *arena = self->paper->sheet.arena;
	size_t first = utf8_grapheme(filled);
	if (self->words->organisation != surgery || strncmp(text, "{organisation}", strlen("{organisation}")) != 0)
		return filled;
	return arena_print(arena, "%s%s", utf8_upper(arena, arena_bytes(arena, filled, first)), filled + first);
}

static const char *fill_sentence(const Filling *self, const char *text)
{
	return begun(self, text, fill(self, text));
}

static Both in_both(const Paper *paper, const char *own, const char *english, bool known, const PaperWords *words)
{
	words = words ? words : &no_words;
	const char *said = fill_sentence(&(Filling){paper, &languages[0], words}, english);
	if (!known)
		return (Both){said, NULL};
	return (Both){fill_sentence(&(Filling){paper, paper->sheet.language, words}, own), said};
}

static Both phrase_in_both(const Paper *paper, const char *english, const PaperWords *words)
{
	bool known = is_known(paper, english) || is_all_places(english);
	return in_both(paper, desk_phrase(paper->desk, paper->sheet.language, english), english, known, words);
}

void paper_say(Paper *paper, SheetKind kind, const char *english, const PaperWords *words)
{
	Both both = phrase_in_both(paper, english, words);
	sheet_add(&paper->sheet, kind, both.own, both.english);
}

void paper_count(Paper *paper, SheetKind kind, const char *one, const char *many, const PaperWords *words)
{
	const char *own = desk_phrase_count(paper->desk, paper->sheet.language, one, many, words->count);
	Both both = in_both(paper, own, words->count == 1 ? one : many, is_known(paper, one), words);
	sheet_add(&paper->sheet, kind, both.own, both.english);
}

void paper_field(Paper *paper, const char *label, const char *value, const PaperWords *words)
{
	Both said = phrase_in_both(paper, label, NULL);
	Both filled = value ? phrase_in_both(paper, value, words) : (Both){0};
	sheet_field(&paper->sheet, said.own, said.english, filled.own, filled.english);
}

void paper_rule(Paper *paper)
{
	sheet_add(&paper->sheet, SHEET_RULE, "", NULL);
}
