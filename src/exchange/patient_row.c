/* One row of a patient list as a patient: what each column may say. */
#include <string.h>

#include "base/date_typed.h"
#include "base/text.h"
#include "base/utf8.h"
#include "exchange/list_cells.h"
#include "exchange/patient_inside.h"
#include "model/facts/contact.h"
#include "model/spoken/language.h"

enum { BORN_FIRST_YEAR = 1880, TEXT_MAX = 200 };

static void fault(const PatientReader *reader, const ListRow *row, PatientColumn column, const char *why)
{
	patient_fault(reader->list, reader->arena, row->line,
		      reader->header->headings[reader->header->place[column] - 1], why);
}

static const char *cell(const PatientReader *reader, const ListRow *row, PatientColumn column)
{
	return list_cell(reader->header, row, column);
}

static const char *text_at(const PatientReader *reader, const ListRow *row, PatientColumn column)
{
	const char *text = cell(reader, row, column);
	if (!text)
		return NULL;
	if (!utf8_is_clean(text) || strlen(text) > TEXT_MAX) {
		fault(reader, row, column, "is too long, or has a control character in it");
		return NULL;
	}
	return arena_text(reader->arena, text);
}

static const char *number_at(const PatientReader *reader, const ListRow *row)
{
	const char *why = NULL;
	const char *number = list_nhs_number(cell(reader, row, COLUMN_NHS), reader->arena, &why);
	if (!number)
		fault(reader, row, COLUMN_NHS, why);
	return number;
}

/* --- Dates --- */

static bool date_at(const PatientReader *reader, const ListRow *row, PatientColumn column, Date *ret_date)
{
	const char *text = cell(reader, row, column);
	*ret_date = (Date){0};
	const char *why = text ? list_date(text, ret_date) : NULL;
	if (why)
		fault(reader, row, column, why);
	return !why;
}

static void read_birth(const PatientReader *reader, const ListRow *row, Person *person)
{
	Date born;
	if (!date_at(reader, row, COLUMN_BORN, &born))
		return;
	if (date_is_none(born))
		fault(reader, row, COLUMN_BORN, "is empty: a patient is known by it");
	else if (born.year < BORN_FIRST_YEAR)
		fault(reader, row, COLUMN_BORN, "is before 1880");
	else if (date_order(reader->today, born) < 0)
		fault(reader, row, COLUMN_BORN, "has not come yet");
	else
		person->born = born;
}

/* --- Yes and no --- */

static bool is_word(const char *text, const char *const *words)
{
	scoped(arena_free) Arena arena = {0};
	const char *folded = utf8_fold(&arena, text);
	while (*words && !text_is(folded, *words))
		words++;
	return *words != NULL;
}

/* 0 for any other word. */
static WordByte truth_of(const char *text)
{
	static const char *const yes[] = {"yes", "y", "true", "1", "required", NULL};
	static const char *const no[] = {"no", "n", "false", "0", "not required", NULL};
	return is_word(text, yes) ? TRUTH_TRUE : is_word(text, no) ? TRUTH_FALSE : 0;
}

static void read_interpreter(const PatientReader *reader, const ListRow *row, Person *person)
{
	const char *text = cell(reader, row, COLUMN_INTERPRETER);
	person->interpreter = text ? truth_of(text) : 0;
	if (text && !person->interpreter)
		fault(reader, row, COLUMN_INTERPRETER, "is neither yes nor no");
}

/* --- Death --- */

static bool death_of(const char *text, PartialDate *ret_died)
{
	const WordByte said = truth_of(text);
	Date day;
	if (said == TRUTH_TRUE)
		*ret_died = (PartialDate){.year = PARTIAL_YEAR_UNKNOWN};
	else if (date_parse_listed(text, &day))
		*ret_died = partial_of_day(day);
	else
		return said == TRUTH_FALSE || partial_parse(text, ret_died);
	return true;
}

