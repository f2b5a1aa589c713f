/* Figures for the manager, month by month, without names of patients (desk_figures.h). */
#pragma once

#include "ui/screen.h"

extern const Screen screen_figures; /* no argument */
