-- One row: the oldest schema, by the number of its newest script, whose servers can still use these tables. Scripts add
-- and take nothing away, so that it seldom changes; one that does take something away raises it.

CREATE TABLE compatibility
(
    one         ${integer} NOT NULL PRIMARY KEY CHECK (one = 1),
    usable_from ${integer} NOT NULL
) ${strict};

INSERT INTO compatibility (one, usable_from)
VALUES (1, 1);
