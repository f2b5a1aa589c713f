-- Lines of nobody grow with the years: each export and backup is one. Who folds a patient's chart reads those that say something of it
-- alone: what the practice says of organisations and of the Summary Care Record, what voids it, and which file brought which
-- lines. Who looks after accounts and settings reads theirs. The + keeps SQLite from going through all of nobody by `ledger_patient`,
-- sessions too; it stands in the statements as it does here.

DROP INDEX ledger_nobody;
CREATE INDEX ledger_nobody ON ledger (seq)
WHERE +patient IS NULL AND "at" IS NOT NULL AND kind <> 'signed-in' AND kind <> 'signed-out';
CREATE INDEX ledger_standing ON ledger (seq)
WHERE (kind = 'standing' OR kind = 'scr-default' OR kind = 'voided' OR (kind = 'imported' AND "first" IS NOT NULL))
AND +patient IS NULL AND "at" IS NOT NULL;
CREATE INDEX ledger_account ON ledger (seq)
WHERE (kind = 'account' OR kind = 'setting') AND +patient IS NULL AND "at" IS NOT NULL;
