/* What is typed or comes in a file as a number, an address, a postcode, a path. */
#include "model/facts/contact.h"

#include "base/text.h"
#include "command/typed_path.h"
#include "fuzz.h"

static void forms(Arena *arena, const char *text)
{
	static const CodeChannel channels[] = {CODE_SMS, CODE_EMAIL};
	for (size_t i = 0; i < countof(channels); i++) {
		const char *form = contact_form(channels[i], text, arena);
		fuzz_hold(text_is(contact_form(channels[i], form, arena), form), "the one form is one");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	const char *text = fuzz_text(&arena, bytes, size);
	char mobile[CONTACT_MOBILE + 1], again[CONTACT_MOBILE + 1], postcode[CONTACT_POSTCODE + 1],
		same[CONTACT_POSTCODE + 1];
	Error err = {0};
	if (contact_mobile(text, mobile, &err))
		fuzz_hold(text_all_digits(mobile) && contact_mobile(mobile, again, &err) && text_is(mobile, again),
			  "a number gives itself again");
	else
		fuzz_hold_refusal(&err);
	if (contact_postcode(text, postcode, &err))
		fuzz_hold(contact_postcode(postcode, same, &err) && text_is(postcode, same), "so does a postcode");
	else
		fuzz_hold_refusal(&err);
	if (contact_email(text, &err))
		fuzz_hold(text_is_address(contact_form(CODE_EMAIL, text, &arena)), "an address is kept as one");
	else
		fuzz_hold_refusal(&err);
	forms(&arena, text);
	fuzz_hold(typed_path(text, &arena) != NULL, "a path is some path");
	return 0;
}
