-- What lets several nodes work as one.

-- How often something has changed of which nodes keep a copy in memory, counted in the transaction that changes it.
CREATE TABLE topic
(
    name    ${text}    NOT NULL PRIMARY KEY,
    changes ${integer} NOT NULL
) ${strict};

-- The codes of setup links that nodes have printed, of which one makes the first administrator, at whichever node.
CREATE TABLE setup_code
(
    hash       ${bytes}   NOT NULL PRIMARY KEY CHECK (length(hash) = 32), -- of the code
    expires_at ${integer} NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    used_at    ${integer} -- milliseconds, when any of them was used; null: not yet
) ${strict};
