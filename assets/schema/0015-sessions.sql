-- Who signed in and out, as facts of the kinds `signed-in` and `signed-out`: "name" (there already), by what, how it ended. They are
-- many, and of nobody: whoever reads the lines of nobody passes over them.

ALTER TABLE ledger ADD COLUMN "strength" TEXT;
ALTER TABLE ledger ADD COLUMN "ending" TEXT;

CREATE INDEX ledger_session ON ledger ("at") WHERE kind = 'signed-in' OR kind = 'signed-out';
CREATE INDEX ledger_nobody ON ledger (seq)
WHERE patient IS NULL AND "at" IS NOT NULL AND kind <> 'signed-in' AND kind <> 'signed-out';

-- A second factor: the secret of an authenticator app, encrypted under a key of desk.key; the last of its steps that was used, and
-- wrong codes in a row; keyed hashes of the recovery codes that are left, a space between. The smartcard that is theirs. How often
-- they signed out everywhere. All are sealed with the row.

ALTER TABLE staff ADD COLUMN "totp" TEXT;
ALTER TABLE staff ADD COLUMN "totp_step" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN "totp_failures" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN "recovery" TEXT;
ALTER TABLE staff ADD COLUMN "card" TEXT;
ALTER TABLE staff ADD COLUMN "everywhere" INTEGER NOT NULL DEFAULT 0;
