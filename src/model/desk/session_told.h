/* A session as it is told: that it began, and how it ended. Nothing outside the desk includes this. */
#pragma once

#include "model/desk/inside.h"

/* Who is signed in came in by this; inside a transaction, as is the next. */
bool session_tell_in(Desk *desk, Strength strength, Error *err) must_check;
/* One of theirs ended, which began with this fact. */
bool session_tell_out(Desk *desk, const char *in, Ending ending, Error *err) must_check;
/* The end of a session among the facts from there on; NULL: it is not told. */
const Fact *session_out_of(const FactList *facts, size_t from, const char *in);
/* This one is over; nothing where none began. What cannot be told is let go: they are signed out all the same. */
void session_end(Desk *desk, Ending ending);
