/* What is running: the program and the libraries it was linked with. */
#ifndef COMMAND_VERSION_H
#define COMMAND_VERSION_H

int version_print(void); /* exit status 0 */

#endif
