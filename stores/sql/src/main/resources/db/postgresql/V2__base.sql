-- History may be compacted: what is before a ledger's oldest revision can be removed, and nothing else.

-- One row for each ledger that was compacted: its oldest revision. There is a checkpoint of it, its entry is kept, and
-- so are the entries before it that made what is in place there. Whatever else is before it need not be there any more.
CREATE TABLE base
(
    ledger   BIGINT PRIMARY KEY, -- ledger.number
    revision BIGINT NOT NULL CHECK (revision > 0), -- the oldest one whose state can be read
    seal     BYTEA  NOT NULL CHECK (length(seal) = 32) -- SHA-256 over this and the checkpoint, see BaseTable
);

-- Nodes of version 1 go on until something is compacted, which they would take for damage.
UPDATE journal SET version = 2;
