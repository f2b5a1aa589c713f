/* The phrasebook by gettext: one domain for each language, so that two languages stand on one screen.
 *
 * No locale of the language is needed: messages are looked up in C.UTF-8, which every machine has. */
#ifndef COMMAND_PHRASEBOOK_H
#define COMMAND_PHRASEBOOK_H

#include "model/phrasebook.h"

/* Catalogues in `folder`: FOLDER/C/LC_MESSAGES/gu.mo. NULL: $SHAREDESK_LANGUAGES, else beside the program in its build,
 * else where they are installed. Where none are found it knows English only. */
Phrasebook phrasebook_open(const char *folder);

#endif
