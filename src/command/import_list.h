/* Importing a list that a site keeps for itself (exchange/site_list.h). */
#pragma once

#include "command/read_file.h"
#include "exchange/site_list.h"
#include "model/desk/desk.h"

typedef struct ImportList {
	Desk *desk;
	Source *source;
	SiteListKind kind;
	ReadFile *file;
	const char *shown; /* the name of the file, fit for a terminal */
} ImportList;

/* Read whole, then taken whole. `ret_done`, in `arena`: what it did, for people. */
bool import_list(const ImportList *list, Arena *arena, const char **ret_done, Error *err) must_check;
