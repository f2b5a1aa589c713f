/* Figures for the manager, month by month, without names of patients (desk_figures.h). */
#ifndef UI_SCREENS_FIGURES_H
#define UI_SCREENS_FIGURES_H

#include "ui/screen.h"

extern const Screen screen_figures; /* no argument */

#endif
