/* What is running: the program and the libraries it was linked with. */
#pragma once

int version_print(void); /* exit status 0 */
