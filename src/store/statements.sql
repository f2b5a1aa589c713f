-- The statements of the store, each made when it is first needed (statement.h). statements.sh makes C of them.
--
-- "-- name: shape" begins one. Of a shape other than none it is what follows "SELECT" and the columns of that shape,
-- which the table of fields gives (row.c). "-- {word} = …" is text that others may have in them.

-- {line} = CROSS JOIN ledger l ON l.seq = d.seq
-- {open} = (d.closed IS NULL OR d.closed >= ?4)

-- The ledger

-- head: none
SELECT seq, seal FROM ledger ORDER BY seq DESC LIMIT 1

-- last_told: none
SELECT recorded_at FROM ledger WHERE recorded_at IS NOT NULL ORDER BY seq DESC LIMIT 1

-- end: none
UPDATE ledger_end SET seq = ?1, seal = ?2

-- {told} = FROM ledger l WHERE l.patient = ?1 AND l.at IS NOT NULL AND l.kind <> 'viewed' AND l.seq > ?2 ORDER BY l.seq

-- facts: fact
{told}

-- That somebody looked at a patient, a part of the ledger (0018-looks.sql) after the other; the first and the last in which anybody was
-- looked at, from ?1 on.

-- {viewed} = l.at IS NOT NULL AND l.kind = 'viewed'

-- viewings: fact
FROM ledger l WHERE l.seq >> 20 = ?3 AND l.patient = ?1 AND {viewed} AND l.seq > ?2 ORDER BY l.seq

-- viewing_parts: none
SELECT f.seq >> 20, (SELECT l.seq >> 20 FROM ledger l WHERE {viewed} ORDER BY l.seq >> 20 DESC LIMIT 1) FROM ledger f
WHERE f.at IS NOT NULL AND f.kind = 'viewed' AND f.seq >> 20 >= ?1 >> 20 ORDER BY f.seq >> 20 LIMIT 1

-- Of nobody, by the indexes of 0016-nobody.sql and 0017-copies.sql.

-- nobodys_facts: fact
FROM ledger l WHERE +l.patient IS NULL AND l.at IS NOT NULL AND l.kind <> 'signed-in' AND l.kind <> 'signed-out' ORDER BY l.seq

-- nobodys_since: fact
FROM ledger l
WHERE l.patient IS NULL AND l.at IS NOT NULL AND l.kind <> 'viewed' AND l.kind <> 'signed-in' AND l.kind <> 'signed-out'
AND l.seq > ?2 ORDER BY l.seq

-- standing_facts: fact
FROM ledger l
WHERE (l.kind = 'standing' OR l.kind = 'scr-default' OR l.kind = 'voided' OR (l.kind = 'imported' AND l."first" IS NOT NULL))
AND +l.patient IS NULL AND l.at IS NOT NULL AND l.seq > ?1 ORDER BY l.seq LIMIT ?2

-- account_facts: fact
FROM ledger l
WHERE (l.kind = 'account' OR l.kind = 'setting') AND +l.patient IS NULL AND l.at IS NOT NULL AND l.seq > ?1 ORDER BY l.seq LIMIT ?2

-- copies: fact
FROM ledger l
WHERE l.kind = 'exported' AND +l.patient IS NULL AND l.at IS NOT NULL AND (l.reason IS NULL OR instr(l.reason, ?1) > 0)
ORDER BY l.seq

-- sessions: fact
FROM ledger l WHERE (l.kind = 'signed-in' OR l.kind = 'signed-out') AND l.at >= ?1 ORDER BY l.at, l.seq

-- Who has looked, by the indexes of caches.sql: from a place on, the places alone, in the order of either direction.

-- {looked} = l.at IS NOT NULL AND (l.kind = 'viewed' OR l.kind = 'exported' OR l.kind = 'imported' OR l.kind = 'override' OR l.kind = 'override-ended' OR l.kind = 'override-reviewed' OR l.kind = 'access-given' OR l.kind = 'account' OR l.kind = 'setting')
-- {looker} = l.source || coalesce(l."by", '')
-- {whose} = AND {looker} = ?3

-- next_looker: none
SELECT {looker}, l.seq FROM ledger l WHERE {looked} AND {looker} > ?1 ORDER BY {looker} LIMIT 1

