#include "model/facts/contact.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/care/inside.h"
#include "model/spoken/language.h"

enum { WORDS_MAX = 60 }; /* bytes of a language, of a preferred name */

static bool take_mobile(const char *typed, Arena *keep, const char **ret_mobile, Error *err)
{
	char mobile[CONTACT_MOBILE + 1];
	if (!contact_mobile(typed, mobile, err))
		return false;
	*ret_mobile = contact_form(CODE_SMS, typed, keep);
	return true;
}

static bool take_email(const char *typed, Arena *keep, const char **ret_email, Error *err)
{
	if (!contact_email(typed, err))
		return false;
	*ret_email = contact_form(CODE_EMAIL, typed, keep);
	return true;
}

static bool take_postcode(const char *typed, Arena *keep, const char **ret_postcode, Error *err)
{
	char postcode[CONTACT_POSTCODE + 1] = "";
	if (!contact_postcode(typed, postcode, err))
		return false;
	*ret_postcode = arena_text(keep, postcode);
	return true;
}

static bool take_words(const char *typed, const char *what, Arena *keep, const char **ret_words, Error *err)
{
	if (strlen(typed) > WORDS_MAX || !utf8_is_clean(typed))
		return fail(err, ERROR_INPUT, "That is too long to be kept as %s: shorten it.", what);
	*ret_words = arena_text(keep, typed);
	return true;
}

static bool take_preferred(const char *typed, Arena *keep, const char **ret_name, Error *err)
{
	return take_words(typed, "the preferred name", keep, ret_name, err);
}

/* One that the desk speaks goes by its code on every file; any other stands as it was typed. */
static bool take_language(const char *typed, Arena *keep, const char **ret_language, Error *err)
{
	const Language *known = language_find(typed);
	return take_words(known ? known->code : typed, "a language", keep, ret_language, err);
}

typedef bool TakeTyped(const char *typed, Arena *keep, const char **ret_taken, Error *err);

/* Blanks at the ends are nobody's; nothing takes it off the file. */
static bool take_text(const char *typed, TakeTyped *take, Arena *keep, const char **ret_taken, Error *err)
{
	if (!typed)
		return true;
	size_t length = strlen(typed);
	const char *trimmed = text_trim(typed, &length);
	*ret_taken = "";
	return length == 0 || take(arena_print(keep, "%.*s", (int)length, trimmed), keep, ret_taken, err);
}

/* A contact fact cannot say "no preference was given", so bringing that back names the way there then was to reach the
 * patient; without one, `none` reaches nobody just as well. */
static Prefers former_preference(const Person *person)
{
	scoped(arena_free) Arena arena = {0};
	if (person->prefers)
		return (Prefers)person->prefers;
	return *contact_of(person, CODE_SMS, &arena)	 ? PREFERS_SMS
	       : *contact_of(person, CODE_EMAIL, &arena) ? PREFERS_EMAIL
	       : person->online == TRUTH_TRUE		 ? PREFERS_ONLINE
							 : PREFERS_NONE;
}

static bool says_anything(const Fact *fact)
{
	return contact_says_reach(fact) || fact->language || fact->interpreter || fact->preferred || fact->postcode;
}

static const char *former_text(const char *told, const char *on_file, Arena *keep)
{
	return told ? arena_text(keep, text_or(on_file, "")) : NULL;
}

/* Nor can it say that a truth is not known: then it was no. */
static WordByte former_truth(WordByte told, WordByte on_file)
{
	return told == 0 ? 0 : on_file == 0 ? TRUTH_FALSE : on_file;
}

/* The fact that brings back what `fact` changes. */
static Fact restoring(const Fact *fact, const Person *person, Arena *keep)
{
	Fact restore = FACT_NONE;
	restore.kind = FACT_CONTACT;
	restore.mobile = former_text(fact->mobile, person->mobile, keep);
	restore.email = former_text(fact->email, person->email, keep);
	restore.language = former_text(fact->language, person->language, keep);
	restore.preferred = former_text(fact->preferred, person->preferred, keep);
	restore.postcode = former_text(fact->postcode, person->postcode, keep);
	restore.prefers = fact->prefers ? (WordByte)former_preference(person) : 0;
	restore.online = former_truth(fact->online, person->online);
	restore.interpreter = former_truth(fact->interpreter, person->interpreter);
	return restore;
}

bool desk_contact_fact(const Person *person, const Contact *contact, Arena *keep, Fact *ret_fact, Fact *ret_restore,
		       Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_CONTACT;
	if (!take_text(contact->mobile, take_mobile, keep, &fact.mobile, err) ||
	    !take_text(contact->email, take_email, keep, &fact.email, err) ||
	    !take_text(contact->language, take_language, keep, &fact.language, err) ||
	    !take_text(contact->preferred, take_preferred, keep, &fact.preferred, err) ||
	    !take_text(contact->postcode, take_postcode, keep, &fact.postcode, err))
		return false;
	fact.prefers = (WordByte)contact->prefers;
	fact.online = (WordByte)contact->online;
	fact.interpreter = (WordByte)contact->interpreter;
	if (!says_anything(&fact))
		return fail(err, ERROR_INPUT, "Nothing was changed: everything stands as it was.");
	*ret_fact = fact;
	*ret_restore = restoring(&fact, person, keep);
	return true;
}

void desk_contact_remember(Chart *chart, const Fact *restore)
{
	OpenChart *open = chart_open(chart);
	Fact *kept = arena_alloc(&open->visit, sizeof *kept);
	*kept = *restore;
	open->last->restore = kept;
}

bool desk_contact(Desk *desk, Chart *chart, const Contact *contact, Error *err)
{
	Arena *keep = &chart_open(chart)->visit;
	Fact fact, restore;
	if (!desk_allows(desk, ACT_CONTACT, err) ||
	    !desk_contact_fact(chart->world.person, contact, keep, &fact, &restore, err) ||
	    !desk_tell_facts(desk, chart, ACT_CONTACT, "changed the contact details", &fact, 1, err))
		return false;
	desk_contact_remember(chart, &restore);
	return true;
}
