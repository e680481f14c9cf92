-- Retention: what became of the last look at each flag set that has a policy.

CREATE TABLE retention_run
(
    flag_set  ${text}    NOT NULL PRIMARY KEY, -- project/environment
    at        ${integer} NOT NULL, -- when it ended, milliseconds since 1970-01-01T00:00:00Z
    archived  ${integer} NOT NULL, -- entries
    waits_for ${text}, -- who has to read entries first; null: nobody
    error     ${text} -- why it did not come to its end; null: it did
) ${strict};
