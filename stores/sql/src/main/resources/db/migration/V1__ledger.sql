-- The ledgers of one Belay server, in one SQLite file.
--
-- Everything that counts is in `entry` and `document`: their bytes are hashed, and the hashes are chained. The other
-- tables repeat parts of that in a form that can be searched (`change`) or that makes a start quick (`checkpoint`), or
-- hold what is no part of history (`idempotency`). Belay compares all of them with the entries and refuses to serve
-- what does not agree, so an edit by hand is found, not obeyed.
--
-- Hashes are SHA-256, stored as their 32 bytes; hex(hash) shows them as the API does. Instants are milliseconds since
-- 1970-01-01T00:00:00Z. Numbers of ledgers stand for their names to keep rows small.
--
-- To read a ledger's history with any SQLite tool:
--   SELECT e.revision, datetime(e.at / 1000, 'unixepoch'), e.body
--   FROM entry e JOIN ledger l ON l.number = e.ledger WHERE l.name = 'default/production' ORDER BY e.id;

-- One row for each ledger: where it stands. Changed with every entry, so that a history that lost its end is noticed.
CREATE TABLE ledger
(
    number   INTEGER PRIMARY KEY, -- 1, 2, 3 … in order of creation, without gaps
    name     TEXT    NOT NULL UNIQUE, -- project/environment, project for a catalogue, or instance
    epoch    TEXT    NOT NULL, -- the random identity of this line of history
    revision INTEGER NOT NULL CHECK (revision >= 0), -- that of the newest entry, 0 when there is none
    hash     BLOB    NOT NULL CHECK (length(hash) = 32), -- of the newest entry, zeros when there is none
    seal     BLOB    NOT NULL CHECK (length(seal) = 32) -- SHA-256 over the columns before it, see LedgerTable
) STRICT;

-- The history: one row for each accepted step. Rows are only ever added.
CREATE TABLE entry
(
    id       INTEGER PRIMARY KEY, -- ledger * 2^40 + revision, which keeps a ledger's entries side by side
    ledger   INTEGER NOT NULL GENERATED ALWAYS AS (id >> 40) VIRTUAL, -- ledger.number
    revision INTEGER NOT NULL GENERATED ALWAYS AS (id & 1099511627775) VIRTUAL, -- 1, 2, 3 … without gaps
    at       INTEGER NOT NULL, -- when it was accepted, never before its predecessor; as in the body
    body     BLOB    NOT NULL -- canonical JSON with the hashes of its documents, of its predecessor and of itself
) STRICT;

-- The documents of flags, segments and other subjects, each stored once however often it comes back.
CREATE TABLE document
(
    hash  BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32), -- of the bytes
    bytes BLOB NOT NULL -- canonical JSON, as it is delivered
) STRICT;

-- What the entries changed, by subject: the newest row of a subject with at most a revision is its state there.
CREATE TABLE change
(
    ledger   INTEGER NOT NULL, -- ledger.number
    kind     TEXT    NOT NULL, -- of the subject: flag, segment, definition, environment or project
    key      TEXT    NOT NULL, -- of the subject
    revision INTEGER NOT NULL, -- of the entry
    version  INTEGER NOT NULL, -- that the subject has from this entry on
    document BLOB CHECK (length(document) = 32), -- document.hash from this entry on; null: the entry removed the subject
    PRIMARY KEY (ledger, kind, key, revision)
) STRICT, WITHOUT ROWID;

-- Every thousandth revision: from the newest of them on, a start reads entries; what is older it takes from `change`,
-- when that still has this digest.
CREATE TABLE checkpoint
(
    ledger   INTEGER NOT NULL, -- ledger.number
    revision INTEGER NOT NULL, -- of an entry
    hash     BLOB    NOT NULL CHECK (length(hash) = 32), -- of that entry
    digest   BLOB    NOT NULL CHECK (length(digest) = 32), -- of all subjects as that entry left them, see StateDigest
    PRIMARY KEY (ledger, revision)
) STRICT, WITHOUT ROWID;

-- What requests with an idempotency key led to, kept for a day so that a repetition gets the same answer.
CREATE TABLE idempotency
(
    scope     TEXT    NOT NULL, -- within which the key counts: who asked, and where
    key       TEXT    NOT NULL, -- the requester's own name for the request
    body_hash TEXT    NOT NULL, -- over everything else that was asked
    at        INTEGER NOT NULL, -- when it was answered
    outcomes  TEXT    NOT NULL, -- one line for each ledger: name, revision, and 'appended' or 'unchanged'
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- For deleting what is too old.
CREATE INDEX idempotency_by_age ON idempotency (at);

-- How a Belay file is recognised ('BELY'), and the version of this schema.
PRAGMA application_id = 1111837785;
PRAGMA user_version = 1;
