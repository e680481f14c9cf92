-- The ledgers of any number of Belay nodes, in one PostgreSQL database, or one schema of it.
--
-- Everything that counts is in `entry` and `document`: their bytes are hashed, and the hashes are chained. The other
-- tables repeat parts of that in a form that can be searched (`change`) or that makes a start quick (`checkpoint`), or
-- hold what is no part of history (`idempotency`). Belay compares all of them with the entries and refuses to serve
-- what does not agree, so an edit by hand is found, not obeyed.
--
-- Hashes are SHA-256, stored as their 32 bytes; encode(hash, 'hex') shows them as the API does. Instants are
-- milliseconds since 1970-01-01T00:00:00Z. Texts are compared byte by byte, whatever the database's language is.
--
-- To read a ledger's history:
--   SELECT e.id & 1099511627775 AS revision, to_timestamp(e.at / 1000.0), convert_from(e.body, 'UTF8')
--   FROM entry e JOIN ledger l ON l.number = e.id >> 40 WHERE l.name = 'default/production' ORDER BY e.id;

-- One row: what all nodes have to agree on. Who appends locks it first, so that nodes take turns.
CREATE TABLE journal
(
    one         BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (one),
    version     INTEGER NOT NULL, -- of this schema: the number of the newest script
    usable_from INTEGER NOT NULL, -- the oldest version whose nodes can still use it, while an upgrade is under way
    appended    BIGINT  NOT NULL, -- how many batches were; a node that knows a lower number has something to read
    origin      TEXT    NOT NULL -- the server and its timeline that appended last, empty before the first time
);

INSERT INTO journal (version, usable_from, appended, origin)
VALUES (1, 1, 0, '');

-- One row for each ledger: where it stands. Changed with every entry, so that a history that lost its end is noticed.
CREATE TABLE ledger
(
    number   BIGINT PRIMARY KEY, -- 1, 2, 3 … in order of creation, without gaps
    name     TEXT COLLATE "C" NOT NULL UNIQUE, -- project/environment, project for a catalogue, or instance
    epoch    TEXT COLLATE "C" NOT NULL, -- the random identity of this line of history
    revision BIGINT           NOT NULL CHECK (revision >= 0), -- that of the newest entry, 0 when there is none
    hash     BYTEA            NOT NULL CHECK (length(hash) = 32), -- of the newest entry, zeros when there is none
    seal     BYTEA            NOT NULL CHECK (length(seal) = 32) -- SHA-256 over the columns before it, see LedgerTable
);

-- The history: one row for each accepted step. Rows are only ever added. That two nodes cannot give one revision of a
-- ledger to two entries is what the primary key is for, whatever becomes of their turns.
CREATE TABLE entry
(
    id   BIGINT PRIMARY KEY, -- ledger.number * 2^40 + revision (1, 2, 3 … without gaps)
    at   BIGINT NOT NULL, -- when it was accepted, never before its predecessor; as in the body
    body BYTEA  NOT NULL -- canonical JSON with the hashes of its documents, of its predecessor and of itself
);

-- The documents of flags, segments and other subjects, each stored once however often it comes back.
CREATE TABLE document
(
    hash  BYTEA PRIMARY KEY CHECK (length(hash) = 32), -- of the bytes
    bytes BYTEA NOT NULL -- canonical JSON, as it is delivered
);

-- What the entries changed, by subject: the newest row of a subject with at most a revision is its state there.
CREATE TABLE change
(
    ledger   BIGINT           NOT NULL, -- ledger.number
    kind     TEXT COLLATE "C" NOT NULL, -- of the subject: flag, segment, definition, environment or project
    key      TEXT COLLATE "C" NOT NULL, -- of the subject
    revision BIGINT           NOT NULL, -- of the entry
    version  BIGINT           NOT NULL, -- that the subject has from this entry on
    document BYTEA CHECK (length(document) = 32), -- document.hash from this entry on; null: the entry removed the subject
    PRIMARY KEY (ledger, kind, key, revision)
);

-- Every thousandth revision: from the newest of them on, a start reads entries; what is older it takes from `change`,
-- when that still has this digest.
CREATE TABLE checkpoint
(
    ledger   BIGINT NOT NULL, -- ledger.number
    revision BIGINT NOT NULL, -- of an entry
    hash     BYTEA  NOT NULL CHECK (length(hash) = 32), -- of that entry
    digest   BYTEA  NOT NULL CHECK (length(digest) = 32), -- of all subjects as that entry left them, see StateDigest
    PRIMARY KEY (ledger, revision)
);

-- What requests with an idempotency key led to, kept for a day so that a repetition gets the same answer.
CREATE TABLE idempotency
(
    scope     TEXT COLLATE "C" NOT NULL, -- within which the key counts: who asked, and where
    key       TEXT COLLATE "C" NOT NULL, -- the requester's own name for the request
    body_hash TEXT             NOT NULL, -- over everything else that was asked
    at        BIGINT           NOT NULL, -- when it was answered
    outcomes  TEXT             NOT NULL, -- one line for each ledger: name, revision, and 'appended' or 'unchanged'
    PRIMARY KEY (scope, key)
);

-- For deleting what is too old.
CREATE INDEX idempotency_by_age ON idempotency (at);
