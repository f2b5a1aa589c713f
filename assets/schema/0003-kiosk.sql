-- What the kiosks are doing just now, beside the ledger and never part of it: no export, no seal. Instants as in the ledger,
-- words as src/model/ledger/ledger.h has them; NULL where there is nothing to say. Kept when a kiosk stops, so that its lock and its
-- call stand when it starts again.

CREATE TABLE kiosk (
    number          TEXT NOT NULL PRIMARY KEY,
    patient         TEXT,
    visit           TEXT, -- the `ticket` fact by which the patient came
    state           TEXT NOT NULL,
    question        INTEGER NOT NULL,
    questions       INTEGER NOT NULL,
    since           INTEGER NOT NULL,
    seen            INTEGER NOT NULL,
    called          INTEGER,
    wrong_tickets   INTEGER NOT NULL,
    wrong_passphrases INTEGER NOT NULL,
    passphrase_at   INTEGER
) STRICT, WITHOUT ROWID;
