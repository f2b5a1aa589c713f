#include "exchange/library.h"

#include <jansson.h>

const char *json_library_version(void)
{
	return jansson_version_str();
}
