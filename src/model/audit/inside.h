/* What the files of this room share. */
#pragma once

#include "model/audit/audit.h"

/* A fact in words, as Who has looked and Accounts have it. */
const char *audit_said(const World *world, const Fact *fact, Arena *arena);
