-- That the ledger was handed out is told to each patient whom it holds: all of it, or their part, which the reason names. Of the many
-- exports and backups of years those are found by it.

CREATE INDEX ledger_copies ON ledger (seq, reason) WHERE kind = 'exported' AND +patient IS NULL AND "at" IS NOT NULL;