-- looks_down: none
SELECT l.at, l.seq FROM ledger l WHERE {looked} AND l.at = ?1 AND l.seq <= ?2
UNION ALL SELECT l.at, l.seq FROM ledger l WHERE {looked} AND l.at < ?1 ORDER BY 1 DESC, 2 DESC

-- looks_up: none
SELECT l.at, l.seq FROM ledger l WHERE {looked} AND l.at = ?1 AND l.seq >= ?2
UNION ALL SELECT l.at, l.seq FROM ledger l WHERE {looked} AND l.at > ?1 ORDER BY 1, 2

-- looks_down_of: none
SELECT l.at, l.seq FROM ledger l WHERE {looked} {whose} AND l.at = ?1 AND l.seq <= ?2
UNION ALL SELECT l.at, l.seq FROM ledger l WHERE {looked} {whose} AND l.at < ?1 ORDER BY 1 DESC, 2 DESC

-- looks_up_of: none
SELECT l.at, l.seq FROM ledger l WHERE {looked} {whose} AND l.at = ?1 AND l.seq >= ?2
UNION ALL SELECT l.at, l.seq FROM ledger l WHERE {looked} {whose} AND l.at > ?1 ORDER BY 1, 2

-- strange: none
SELECT seq FROM ledger
WHERE (kind = 'standing' OR kind = 'scr-default' OR kind = 'exported' OR kind = 'account' OR kind = 'setting' OR kind = 'imported')
  AND patient IS NOT NULL

-- fact: fact
FROM ledger l WHERE l.id = ?1 AND l.at IS NOT NULL

-- line_at: all
FROM ledger l WHERE l.seq = ?1

-- fact_at: fact
FROM ledger l WHERE l.seq = ?1

-- person_told: person
FROM ledger l WHERE l.seq = ?1

-- entry_told: entry
FROM ledger l WHERE l.seq = ?1

-- Many lines at once: what is taken away, and made again at the end.

-- What has few keys, or few lines, grows as it is.

-- {grows} = name IN ('ledger_opened', 'ledger_request', 'ledger_override', 'ledger_merged', 'ledger_strange', 'ledger_session', 'ledger_nobody', 'ledger_standing', 'ledger_account', 'ledger_copies', 'ledger_viewed', 'given_word_nhs')
-- {slows} = sql IS NOT NULL AND type = 'index' AND tbl_name IN ('ledger', 'patient', 'given_word', 'entry')
-- {asks} = name IN ('ledger_first', 'ledger_next', 'ledger_once')

-- indexes: none
SELECT sql FROM sqlite_schema WHERE ({slows} AND NOT {grows}) OR {asks} ORDER BY rowid

-- index_drops: none
SELECT printf('DROP %s "%w"', type, name) FROM sqlite_schema WHERE ({slows} AND NOT {grows}) OR {asks} ORDER BY rowid

-- search_anew: none
INSERT INTO organisation_words (organisation_words) VALUES ('rebuild')

-- people_told: person
FROM ledger l WHERE l.nhs IS NOT NULL ORDER BY l.nhs, l.seq

-- take_entries: none
INSERT INTO entry (id, seq, patient, recorded, org, category, code, sensitive)
SELECT id, seq, patient, recorded, org, category, code, sensitive FROM ledger WHERE kind = 'entry' ORDER BY id, seq
ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, patient = excluded.patient, recorded = excluded.recorded,
org = excluded.org, category = excluded.category, code = excluded.code, sensitive = excluded.sensitive

-- merged: fact
FROM ledger l WHERE l."from" = ?1 AND l.kind = 'merged' ORDER BY l.seq

-- From the end, and no further than for so many: the limit within keeps the order.

-- changed: none
SELECT DISTINCT about FROM (SELECT CASE kind WHEN 'patient' THEN nhs ELSE patient END AS about FROM ledger
WHERE seq > ?1 ORDER BY seq DESC LIMIT -1) WHERE about IS NOT NULL LIMIT ?2

-- everybody: none
SELECT nhs FROM patient ORDER BY nhs

-- The directory

-- organisation: organisation
FROM organisation d {line} WHERE d.code = ?1

-- person: person
FROM patient d {line} WHERE d.nhs = ?1

-- person_at: person
FROM ledger l WHERE l.nhs = ?1 AND l.seq <= ?2 AND l.nhs IS NOT NULL ORDER BY l.seq DESC LIMIT 1

-- told_since: none
SELECT 1 FROM ledger WHERE seq > ?1 AND kind = ?2 LIMIT 1

