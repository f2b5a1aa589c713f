/* Family names that are easily taken for one another: heard so, or one key off. All names here are letters alone
 * (utf8_letters). */
#pragma once

#include <stdbool.h>

#include "base/arena.h"

enum { ALIKE_MIN = 4 /* of a shorter name too much is alike */, ALIKE_MAX = 40 };

/* One letter is missing, one too many or another, or two that stand together changed places. False for the same name,
 * and for one that is longer than ALIKE_MAX. */
bool alike_slip(const char *a, const char *b);

/* How a name sounds in English, for comparing: "smith" and "smyth" are the same, so are "stephenson" and "stevenson",
 * "thomson" and "thompson", "wright" and "right". As Soundex (US patent 1,261,167 of 1918) it keeps no vowels but at
 * the beginning and writes letters of one sound the same; it goes on to the end of the name, and reads "ph", "kn" and
 * the like first. */
const char *alike_sound(Arena *arena, const char *name);

/* How much of the two is the same at both ends, in bytes: the more, the closer. */
size_t alike_closeness(const char *a, const char *b);

/* What of `name` is as it was meant wherever its one slip is: the first half or the second, this read backwards as
 * alike_backward reads all of it; or, where the slip crossed the two letters in the middle, all with these put back.
 * "" of a name longer than ALIKE_MAX. */
const char *alike_head(Arena *arena, const char *name);
const char *alike_tail(Arena *arena, const char *name);
const char *alike_crossed(Arena *arena, const char *name);
const char *alike_backward(Arena *arena, const char *name);
