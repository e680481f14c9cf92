-- Credentials of the server: access tokens of principals, and keys of applications for one flag set.
--
-- The secrets themselves are not here: they are random, so their SHA-256 neither tells nor can be searched for them.

CREATE TABLE credential
(
    id          ${text}    NOT NULL PRIMARY KEY, -- names the credential in the API and as an actor in the ledger
    kind        ${text}    NOT NULL CHECK (kind IN ('token', 'server', 'client', 'replica')),
    name        ${text}    NOT NULL, -- for people to recognise it
    hash        ${bytes}   NOT NULL UNIQUE CHECK (length(hash) = 32), -- of the secret
    project     ${text}, -- that it is limited to; keys always have one
    environment ${text}, -- that it is limited to; keys always have one
    permissions ${text}    NOT NULL, -- of a token: words with spaces between; of a key: empty
    created_at  ${integer} NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    created_by  ${text}    NOT NULL, -- name of the principal
    expires_at  ${integer}, -- milliseconds; null: never
    revoked_at  ${integer} -- milliseconds; null: still valid
) ${strict};