-- brief_facts: brief_fact
{told}

-- brief_person: brief_person
FROM patient d {line} WHERE d.nhs = ?1

-- outlines: none
SELECT seq, id, org, recorded, category, code, sensitive FROM entry WHERE patient = ?1 ORDER BY recorded, id

-- all_said: none
SELECT d.seq, l."text" FROM entry d {line} WHERE d.patient = ?1 ORDER BY d.recorded, d.id

-- said: none
SELECT "text" FROM ledger WHERE seq = ?1 AND kind = 'entry'

-- brief: none
SELECT seal, bytes FROM brief WHERE patient = ?1

-- briefs: none
SELECT seal, bytes, patient FROM brief ORDER BY patient

-- drop_briefs: none
DELETE FROM brief

-- brief_end: none
SELECT b.seq, b.latest, l.seq FROM brief_end b, ledger_end l

-- put_brief_end: none
UPDATE brief_end SET seq = ?1, latest = ?2

-- told_between: none
SELECT DISTINCT CAST(coalesce(patient, nhs) AS INTEGER) AS number FROM ledger
WHERE seq > ?1 AND seq <= ?2 AND kind <> 'viewed' AND coalesce(patient, nhs) IS NOT NULL ORDER BY number

-- latest_between: none
SELECT max(recorded_at) FROM ledger WHERE seq > ?1 AND seq <= ?2

-- some_told: none
SELECT seq FROM ledger WHERE seq > ?1 AND kind <> 'viewed' AND coalesce(patient, nhs) IS NOT NULL ORDER BY seq LIMIT 1 OFFSET ?2

-- put_brief: none
INSERT OR REPLACE INTO brief (patient, seal, bytes) VALUES (?1, ?2, ?3)

-- kept: all
FROM ledger l WHERE l.nhs = ?1 OR (l.patient = ?1 AND l.at IS NULL) ORDER BY l.seq

-- entry: entry
FROM entry d {line} WHERE d.id = ?1

-- entries: entry
FROM entry d {line} WHERE d.patient = ?1 ORDER BY d.recorded, d.id

-- organisation_seq: none
SELECT seq FROM organisation WHERE code = ?1

-- person_seq: none
SELECT seq FROM patient WHERE nhs = ?1

-- entry_seq: none
SELECT seq FROM entry WHERE id = ?1

-- by_hand: none
SELECT by_hand FROM organisation WHERE code = ?1

-- put_organisation: none
INSERT INTO organisation (code, seq, by_hand, closed, folded_code, words, rank, name)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (code) DO UPDATE SET seq = ?2, by_hand = max(by_hand, ?3), closed = ?4, words = ?6, rank = ?7, name = ?8

-- found_by: none
SELECT id, words FROM organisation WHERE code = ?1

-- drop_words: none
INSERT INTO organisation_words (organisation_words, rowid, words) VALUES ('delete', ?1, ?2)

-- put_words: none
INSERT INTO organisation_words (rowid, words) VALUES (?1, ?2)

-- use_organisation: none
UPDATE organisation SET used = 1 WHERE code = ?1 AND used = 0

-- put_person: none
INSERT INTO patient (nhs, seq, family, given, preferred, born, postcode, mobile)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (nhs) DO UPDATE
SET seq = ?2, family = ?3, given = ?4, preferred = ?5, born = ?6, postcode = ?7, mobile = ?8

-- put_former_name: none
INSERT INTO former_name (letters, nhs) SELECT family, nhs FROM patient WHERE nhs = ?1 AND family <> ?3
ON CONFLICT DO NOTHING

-- drop_given_words: none
DELETE FROM given_word WHERE nhs = ?1

-- put_given_word: none
INSERT INTO given_word (nhs, letters, family, born) VALUES (?1, ?2, ?3, ?6)

-- drop_family_words: none
DELETE FROM family_word WHERE nhs = ?1

-- put_family_word: none
INSERT INTO family_word (nhs, letters, given, preferred, born) VALUES (?1, ?3, ?4, ?5, ?6)

-- has_name: none
SELECT 1 FROM name WHERE part = ?1 AND letters = ?2

-- put_name: none
INSERT INTO name (part, letters, backward, sound) VALUES (?1, ?2, ?3, ?4)

-- put_entry: none
INSERT INTO entry (id, seq, patient, recorded, org, category, code, sensitive) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (id) DO UPDATE SET seq = ?2, patient = ?3, recorded = ?4, org = ?5, category = ?6, code = ?7, sensitive = ?8

