#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/detect.h"
#include "exchange/files.h"

#define ROW \
	"\"A81001\",\"THE DENSHAM " \
	"SURGERY\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"A\",\"\",\"\",\"\",\"\",\"\"," \
	"\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"4\",\"\"\n"

static bool detect(const char *bytes, size_t length, Format *ret_format, Error *err)
{
	TestFile file;
	char *line;
	size_t line_length;
	test_file_open(&file, bytes, length);
	bool found = detect_format(&file.source, ret_format, err);
	/* Looking takes nothing. */
	assert_true(!found || source_line(&file.source, &line, &line_length, NULL));
	assert_true(!found || file.source.line == 1);
	test_file_done(&file);
	return found;
}

static void test_known_formats(void **state)
{
	static const struct {
		const char *bytes;
		Format format;
	} cases[] = {
		{"{\"kind\":\"organisation\"}\n", FORMAT_LEDGER_LINES},
		{"\xEF\xBB\xBF\n {\"code\":\"{\\\"resourceType\\\":1\", \"kind\" : \"organisation\"}\n",
		 FORMAT_LEDGER_LINES},
		{"{\"resourceType\": \"Bundle\", \"entry\": []}", FORMAT_FHIR},
		{"{\n  \"id\": \"x\",\n  \"meta\": {\"kind\": 1},\n  \"resourceType\": \"Bundle\"\n}", FORMAT_FHIR},
		{"{\n  \"entry\": [{\"kind\": 1},\n", FORMAT_FHIR},
		{"{\"kind\":\"organis", FORMAT_LEDGER_LINES},
		{"{\"name\":\"\\\"\", \"kind\":\"patient\"}", FORMAT_LEDGER_LINES},
		{ROW, FORMAT_ODS},
		{"\xEF\xBB\xBF" ROW ROW, FORMAT_ODS},
		{"RWE,LEICESTER,,,,,,,,,,,,,,,,,,,,,,,,,\n", FORMAT_ODS},
		{"RWE,LEICESTER,,,,,,,,,,,,,,,,,,,,,,\n", FORMAT_ODS},
		{"Clinics\nNHS Number,Surname,Forename,DOB,Time\n", FORMAT_TODAY},
		{"NHS Number,Surname,Forename,DOB,Clinician\n", FORMAT_PATIENTS},
		{"\"NHS no.\",\"With\"\n", FORMAT_TODAY},
		{"NHS\n9990000018\n", FORMAT_TODAY},
		{"rwe ,LEICESTER,Y60,QK1,1 THE ROAD,,,,,LE1 5WW\n", FORMAT_ODS},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Format format = (Format)-1;
		assert_true(detect(cases[i].bytes, strlen(cases[i].bytes), &format, NULL));
		assert_int_equal(format, cases[i].format);
	}
}

#define BYTES(text) text, sizeof text - 1

static void test_others_are_named(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *says;
	} cases[] = {
		{BYTES(""), "empty"},
		{BYTES(" \r\n\n"), "empty"},
		{BYTES("\x1F\x8B\x08\0"), "gzip"},
		{BYTES("PK\x03\x04"), "ZIP"},
		{BYTES("SQLite format 3\0\x10\0"), "SQLite"},
		{BYTES("%PDF-1.7"), "PDF"},
		{BYTES("\xFF\xFE{\0"), "UTF-16"},
		{BYTES("<Bundle xmlns=\"http://hl7.org/fhir\">"), "XML"},
		{BYTES("MSH|^~\\&|"), "HL7"},
		{BYTES("\x7F"
		       "ELF\x02\x01\x01\0"),
		 "not UTF-8 text"},
		{BYTES("caf\xE9\n"), "not UTF-8 text"},
		{BYTES("{\"a\":1}"), "neither"},
		{BYTES("{\"a\":{\"kind\":1}}"), "neither"},
		{BYTES("Dear colleague,\n"), "does not know"},
		{BYTES("a,b,c\n1,2,3\n"), "does not know"},
		{BYTES("Dear all,a,b,c,d,e,f,g,h,i,j\n"), "does not know"},
		{BYTES("Surname,Forename,DOB,a,b,c,d,e,f,g,h\n"), "does not know"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Format format = (Format)-1;
		Error err = {0};
		assert_false(detect(cases[i].bytes, cases[i].length, &format, &err));
		assert_int_equal(format, (Format)-1);
		if (!strstr(err.text, cases[i].says))
			fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].says);
	}
}

static void test_real_files(void **state)
{
	static const struct {
		const char *name;
		Format format;
	} cases[] = {
		{"ods/epraccur_2025-09.csv", FORMAT_ODS},
		{"ods/etr_2026-04.csv", FORMAT_ODS},
		{"ods/eccg_2026-01.csv", FORMAT_ODS},
		{"gp-connect/9465699918_Magre_full_20210119.json", FORMAT_FHIR},
		{"synthea/Liz_Conn_27c911c6-f045-4ffa-af5d-6eba57ac94b2.json", FORMAT_FHIR},
		{"../cases-2026/mig.ledger.jsonl", FORMAT_LEDGER_LINES},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		char path[512];
		Source source;
		Format format;
		if (!test_data_path(cases[i].name, path))
			skip();
		assert_true(source_open(&source, path, NULL));
		assert_true(detect_format(&source, &format, NULL));
		assert_int_equal(format, cases[i].format);
		source_close(&source);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known_formats),
		cmocka_unit_test(test_others_are_named),
		cmocka_unit_test(test_real_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
