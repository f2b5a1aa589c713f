/* Who has looked, across all patients, the latest first: for the privacy officer. */
#pragma once

#include "ui/screen.h"

extern const Screen screen_audit; /* no argument */
