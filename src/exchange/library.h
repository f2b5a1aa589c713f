/* Which libraries read and write here. */
#pragma once

const char *json_library_version(void);	      /* of jansson */
const char *plain_json_library_version(void); /* of cJSON */
const char *csv_library_version(void);	      /* of libcsv */
