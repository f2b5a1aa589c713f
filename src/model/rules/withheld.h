/* What the facts of a patient may not show: of a referral whose entry in the record is private, the service and who
 * referred, for they are the words of that entry. Whoever shows or hands out facts reads them through this. */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "model/facts/fact.h"

/* `*facts` is a copy afterwards, where anything is withheld from it: true. */
bool facts_withhold(FactList *facts, Arena *arena);