static void read_death_at(const PatientReader *reader, const ListRow *row, PatientColumn column, Person *person)
{
	const char *text = cell(reader, row, column);
	PartialDate died = {0};
	if (!text)
		return;
	if (!death_of(text, &died))
		fault(reader, row, column, "is neither a date nor yes or no");
	else if (!partial_is_none(died) && date_order(reader->today, partial_first(died)) < 0)
		fault(reader, row, column, "has not come yet");
	else if (!partial_is_none(died) && date_order(partial_last(died), person->born) < 0)
		fault(reader, row, column, "is before the date of birth");
	else if (partial_says_less(person->died, died))
		person->died = died;
}

/* --- The rest --- */

static const char *gender_at(const PatientReader *reader, const ListRow *row)
{
	static const struct {
		const char *words[4], *gender;
	} genders[] = {
		{{"f", "2", "female"}, "female"},
		{{"m", "1", "male"}, "male"},
		{{"i", "indeterminate", "other"}, "other"},
		{{"u", "0", "9", NULL}, "unknown"},
	};
	const char *text = text_at(reader, row, COLUMN_GENDER);
	for (size_t i = 0; text && i < countof(genders); i++)
		if (is_word(text, genders[i].words))
			return genders[i].gender;
	return text ? utf8_fold(reader->arena, text) : NULL;
}

/* A language that the desk speaks goes by its code, however the list writes it. */
static const char *language_at(const PatientReader *reader, const ListRow *row)
{
	const char *text = text_at(reader, row, COLUMN_LANGUAGE);
	const Language *language = text ? language_find(text) : NULL;
	return language ? language->code : text;
}

/* Left where nothing can be sent to it. */
static const char *way_at(const PatientReader *reader, const ListRow *row, PatientColumn column, CodeChannel channel,
			  const char *person, const char *why)
{
	const char *text = text_at(reader, row, column), *form = contact_form(channel, text, reader->arena);
	if (text && !*form)
		patient_note(reader->list, reader->arena, person, why, true);
	return *form ? form : NULL;
}

static void read_contact(const PatientReader *reader, const ListRow *row, Person *person)
{
	person->postcode = text_at(reader, row, COLUMN_POSTCODE);
	person->mobile = way_at(reader, row, COLUMN_MOBILE, CODE_SMS, person->nhs,
				"with a mobile number that no code can be sent to");
	person->email =
		way_at(reader, row, COLUMN_EMAIL, CODE_EMAIL, person->nhs, "with an e-mail address that is none");
}

/* The practice's own code or its name; a name of another spelling is another practice's: nobody is registered by it. */
static bool is_ours(const PatientReader *reader, const char *text)
{
	const Organisation *practice = reader->practice;
	scoped(arena_free) Arena arena = {0};
	return text_is(organisation_code_read(&arena, text), practice->code) ||
	       text_is(utf8_fold(&arena, text), utf8_fold(&arena, practice->name));
}

static bool is_elsewhere(const PatientReader *reader, const ListRow *row)
{
	const char *code = cell(reader, row, COLUMN_PRACTICE_CODE);
	const char *text = code ? code : cell(reader, row, COLUMN_PRACTICE);
	return text && !is_ours(reader, text);
}

void patient_row_read(const PatientReader *reader, const ListRow *row, PatientRow *ret_row)
{
	*ret_row = (PatientRow){.line = row->line};
	Person *person = &ret_row->person;
	person->nhs = number_at(reader, row);
	person->family = text_at(reader, row, COLUMN_FAMILY);
	person->given = text_at(reader, row, COLUMN_GIVEN);
	person->family = text_or(person->family, "");
	person->given = text_or(person->given, "");
	person->title = text_at(reader, row, COLUMN_TITLE);
	person->gender = gender_at(reader, row);
	person->language = language_at(reader, row);
	if (!cell(reader, row, COLUMN_FAMILY) && !cell(reader, row, COLUMN_GIVEN))
		fault(reader, row, COLUMN_FAMILY, "is empty, and so is the given name");
	read_birth(reader, row, person);
	read_death_at(reader, row, COLUMN_DIED, person);
	read_death_at(reader, row, COLUMN_DECEASED, person);
	read_interpreter(reader, row, person);
	read_contact(reader, row, person);
	ret_row->elsewhere = is_elsewhere(reader, row);
	(void)date_at(reader, row, COLUMN_SINCE, &ret_row->since);
}
