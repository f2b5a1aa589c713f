/* The NHS number: ten digits, the last a check digit (modulus 11; NHS Data Dictionary, "NHS NUMBER"). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

typedef struct NhsNumber {
	char digits[11]; /* ten digits and a NUL */
} NhsNumber;

/* Ten digits with a right check digit, not all the same digit. */
bool nhs_number_valid(const char *digits);

/* Reads what a person types: any separators between the digits. The sentence says what is wrong with it
 * (letters, too short, too long, looks like a National Insurance number, fails its check digit). */
bool nhs_number_parse(const char *typed, NhsNumber *ret_number, Error *err);

/* A valid test number 999… derived from 8 bytes of a hash: the same seed gives the same number; `try` 0, 1, … gives
 * others. */
NhsNumber nhs_number_test(uint64_t seed, unsigned attempt);

/* "943 476 5919": 3-3-4 with single spaces (CUI NUM-0001). */
size_t nhs_number_print(const char *digits, char out[16]);
/* The same, in `arena`; what is no ten digits stays as it is. */
const char *nhs_number_text(const char *digits, Arena *arena);
