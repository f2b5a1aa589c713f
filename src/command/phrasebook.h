/* The phrasebook of the languages in assets/language. Its words are part of the program: no locale, no file and no
 * setting of this machine has a say in them. */
#pragma once

#include "model/spoken/phrasebook.h"

extern const Phrasebook phrasebook;
