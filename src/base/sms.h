/* The parts that a text message takes on its way (3GPP TS 23.038: the default alphabet of §6.2.1, its extension table
 * of §6.2.1.1, UCS-2; TS 23.040, §9.2.3.24.1: how parts are joined).
 *
 * A text of the default alphabet alone: 160 septets in one part, 153 in each of several; a character of the extension
 * table takes two, both in one part. Any other text is UCS-2: 70 units in one part, 67 in each of several; a character
 * beyond U+FFFF takes two, both in one part. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

bool sms_is_default(const char *text); /* valid UTF-8; of the default alphabet and its extensions alone */
/* As it is written where only the default alphabet is at hand: letters without marks that it lacks, "..." for "…". A
 * character that it has stays, and one of another script. */
const char *sms_plain(Arena *arena, const char *text);
size_t sms_parts(const char *text); /* 1 for "" */
/* Whether the `length` bytes at `at`, at least one, are in one part. */
bool sms_in_one_part(const char *text, size_t at, size_t length);
