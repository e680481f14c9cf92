-- History may be compacted: what is before a ledger's oldest revision can be removed, and nothing else.

-- One row for each ledger that was compacted: its oldest revision. There is a checkpoint of it, its entry is kept, and
-- so are the entries before it that made what is in place there. Whatever else is before it need not be there any more.
CREATE TABLE base
(
    ledger   INTEGER PRIMARY KEY, -- ledger.number
    revision INTEGER NOT NULL CHECK (revision > 0), -- the oldest one whose state can be read
    seal     BLOB    NOT NULL CHECK (length(seal) = 32) -- SHA-256 over this and the checkpoint, see BaseTable
) STRICT;

PRAGMA user_version = 2;
