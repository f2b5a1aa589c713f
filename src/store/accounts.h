/* Within the store only: staff, settings and codes, beside the ledger (model/ledger/ledger.h). */
#pragma once

#include "model/ledger/ledger.h"

bool accounts_staff_all(void *self, Arena *arena, StaffList *ret_staff, Error *err) must_check;
bool accounts_staff(void *self, const char *name, Arena *arena, const Staff **ret_staff, Error *err) must_check;
bool accounts_put_staff(void *self, const Staff *staff, Error *err) must_check;
bool accounts_setting(void *self, const char *name, Arena *arena, const char **ret_value, Error *err) must_check;
bool accounts_put_setting(void *self, const char *name, const char *value, Error *err) must_check; /* NULL unsets it */
bool accounts_settings_all(void *self, Arena *arena, SettingList *ret_settings, Error *err) must_check;
bool accounts_wrong(void *self, const char *name, Wrong *ret_wrong, Error *err) must_check;
bool accounts_put_wrong(void *self, const char *name, const Wrong *wrong, Error *err) must_check;
bool accounts_own_setting(void *self, const char *staff, const char *name, Arena *arena, const char **ret_value,
			  Error *err) must_check;
bool accounts_put_own_setting(void *self, const char *staff, const char *name, const char *value,
			      Error *err) must_check;
bool accounts_code(void *self, const char *fact_id, Seal *ret_hash, bool *ret_found, Error *err) must_check;
bool accounts_put_code(void *self, const char *fact_id, const Seal *hash, Error *err) must_check;
