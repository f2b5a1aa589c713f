-- That somebody looked is told more often than all else. Looks have an index of their own: of a million lines after the other, by
-- patient, so that who tells many at once writes few pages of it, however many there are; and what else was told of a patient stands
-- together.

DROP INDEX ledger_patient;
CREATE INDEX ledger_patient ON ledger ("patient") WHERE "at" IS NOT NULL AND kind <> 'viewed';
CREATE INDEX ledger_viewed ON ledger (seq >> 20, "patient") WHERE "at" IS NOT NULL AND kind = 'viewed';
