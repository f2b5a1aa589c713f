/* Worlds at random: five organisations, ten entries, up to forty facts about eight episodes, told in an order that is
 * not that of their times. The same seed gives the same worlds. */
#pragma once

#include "model/properties/scene.h"
#include "random.h"

enum { RANDOM_ORGANISATIONS = 5, RANDOM_ENTRIES = 10, RANDOM_FACTS = 40, RANDOM_HOURS = 72 };

void random_world(Random *random, Scene *scene);

/* One fact that could be told of such a world; nothing is told. */
Fact random_fact(Random *random);

const char *random_org(Random *random);
const char *random_episode(Random *random);
const char *random_entry(Random *random);
