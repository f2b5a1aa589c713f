/* Days and hours as a language writes them, for patients: "14 July 1945", "14 lipca 1945"; "2:30pm", "14:30". */
#pragma once

#include "base/date.h"
#include "model/spoken/language.h"

enum { LANGUAGE_DATE_MAX = 64, LANGUAGE_TIME_MAX = 16 };

/* Both return the bytes now in `out`. Nothing for a day that does not exist. */
size_t language_print_date(const Language *language, Date date, char out[LANGUAGE_DATE_MAX]);
size_t language_print_time(const Language *language, LocalTime time, char out[LANGUAGE_TIME_MAX]);
