-- Messages on their way to patients, beside the ledger and never part of it: no export, no backup, no seal.
--
-- The desk queues a row in the transaction that tells the `code-issued` fact; another program sends it. `sealed` opens
-- only with a key that is not in the database, and is wiped as soon as the row is not waiting any more. Instants as in
-- the ledger, words as src/model/facts/word.h has them.

CREATE TABLE outbox (
    fact            TEXT NOT NULL PRIMARY KEY, -- the `code-issued` that it carries
    request         TEXT NOT NULL,
    channel         TEXT NOT NULL,
    state           TEXT NOT NULL,
    queued          INTEGER NOT NULL,
    expires         INTEGER NOT NULL, -- never sent from then on
    changed         INTEGER NOT NULL, -- when it came to this state
    next_at         INTEGER NOT NULL, -- not tried before; 0: at once, also where the sender's clock is behind the desk's
    claimed_until   INTEGER NOT NULL, -- a sender is at it until then; 0: nobody is
    tries           INTEGER NOT NULL, -- claims so far
    reference       TEXT NOT NULL, -- random: by it the service is asked; says nothing of anybody
    service_id      TEXT NOT NULL, -- what the service called it; '' where it was not sent, or gave no name
    why             TEXT NOT NULL, -- of the last try that failed
    sealed          BLOB,
    CHECK (state IN ('queued', 'sent', 'delivered', 'failed', 'expired', 'withdrawn')),
    CHECK ((state = 'queued') = (sealed IS NOT NULL))
) STRICT;

CREATE INDEX outbox_queued ON outbox (queued, fact) WHERE state = 'queued';
CREATE INDEX outbox_sent ON outbox (changed) WHERE state = 'sent';
CREATE INDEX outbox_request ON outbox (request);

-- What is settled never changes again; what was sent waits for nothing but how it fared.

CREATE TRIGGER outbox_settled BEFORE UPDATE ON outbox
WHEN OLD.state NOT IN ('queued', 'sent') OR (OLD.state = 'sent' AND NEW.state NOT IN ('delivered', 'failed'))
BEGIN
    SELECT RAISE(ABORT, 'a message that is settled does not change');
END;

-- A patient's line as it stood at any time: where a code goes to is what was on file when the request was opened.

CREATE INDEX ledger_nhs ON ledger ("nhs") WHERE "nhs" IS NOT NULL;