-- Search; the bounds of a prefix that is not given hold everything. Born on a day, or from ?7 to ?9.

-- {given} = AND (?5 = '' OR EXISTS (SELECT 1 FROM given_word g WHERE g.nhs = d.nhs AND g.letters >= ?5 AND g.letters < ?6))
-- {born} = (?7 IS NULL OR +d.born BETWEEN ?7 AND ?9)
-- {names} = d.family, d.given, d.preferred, d.nhs
-- {begins} = +d.family >= ?3 AND +d.family < ?4
-- {worded} = EXISTS (SELECT 1 FROM family_word w WHERE w.nhs = d.nhs AND w.letters >= ?3 AND w.letters < ?4)

-- people_by_nhs: person
FROM patient d {line}
WHERE d.nhs >= ?1 AND d.nhs < ?2 AND ({begins} OR {worded}) AND {born} {given}
ORDER BY d.nhs LIMIT ?8

-- people_by_born: person
FROM patient d {line} WHERE d.born = ?7 AND d.family >= ?3 AND d.family < ?4 ORDER BY {names} LIMIT ?8

-- Born within one year or two: each year's are in order, and are merged.

-- {early} = substr(born, 1, 4) = substr(?7, 1, 4) AND born BETWEEN ?7 AND ?9
-- {late} = substr(?9, 1, 4) > substr(?7, 1, 4) AND substr(born, 1, 4) = substr(?9, 1, 4) AND born <= ?9
-- {family} = family >= ?3 AND family < ?4
-- {letters} = letters >= ?5 AND letters < ?6

-- people_by_year: person
FROM (SELECT family, given, preferred, nhs, seq FROM patient WHERE {early} AND {family}
UNION ALL SELECT family, given, preferred, nhs, seq FROM patient WHERE {late} AND {family}
ORDER BY 1, 2, 3, 4 LIMIT ?8) d {line} ORDER BY {names}

-- people_by_name: person
FROM patient d {line} WHERE d.family >= ?3 AND d.family < ?4 AND {born} ORDER BY {names} LIMIT ?8

-- Somebody who is called so by several words comes as often: search.c takes each once.

-- {called} = FROM given_word g CROSS JOIN patient d ON d.nhs = g.nhs
-- {so} = WHERE g.letters >= ?5 AND g.letters < ?6 AND (?7 IS NULL OR g.born BETWEEN ?7 AND ?9)

-- people_by_both: person
{called} {line} {so}
AND substr(g.letters, 1, 1) = substr(?5, 1, 1) AND g.family >= ?3 AND g.family < ?4
ORDER BY g.family, g.letters, g.nhs

-- few_called: none
SELECT count(*) < 300 FROM (SELECT 1 FROM given_word WHERE {letters} LIMIT 300)

-- people_by_few: person
{called} {line} {so} AND g.family >= ?3 AND g.family < ?4 ORDER BY g.family, g.letters, g.nhs

-- Nobody has more words than 16 (PERSON_CALLED).

-- people_both_year: person
FROM (SELECT family, letters, nhs FROM given_word WHERE {early} AND {letters} AND {family}
UNION ALL SELECT family, letters, nhs FROM given_word WHERE {late} AND {letters} AND {family}
ORDER BY 1, 2, 3 LIMIT 16 * ?8) g CROSS JOIN patient d ON d.nhs = g.nhs {line}

-- people_given_year: person
FROM (SELECT letters, family, nhs FROM given_word WHERE {early} AND {letters}
UNION ALL SELECT letters, family, nhs FROM given_word WHERE {late} AND {letters}
ORDER BY 1, 2, 3 LIMIT 16 * ?8) g CROSS JOIN patient d ON d.nhs = g.nhs {line}

-- people_is: person
{called} {line}
WHERE substr(g.letters, 1, 1) = substr(?5, 1, 1) AND g.family = ?3 AND g.letters = ?5
AND (?7 IS NULL OR g.born BETWEEN ?7 AND ?9) ORDER BY g.nhs

-- people_called: person
{called} {line}
WHERE g.letters = ?5 AND g.family >= ?3 AND g.family < ?4
AND (?7 IS NULL OR g.born BETWEEN ?7 AND ?9) ORDER BY g.family, g.nhs

