/* The facts of a patient that may be named to them: what papers, pages and exports for the patient are made of.
 *
 * An override that may not be told (override.h) is not there: not it, its end and its reviews, nor what voids any of
 * these, nor the looks that only it allowed. So nothing made of the rest can betray it: no text, count or order. One
 * that was recorded in error is named only if it could have been: nobody reviews it any more. Staff read all facts. */
#pragma once

#include "model/rules/reach.h"

/* Of the world's facts those that may be named at `at`, as known at `known_at`: the list itself where that is all of
 * them. The world's entries, directory and standings say which looks an organisation could have taken otherwise. */
FactList facts_told(const World *world, Instant at, Instant known_at, Arena *arena);
