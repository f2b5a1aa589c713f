/* The patient: who may see the record and who not, one row an organisation. */
#pragma once

#include "ui/screen.h"

/* Argument: a Chart *, which the screen owns once it has opened, and closes. Where it does not open, the chart stays
 * the caller's. */
extern const Screen screen_matrix;

void matrix_select(App *app, const char *episode); /* where it is the open screen; stays where there is no such row */
