/* The demo practice, assets/demo/practice.jsonl, inside the program. It stands at 2024-06-12T09:41:00Z; the demo moves
 * it to the present. */
#pragma once

#include <stddef.h>

extern const unsigned char demo_lines[];
extern const size_t demo_lines_size;