-- people_by_given: person
{called} {line} {so} ORDER BY g.letters, g.family, g.nhs

-- Those whose family name itself begins so stand above; each is found by the first word of it that does.
-- {earlier} = SELECT 1 FROM family_word e WHERE e.nhs = w.nhs AND e.letters >= ?3 AND e.letters < w.letters

-- people_by_word: person
FROM family_word w CROSS JOIN patient d ON d.nhs = w.nhs {line}
WHERE w.letters >= ?3 AND w.letters < ?4 AND (?7 IS NULL OR w.born BETWEEN ?7 AND ?9)
AND (w.given >= ?5 AND w.given < ?6 OR w.preferred >= ?5 AND w.preferred < ?6)
AND NOT ({begins}) AND NOT EXISTS ({earlier})
ORDER BY w.letters, w.given, w.preferred, w.nhs LIMIT ?8

-- people_born_word: person
FROM family_word w CROSS JOIN patient d ON d.nhs = w.nhs {line}
WHERE w.born = ?7 AND w.letters >= ?3 AND w.letters < ?4 AND NOT ({begins}) AND NOT EXISTS ({earlier}) {given}
ORDER BY w.letters, w.given, w.preferred, w.nhs LIMIT ?8

-- Of who had the name, those alone are read who are called so; where few are called so, of these those who had the name.
-- {had} = f.letters >= ?3 AND f.letters < ?4

-- people_by_former: person
FROM former_name f CROSS JOIN patient d ON d.nhs = f.nhs {line}
WHERE {had} AND (?5 = '' OR EXISTS (SELECT 1 FROM given_word g WHERE g.nhs = f.nhs AND g.letters >= ?5 AND g.letters < ?6))
AND NOT ({begins}) AND {born} ORDER BY f.letters, f.nhs LIMIT ?8

-- people_few_former: person
FROM given_word g CROSS JOIN former_name f ON f.nhs = g.nhs CROSS JOIN patient d ON d.nhs = g.nhs {line} {so}
AND {had} AND NOT ({begins}) ORDER BY f.letters, f.nhs

-- people_by_postcode: person
FROM patient d {line} WHERE d.postcode >= ?1 AND d.postcode < ?2 AND d.postcode <> ''
ORDER BY d.postcode, d.family, d.given LIMIT ?8

-- people_by_mobile: person
FROM patient d {line} WHERE d.mobile >= ?1 AND d.mobile < ?2 AND d.mobile <> ''
ORDER BY d.mobile, d.family, d.given LIMIT ?8

-- namesake: none
SELECT 1 FROM patient WHERE family = ?1 AND given = ?2 AND nhs <> ?3 LIMIT 1

-- Of one sound (?1), or of a head (from ?2 to ?3) or a tail (?4 to ?5) that one slip leaves, or crossed (?6).

-- alike: none
SELECT letters, 0 FROM name WHERE part = ?7 AND letters >= ?2 AND letters < ?3
UNION ALL SELECT letters, 0 FROM name WHERE part = ?7 AND backward >= ?4 AND backward < ?5
UNION ALL SELECT letters, 0 FROM name WHERE part = ?7 AND letters = ?6
UNION ALL SELECT letters, 1 FROM name WHERE part = ?7 AND sound = ?1

-- by_code: organisation
FROM organisation d {line} WHERE d.folded_code = ?1 AND (?2 OR {open}) AND {offered}

-- Ranked before it is cut: those on the practice's list (?5, JSON), those used here, then by what they are.
-- {offered} = (?6 OR d.rank < 3)
-- {rank} = iif(d.code IN (SELECT value FROM json_each(?5)), 0, iif(d.used, 1, 1 + d.rank)) AS place
-- {words} = FROM organisation_words w CROSS JOIN organisation d ON d.id = w.rowid WHERE w.organisation_words MATCH ?1
-- {first} = ORDER BY place, d.name, d.code LIMIT ?3) d {line} ORDER BY d.place, d.name, d.code

