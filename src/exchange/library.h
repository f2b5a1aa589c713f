/* Which libraries read and write here. */
#ifndef EXCHANGE_LIBRARY_H
#define EXCHANGE_LIBRARY_H

const char *json_library_version(void); /* of jansson */
const char *csv_library_version(void);	/* of libcsv */

#endif
