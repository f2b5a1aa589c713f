/* A sheet set on A4 pages, as a PDF: large plain type, shaped by pango, so that Gujarati and Gurmukhi stand right.
 *
 * A sheet in two languages is set once in each: the patient's own pages, then the English, each with the same blocks.
 * Every page says which it is of how many. */
#pragma once

#include <stdio.h>

#include "model/paper/sheet.h"

/* A letter that no font on this machine has is an error that says so, and nothing is written: a box in its place could
 * hide a "not". */
bool page_write(const Sheet *sheet, FILE *out, Error *err) must_check;
