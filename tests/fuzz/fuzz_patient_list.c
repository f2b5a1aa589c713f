#include "exchange/patient_list.h"

#include "base/text.h"
#include "base/utf8.h"
#include "exchange/patient_give.h"
#include "import.h"
#include "model/facts/nhs_number.h"

static const Organisation fuzz_practice = {.code = "C82053", .name = "THE LANE SURGERY", .care = CARE_GP};

static void hold_row(const PatientRow *row)
{
	const Person *person = &row->person;
	fuzz_hold(nhs_number_valid(person->nhs), "a number is right");
	fuzz_hold(!text_empty(person->family) || !text_empty(person->given), "a patient has a name");
	fuzz_hold(utf8_is_clean(person->family) && utf8_is_clean(person->given), "names are clean");
	fuzz_hold(date_valid(person->born), "a birth date is a day");
}

static bool read(Source *source, const Sink *sink, const Ledger *ledger, Error *err)
{
	static const Date today = {2024, 11, 22};
	scoped(arena_free) Arena arena = {0};
	const PatientGiving giving = {.ledger = ledger, .practice = &fuzz_practice, .now = fuzz_now()};
	const Line practice = line_of_organisation(&fuzz_practice);
	PatientList list = {0};
	PatientGiven given;
	Line line = practice;
	if (!patient_list_read(source, &fuzz_practice, today, &arena, &list, err) ||
	    !sink->take(sink->self, &line, err))
		return false;
	for (size_t i = 0; i < list.count && list.faults.count == 0; i++)
		hold_row(&list.rows[i]);
	return patient_list_give(&list, &giving, sink, &arena, &given, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (patient_list_known((const char *)bytes, size))
		fuzz_import(bytes, size, SOURCE_FHIR, read);
	return 0;
}
