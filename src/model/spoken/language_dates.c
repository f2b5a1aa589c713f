#include "model/spoken/language_dates.h"

#include "base/macros.h"
#include "base/text.h"

/* The months as they stand in a date: in the genitive where the language has one. */
typedef struct Manner {
	const char *code;
	enum { DAY_MONTH_YEAR, DAY_DOT_MONTH_YEAR, YEAR_DOT_MONTH_DAY_DOT } order;
	const char *months[12];
} Manner;

static const Manner manners[] = {
	{"gu",
	 DAY_MONTH_YEAR,
	 {"જાન્યુઆરી", "ફેબ્રુઆરી", "માર્ચ", "એપ્રિલ", "મે", "જૂન", "જુલાઈ", "ઑગસ્ટ", "સપ્ટેમ્બર", "ઑક્ટોબર", "નવેમ્બર", "ડિસેમ્બર"}},
	{"pl",
	 DAY_MONTH_YEAR,
	 {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
	  "listopada", "grudnia"}},
	{"so",
	 DAY_MONTH_YEAR,
	 {"Janaayo", "Febraayo", "Maarso", "Abriil", "Maajo", "Juun", "Luulyo", "Agoosto", "Sebtembar", "Oktoobar",
	  "Nofembar", "Disembar"}},
	{"hu",
	 YEAR_DOT_MONTH_DAY_DOT,
	 {"január", "február", "március", "április", "május", "június", "július", "augusztus", "szeptember", "október",
	  "november", "december"}},
	{"cs",
	 DAY_DOT_MONTH_YEAR,
	 {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu",
	  "prosince"}},
	{"pa",
	 DAY_MONTH_YEAR,
	 {"ਜਨਵਰੀ", "ਫ਼ਰਵਰੀ", "ਮਾਰਚ", "ਅਪ੍ਰੈਲ", "ਮਈ", "ਜੂਨ", "ਜੁਲਾਈ", "ਅਗਸਤ", "ਸਤੰਬਰ", "ਅਕਤੂਬਰ", "ਨਵੰਬਰ", "ਦਸੰਬਰ"}},
	{"sk",
	 DAY_DOT_MONTH_YEAR,
	 {"januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta", "septembra", "októbra",
	  "novembra", "decembra"}},
};

/* NULL for English. */
static const Manner *manner_of(const Language *language)
{
	for (size_t i = 0; i < countof(manners); i++)
		if (text_is(manners[i].code, language->code))
			return &manners[i];
	return NULL;
}

size_t language_print_date(const Language *language, Date date, char out[LANGUAGE_DATE_MAX])
{
	const Manner *manner = manner_of(language);
	if (!manner || !date_valid(date))
		return date_print_patient(date, out);
	const char *month = manner->months[date.month - 1];
	if (manner->order == YEAR_DOT_MONTH_DAY_DOT)
		return text_print(out, LANGUAGE_DATE_MAX, "%d. %s %d.", date.year, month, date.day);
	return text_print(out, LANGUAGE_DATE_MAX, "%d%s %s %d", date.day, manner->order == DAY_MONTH_YEAR ? "" : ".",
			  month, date.year);
}

size_t language_print_time(const Language *language, LocalTime time, char out[LANGUAGE_TIME_MAX])
{
	return manner_of(language) ? time_print_staff(time, out) : time_print_patient(time, out);
}
