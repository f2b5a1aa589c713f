/* Crockford's base 32, for codes that people read and type: 0 to 9, and the letters without I, L, O and U.
 *
 * https://www.crockford.com/base32.html */
#pragma once

char code32_symbol(unsigned value); /* of its last five bits */
/* As he reads it: small letters too, o for 0, i and l for 1; −1: no symbol. */
int code32_value(char symbol);
