#include "base/date_partial.h"
#include "base/date_typed.h"
#include "base/date_zone.h"
#include "base/text.h"
#include "fuzz.h"

static void instants(const char *text)
{
	Instant at, again;
	char printed[32];
	if (!instant_parse(text, &at))
		return;
	instant_print(at, printed);
	fuzz_hold(instant_parse(printed, &again) && instant_order(at, again) == 0, "an instant gives itself again");
}

static void shown(Date date)
{
	char out[32];
	Date again;
	fuzz_hold(date_valid(date), "a date that was read is one");
	fuzz_hold(date_order(date_from_days(date_days(date)), date) == 0, "a date is the day of its number");
	date_print(date, out);
	fuzz_hold(date_parse(out, &again) && date_order(date, again) == 0, "a printed date gives itself again");
	date_print_staff(date, out);
	date_print_short(date, out);
	date_print_patient(date, out);
	fuzz_hold(date_age(date, (Date){2024, 11, 22}) >= -1, "an age is a number of years");
}

static void partial(const char *text)
{
	PartialDate date;
	char out[16];
	if (!partial_parse(text, &date))
		return;
	fuzz_hold(partial_valid(date) && !partial_is_none(date), "a partial date that was read is one");
	fuzz_hold(date_order(partial_first(date), partial_last(date)) <= 0, "its first day is not after its last");
	partial_print(date, out);
	fuzz_hold(text_is(out, text), "a partial date gives itself again");
	fuzz_hold(partial_print_staff(date, out) > 0, "staff can read it");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const Date today = {2024, 11, 22};
	Arena arena = {0};
	char *text = fuzz_text(&arena, bytes, size);
	TypedDates meant;
	Date date;
	instants(text);
	partial(text);
	if (date_parse(text, &date))
		shown(date);
	if (date_parse_compact(text, &date))
		shown(date);
	if (date_parse_meant(text, today, &meant))
		for (size_t i = 0; i < meant.count; i++)
			shown(meant.dates[i]);
	arena_free(&arena);
	return 0;
}
