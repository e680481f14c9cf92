-- Credentials of the server: access tokens of principals, and keys of applications for one flag set.
--
-- The secrets themselves are not here: they are random, so their SHA-256 neither tells nor can be searched for them.

CREATE TABLE credential
(
    id          TEXT    NOT NULL PRIMARY KEY, -- names the credential in the API and as an actor in the ledger
    kind        TEXT    NOT NULL CHECK (kind IN ('token', 'server', 'client', 'replica')),
    name        TEXT    NOT NULL, -- for people to recognise it
    hash        BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32), -- of the secret
    project     TEXT, -- that it is limited to; keys always have one
    environment TEXT, -- that it is limited to; keys always have one
    permissions TEXT    NOT NULL, -- of a token: words with spaces between; of a key: empty
    created_at  INTEGER NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    created_by  TEXT    NOT NULL, -- name of the principal
    expires_at  INTEGER, -- milliseconds; null: never
    revoked_at  INTEGER -- milliseconds; null: still valid
) STRICT;
