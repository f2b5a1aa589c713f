/* The model's answers beside the naive evaluator's, and a world told in words where they differ. */
#pragma once

#include "model/properties/scene.h"

/* Compares every (organisation, entry) at `at` as known at `known_at`. Adds the questions asked to `asked`. On a
 * difference: tells the facts and both answers on standard error and answers false. */
bool compare_care(Scene *scene, Instant at, Instant known_at, size_t *asked);

/* The same for every kind of research use. */
bool compare_research(Scene *scene, Instant at, Instant known_at, size_t *asked);

/* The same for whether the patient may be told of each override. */
bool compare_told(Scene *scene, Instant at, Instant known_at, size_t *asked);

void compare_tell_facts(const Scene *scene); /* in words, on standard error */