-- by_words_open: organisation
FROM (SELECT d.seq, d.name, d.code, {rank} {words} AND {open} AND {offered} AND d.folded_code <> ?2 {first}

-- by_words_closed: organisation
FROM (SELECT d.seq, d.name, d.code, {rank} {words} AND NOT {open} AND {offered} AND d.folded_code <> ?2 {first}

-- all_open: organisation
FROM (SELECT d.seq, d.name, d.code, {rank} FROM organisation d WHERE {open} AND {offered} {first}

-- all_near: organisation
FROM organisation d {line}
WHERE {open} AND (l."care" = 'gp' AND l."commissioner" = ?7 OR l."type" = 'trust') LIMIT ?3

-- all_closed: organisation
FROM (SELECT d.seq, d.name, d.code, {rank} FROM organisation d WHERE NOT {open} AND {offered} {first}

-- all_mig: organisation
FROM organisation d {line} WHERE l."mig" = 1 AND {open} ORDER BY d.name, d.code LIMIT ?3

-- all_asking: organisation
FROM organisation d {line}
WHERE (l."mig" = 1 OR coalesce(l."scr", l."care" IN ('gp', 'urgent'))) AND {open} ORDER BY d.name, d.code LIMIT ?3

-- all_unknown_system: organisation
FROM organisation d {line} WHERE l."system" = 'unknown' AND {open} ORDER BY d.name, d.code LIMIT ?3

-- count_words: none
SELECT count(*) {words} AND (?2 OR {open}) AND {offered}

-- count_all: none
SELECT count(*) FROM organisation d WHERE (?2 OR {open}) AND {offered}

-- What is due

-- mark_due: none
INSERT INTO due_look (patient, at) VALUES (?1, ?2) ON CONFLICT (patient) DO UPDATE SET at = ?2 WHERE at <> ?2

-- {there} = FROM ledger WHERE org = ?1 AND kind IN ('registered', 'referred') AND seq > ?2 ORDER BY seq LIMIT ?3

-- note_due_org: none
INSERT INTO due_org (org, after) SELECT org, 0 FROM (SELECT org {there}) WHERE true
ON CONFLICT (org) DO UPDATE SET after = 0

-- noted_org: none
SELECT org, after FROM due_org ORDER BY org LIMIT 1

-- mark_some_there: none
INSERT INTO due_look (patient, at) SELECT patient, ?4 FROM (SELECT patient {there}) WHERE true
ON CONFLICT (patient) DO UPDATE SET at = ?4 WHERE at <> ?4

-- some_there: none
SELECT count(*), max(seq) FROM (SELECT seq {there})

-- noted_up_to: none
UPDATE due_org SET after = ?2 WHERE org = ?1

-- drop_noted_org: none
DELETE FROM due_org WHERE org = ?1

-- mark_all_due: none
INSERT INTO due_look (patient, at) SELECT nhs, ?1 FROM patient WHERE true
ON CONFLICT (patient) DO UPDATE SET at = ?1

-- drop_noted_orgs: none
DELETE FROM due_org

-- unmark_due: none
DELETE FROM due_look WHERE patient = ?1

-- has_due: none
SELECT 1 FROM due WHERE patient = ?1 LIMIT 1

-- drop_due: none
DELETE FROM due WHERE kind = ?1 AND sort = ?2 AND until = ?3 AND since = ?4 AND patient = ?5 AND what = ?6

-- drop_all_due: none
DELETE FROM due WHERE patient = ?1

-- put_due: none
INSERT INTO due (kind, sort, until, since, patient, what) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- due_to_look_at: none
SELECT patient FROM due_look WHERE at <= ?1 ORDER BY at, patient LIMIT ?2

-- {noted} = o.org = g.org AND g.seq > o.after AND g.kind IN ('registered', 'referred')

-- due_settled: none
SELECT p.nhs FROM patient p
WHERE p.nhs > ?1 AND NOT EXISTS (SELECT 1 FROM due_look l WHERE l.patient = p.nhs AND l.at <= ?2)
AND NOT (EXISTS (SELECT 1 FROM due_org) AND
EXISTS (SELECT 1 FROM ledger g CROSS JOIN due_org o ON {noted} WHERE g.patient = p.nhs AND g.at IS NOT NULL AND g.kind <> 'viewed'))
ORDER BY p.nhs LIMIT ?3

-- due_again: none
SELECT at FROM due_look WHERE patient = ?1

-- due_waits: none
SELECT EXISTS (SELECT 1 FROM due_look WHERE at <= ?1) OR EXISTS (SELECT 1 FROM due_org)

-- due_waiting: none
SELECT count(*) FROM (SELECT patient FROM due_look WHERE at <= ?1 UNION
SELECT g.patient FROM due_org o CROSS JOIN ledger g ON {noted})

-- {rows} = SELECT kind, sort, patient, what, since, until FROM due

-- due_of: none
{rows} WHERE patient = ?1 AND (?2 < 0 OR kind = ?2) AND (?3 = 0 OR ?3 >> sort & 1 AND until > ?4)
ORDER BY since, sort, what LIMIT ?5

-- due_of_sort: none
{rows} WHERE kind = ?1 AND sort = ?2 AND until > ?3 ORDER BY until, since, patient, what LIMIT ?4

-- due_until: none
SELECT until FROM due WHERE kind = ?1 AND sort = ?2 AND until > ?3 ORDER BY until LIMIT 1

-- due_until_back: none
SELECT until FROM due WHERE kind = ?1 AND sort = ?2 AND until > ?3 AND until <= ?4 ORDER BY until DESC LIMIT 1

-- due_from: none
{rows} WHERE kind = ?1 AND sort = ?2 AND until = ?3 AND (since, patient, what) >= (?4, ?5, ?6)
ORDER BY since, patient, what LIMIT ?7

-- due_back: none
{rows} WHERE kind = ?1 AND sort = ?2 AND until = ?3 AND (since, patient, what) < (?4, ?5, ?6)
ORDER BY since DESC, patient DESC, what DESC LIMIT ?7

-- due_counts: none
SELECT kind, sort, count FROM due_count WHERE until > ?1

-- Figures

-- tallies_of: none
SELECT lines FROM tally WHERE patient = ?1

-- put_tallies: none
INSERT INTO tally (patient, lines) VALUES (?1, ?2) ON CONFLICT (patient) DO UPDATE SET lines = ?2

-- drop_tallies: none
DELETE FROM tally WHERE patient = ?1

-- add_figure: none
INSERT INTO figure (month, org, sort, count) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (month, org, sort) DO UPDATE SET count = count + ?4

-- figures: none
SELECT month, org, sort, count FROM figure WHERE month BETWEEN ?1 AND ?2 AND count <> 0 ORDER BY month, org, sort

-- all_tallies: none
SELECT lines FROM tally

-- Accounts

-- {second} = totp, totp_step, totp_failures, recovery, card, everywhere
-- {account} = SELECT name, role, active, passphrase, pin, pin_failures, once_until, signed_in, seal, folded, totp, totp_step, totp_failures, recovery, card, everywhere FROM staff

-- staff_all: none
{account} ORDER BY folded

-- staff: none
{account} WHERE folded = ?1

-- put_staff: none
INSERT INTO staff (folded, name, role, active, passphrase, pin, pin_failures, once_until, signed_in, seal, {second})
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (folded) DO UPDATE SET name = ?2, role = ?3, active = ?4, passphrase = ?5, pin = ?6, pin_failures = ?7,
once_until = ?8, signed_in = ?9, seal = ?10, totp = ?11, totp_step = ?12, totp_failures = ?13, recovery = ?14, card = ?15,
everywhere = ?16

-- setting: none
SELECT value, seal, name FROM setting WHERE name = ?1

-- settings_all: none
SELECT value, seal, name FROM setting ORDER BY name

-- put_setting: none
INSERT OR REPLACE INTO setting (name, value, seal) VALUES (?1, ?2, ?3)

-- wrong: none
SELECT count, since, last FROM wrong_passphrase WHERE name = ?1

-- put_wrong: none
INSERT OR REPLACE INTO wrong_passphrase (name, count, since, last) VALUES (?1, ?2, ?3, ?4)

-- drop_wrong: none
DELETE FROM wrong_passphrase
WHERE name = ?1 OR name IN (SELECT name FROM wrong_passphrase ORDER BY last DESC LIMIT -1 OFFSET ?2)

-- unset_setting: none
DELETE FROM setting WHERE name = ?1

-- own_setting: none
SELECT value FROM own_setting WHERE staff = ?1 AND name = ?2

-- put_own_setting: none
INSERT OR REPLACE INTO own_setting (staff, name, value) VALUES (?1, ?2, ?3)

-- code: none
SELECT hash FROM code WHERE fact = ?1

-- put_code: none
INSERT OR REPLACE INTO main.code (fact, hash) VALUES (?1, ?2)

-- Messages on their way; `changed` of a withdrawal is the machine's clock, for the port gives none.

-- put_parcel: none
INSERT INTO outbox (fact, request, channel, state, queued, expires, changed, next_at, claimed_until, tries,
reference, service_id, why, sealed)
VALUES (?1, ?2, ?3, 'queued', ?4, ?5, ?4, 0, 0, 0, lower(hex(randomblob(16))), '', '', ?6)

-- {parcel} = o.fact, o.request, o.channel, o.queued, o.expires

-- queued_parcels: none
SELECT {parcel} FROM outbox o WHERE o.state = 'queued' ORDER BY o.queued, o.fact

-- doubtful_parcels: none
SELECT {parcel} FROM outbox o LEFT JOIN ledger l ON l.id = o.fact AND l.at IS NOT NULL
LEFT JOIN due_look d ON d.patient = l.patient
WHERE o.state = 'queued' AND (o.expires <= ?1 OR d.at <= ?1 OR l.patient IS NULL) ORDER BY o.queued, o.fact

-- withdraw_parcels: none
UPDATE outbox SET state = 'withdrawn', changed = unixepoch(), sealed = NULL WHERE request = ?1 AND state = 'queued'

-- delivery: none
SELECT channel, state, changed, tries, why FROM outbox WHERE fact = ?1

-- Kiosks; by number

-- presences: none
SELECT number, patient, visit, state, question, questions, since, seen, called, wrong_tickets,
wrong_passphrases, passphrase_at FROM kiosk ORDER BY length(number), number

-- put_presence: none
INSERT INTO kiosk (number, patient, visit, state, question, questions, since, seen, called, wrong_tickets,
wrong_passphrases, passphrase_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (number) DO UPDATE SET patient = ?2, visit = ?3, state = ?4, question = ?5, questions = ?6,
since = ?7, seen = ?8, called = ?9, wrong_tickets = ?10, wrong_passphrases = ?11, passphrase_at = ?12

-- Who is expected today

-- expected: none
SELECT day, nhs, minute, clinician FROM expected ORDER BY place

-- forget_expected: none
DELETE FROM expected

-- put_expected: none
INSERT INTO expected (place, day, nhs, minute, clinician) VALUES (?1, ?2, ?3, ?4, ?5)

-- The outbox, for the program that sends: ?1 is which or now.

-- At now (?1), claims being for ?2 seconds; one that reaches further was made before the clock was put back.
-- {claimed} = claimed_until BETWEEN ?1 + 1 AND ?1 + ?2
-- {item} = fact, channel, queued, expires, tries, reference, service_id, sealed

-- outbox_expire_codes: none
UPDATE code SET hash = zeroblob(32)
WHERE fact IN (SELECT fact FROM outbox WHERE state = 'queued' AND expires <= ?1 AND NOT {claimed})

-- outbox_expire: none
UPDATE outbox SET state = 'expired', changed = ?1, sealed = NULL
WHERE state = 'queued' AND expires <= ?1 AND NOT {claimed}

-- outbox_due: none
SELECT {item} FROM outbox WHERE state = 'queued' AND next_at <= ?1 AND NOT {claimed} ORDER BY queued, fact LIMIT 1

-- outbox_claim: none
UPDATE outbox SET claimed_until = ?2, tries = tries + 1 WHERE fact = ?1

-- outbox_state: none
SELECT state FROM outbox WHERE fact = ?1

-- outbox_sent: none
UPDATE outbox SET state = 'sent', changed = ?2, sealed = NULL, service_id = ?3, why = ''
WHERE fact = ?1 AND state = 'queued'

-- outbox_again: none
UPDATE outbox SET next_at = ?3, claimed_until = 0, why = ?4,
state = iif(expires <= ?3, 'expired', state), changed = iif(expires <= ?3, ?2, changed),
sealed = iif(expires <= ?3, NULL, sealed) WHERE fact = ?1 AND state = 'queued'

-- outbox_failed: none
UPDATE outbox SET state = 'failed', changed = ?2, sealed = NULL, why = ?3
WHERE fact = ?1 AND state IN ('queued', 'sent')

-- outbox_delivered: none
UPDATE outbox SET state = 'delivered', changed = ?2, sealed = NULL, why = ''
WHERE fact = ?1 AND state IN ('queued', 'sent')

-- outbox_unsettled: none
SELECT {item} FROM outbox WHERE state = 'sent' AND service_id <> '' AND changed > ?1 ORDER BY changed, fact

-- outbox_next: none
SELECT min(max(min(next_at, expires), claimed_until)) FROM outbox WHERE state = 'queued'
