/* The door of a kiosk: a process beside it that looks whether a passphrase is somebody's who works here. Whoever takes
 * the kiosk over may ask it as anybody at the keyboard may, five times and then once a minute, and reads no hash. */
#pragma once

#include "model/ports/door_port.h"

/* Before the kiosk gives anything up. The process ends with this one. `path`: the database. */
bool door_start(const char *path, DoorPort *ret_port, Error *err) must_check;
