/* A county that is nobody's, as ledger lines: 65 organisations, and of each patient about eight and a half lines.
 *
 * Each patient's lines stand together, as an export of a practice that took its patients in has them; identifiers are
 * at random, as a desk makes them, and so is the order of the numbers. Surnames are common ones, a few far more than
 * most, some of two words; one in a hundred patients has a long record. */
#pragma once

#include <stddef.h>

int county_say(size_t patients);
