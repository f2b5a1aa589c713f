/* What a sitting came to: whether there is anything, and all of it recorded. */
#include <string.h>

#include "base/text.h"
#include "model/care/inside.h"

const char *sitting_typed(const Sitting *sitting)
{
	return sitting->step == SITTING_NAME	 ? sitting->name
	       : sitting->step == SITTING_REASON ? sitting->reason
						 : sitting->contact;
}

/* A mobile number is for texts, an address for e-mail; both in the transaction of the answers. */
bool sitting_save(Sitting *sitting, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Given given = sitting_given(sitting, &arena);
	bool email = strchr(sitting->contact, '@') != NULL;
	Contact contact = {
		.mobile = email ? NULL : sitting->contact,
		.email = email ? sitting->contact : NULL,
		.prefers = email ? PREFERS_EMAIL : PREFERS_SMS,
	};
	given.contact = sitting->gives_contact && sitting->contact[0] ? &contact : NULL;
	Speaker speaker = sitting_speaker(sitting);
	return given.answer_count + given.choice_count == 0 && !given.contact
		       ? true
		       : desk_record(sitting->desk, sitting->chart, &speaker, &given, err);
}

bool sitting_anything(const Sitting *sitting)
{
	if (sitting->step == SITTING_SAVED)
		return false;
	bool anything = sitting->gives_contact || sitting->name[0] != '\0' || sitting->reason[0] != '\0';
	for (size_t i = 0; i < sitting->item_count; i++)
		anything |= sitting->items[i].answer != 0 || sitting->items[i].later;
	for (size_t i = 0; i < sitting->chosen_count; i++)
		anything |= sitting->chosen[i].answer != 0;
	return anything || sitting->unable;
}

size_t sitting_answer_count(const Sitting *sitting)
{
	size_t count = 0;
	for (size_t i = 0; i < sitting->item_count; i++)
		count += sitting->items[i].answer != 0;
	return count;
}
