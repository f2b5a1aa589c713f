/* What stands around a screen's body: the title line or the patient banner, tabs, the notice line, the help bar.
 *
 * The banner follows the NHS Common User Interface (patient banner, patben 4.0): name, date of birth, gender, NHS
 * number, in this order; labels without colons; nothing cut; a patient who has died by words and a pattern, not colour
 * alone; "Not Known", never "?". */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "model/facts/person.h"
#include "ui/canvas.h"

typedef struct Layout {
	Area top;    /* banner or title line */
	Area places; /* tabs, or the screen's title below a banner; 0 rows without */
	Area body, notice, help;
} Layout;

enum { NOTICE_ROWS_MAX = 3 };

/* A notice longer than a row takes more from the body, up to NOTICE_ROWS_MAX. */
Layout chrome_layout(Area window, int top_rows, bool places, int notice_rows);

/* Rows the banner needs: one from 100 columns, two from 80, more in a narrow window or for a very long name. */
int chrome_banner_rows(Area area, const Person *person, Date today);

void chrome_title(Area area, const char *title, const char *practice, const char *person, LocalTime now);
void chrome_banner(Area area, const Person *person, Date today);
void chrome_tabs(Area area, const char *const *names, size_t open); /* one row; names end with NULL */
void chrome_too_small(Area window);				    /* "This window is too small" */
