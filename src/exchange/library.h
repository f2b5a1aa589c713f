/* Which JSON library reads and writes here. */
#ifndef EXCHANGE_LIBRARY_H
#define EXCHANGE_LIBRARY_H

const char *json_library_version(void); /* of jansson */

#endif
