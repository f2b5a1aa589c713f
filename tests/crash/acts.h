/* Acts of the desk in the county (store/county.h), each of which is all told or not at all. */
#pragma once

#include "store/county.h"

typedef struct CountyAct {
	const char *name;
	Role role;
	const char *counted; /* asks how much of it is there … */
	int all;	     /* … once it is done */
	bool (*tell)(County *county, Error *err);
	bool let_go; /* it is done also where none of it can be told */
} CountyAct;

extern const CountyAct county_acts[];
extern const size_t county_act_count;
