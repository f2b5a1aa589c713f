/* The line below the patient banner while an override is on: on every screen of that patient, by words and a pattern.
 */
#pragma once

#include "model/desk/chart.h"
#include "ui/canvas.h"

/* "OVERRIDE on until 14:05: …" in `arena`, as much as a window of `cols` shows whole; NULL while none is on. `turned`:
 * the patient may read the screen, so only of those that they may be told of. */
const char *override_line(const Chart *chart, bool turned, int cols, Arena *arena);
void override_line_draw(Area area, const char *line); /* one row */
