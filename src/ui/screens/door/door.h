/* The way in: set-up, signing in, the lock. */
#pragma once

#include "ui/app.h"
#include "ui/screen.h"

/* Set-up: a database without staff asks for the practice, its first administrator and their passphrase. */
extern const Screen screen_set_up; /* no argument */

/* Signing in, and choosing a PIN where there is none yet. */

void sign_in_heading(App *app);	      /* the practice and who is signed in, as they are now */
void sign_in_anew(App *app);	      /* closes all, forgets who was signed in, and begins with this screen */
void sign_in_say_meanwhile(App *app); /* that they signed in at another desk meanwhile, once */
void sign_in_say_wrong(App *app);     /* how many wrong passphrases were typed for them, once */
extern const Screen screen_sign_in;   /* no argument; begins with the PIN where somebody is signed in already */

/* The lock: nothing of a patient, only the time, that it is locked, and who is signed in. By PIN, after five wrong ones
 * by passphrase; unlocking shows what was there before, with what was typed. */
extern const Screen screen_lock; /* no argument; locks the desk */
