/* What an invented practice is made of: chance that is the same for the same seed, numbers, moments. */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { NUMBER_MAX = 16, DAY_SECONDS = 86400 };

/* Numbers are asked for below `numbers`. */
void invented_begin(uint64_t seed, size_t numbers);
void invented_end(void);

unsigned below(unsigned limit);

/* A number that is right: of 999, which is given to nobody, and of 998 (neither to anybody) where there are more than
 * the 909,090 of those. */
void invented_number(size_t which, char out[NUMBER_MAX]);

/* Days and seconds after the beginning of 2023; the text lasts for one more call. */
const char *moment(int64_t day, int64_t second);
