/* Programs of sharedesk's own that the desk does not link: where they are. */
#pragma once

#include <stddef.h>

enum { LIBEXEC_PATH_MAX = 4096 + 64, LIBEXEC_PLACES = 3 };

/* The place to look for `program` in: 0 … LIBEXEC_PLACES − 1, the likeliest first. */
void libexec_path(const char *program, size_t place, char out[LIBEXEC_PATH_MAX]);
