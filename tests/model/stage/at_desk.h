/* For tests of one act at the desk: each begins with a clinic of its own, as the receptionist. */
#pragma once

#include "model/stage/clinic.h"
#include "unit.h"

static Clinic *clinic;

static int begin(void **state)
{
	clinic = clinic_open(NULL);
	return 0;
}

static int end(void **state)
{
	clinic_close(clinic);
	return 0;
}

#define AT_DESK(test) cmocka_unit_test_setup_teardown(test, begin, end)
