#include "exchange/library.h"

#include <cjson/cJSON.h>
#include <csv.h>
#include <jansson.h>

#define TEXT_(words) #words
#define TEXT_OF_(macro) TEXT_(macro)

const char *json_library_version(void)
{
	return jansson_version_str();
}

const char *plain_json_library_version(void)
{
	return cJSON_Version();
}

const char *csv_library_version(void)
{
	return TEXT_OF_(CSV_MAJOR) "." TEXT_OF_(CSV_MINOR) "." TEXT_OF_(CSV_RELEASE);
}
