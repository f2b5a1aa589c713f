/* The Choices tab: every system a leaflet may mean, a line each, with what stands now, since when and by whom. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_choices; /* its argument is the chart, which it takes */
