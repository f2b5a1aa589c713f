/* The part of sharedesk-card that holds the PKCS #11 module: a process of its own, which alone goes down with it. */
#pragma once

/* Loads the module, then carries out each Order that comes on `fd` and answers it (card/order.h), until its end. Where
 * the module cannot be loaded it says so once, and ends. */
void module_serve(const char *path, int fd);
