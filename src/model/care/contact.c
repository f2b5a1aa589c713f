#include "model/facts/contact.h"
#include "base/text.h"
#include "model/care/inside.h"

static bool take_mobile(const char *typed, Arena *keep, const char **ret_mobile, Error *err)
{
	char mobile[CONTACT_MOBILE + 1];
	if (*typed && !contact_mobile(typed, mobile, err))
		return false;
	*ret_mobile = contact_form(CODE_SMS, typed, keep);
	return true;
}

static bool take_email(const char *typed, Arena *keep, const char **ret_email, Error *err)
{
	if (*typed && !contact_email(typed, err))
		return false;
	*ret_email = contact_form(CODE_EMAIL, typed, keep);
	return true;
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

bool desk_contact_fact(const Person *person, const Contact *contact, Arena *keep, Fact *ret_fact, Fact *ret_restore,
		       Error *err)
{
	Fact fact = FACT_NONE, restore = FACT_NONE;
	fact.kind = restore.kind = FACT_CONTACT;
	if (contact->mobile && !take_mobile(contact->mobile, keep, &fact.mobile, err))
		return false;
	if (contact->email && !take_email(contact->email, keep, &fact.email, err))
		return false;
	fact.prefers = (WordByte)contact->prefers;
	if (!fact.mobile && !fact.email && !fact.prefers)
		return fail(err, ERROR_INPUT,
			    "Nothing was changed: give a mobile number, an e-mail address or a preference.");

	restore.mobile = fact.mobile ? arena_text(keep, text_or(person->mobile, "")) : NULL;
	restore.email = fact.email ? arena_text(keep, text_or(person->email, "")) : NULL;
	restore.prefers = fact.prefers ? (WordByte)former_preference(person) : 0;
	*ret_fact = fact;
	*ret_restore = restore;
	return true;
}

void desk_contact_remember(Chart *chart, const Fact *restore)
{
	OpenChart *open = chart_open(chart);
	Fact *kept = arena_alloc(&open->visit, sizeof *kept);
	*kept = *restore;
	open->last->restore = kept;
}

bool desk_contact(Desk *desk, Chart *chart, const char *mobile, const char *email, Prefers prefers, Error *err)
{
	Contact contact = {.mobile = mobile, .email = email, .prefers = prefers};
	Arena *keep = &chart_open(chart)->visit;
	Fact fact, restore;
	if (!desk_allows(desk, ACT_CONTACT, err) ||
	    !desk_contact_fact(chart->world.person, &contact, keep, &fact, &restore, err) ||
	    !desk_tell_facts(desk, chart, ACT_CONTACT, "changed the contact details", &fact, 1, err))
		return false;
	desk_contact_remember(chart, &restore);
	return true;
}
