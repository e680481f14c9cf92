-- Sinks: where changes are announced to, how far each has come, and which node delivers.

CREATE TABLE sink
(
    id          ${text}    NOT NULL PRIMARY KEY, -- names the sink in the API
    project     ${text}    NOT NULL,
    environment ${text}, -- null: all of the project
    manner      ${text}    NOT NULL, -- JSON: what it announces, and what becomes of what cannot be delivered
    kind        ${text}    NOT NULL,
    target      ${text}    NOT NULL, -- JSON, as its kind understands it, without secrets
    sealed      ${bytes}, -- JSON of the secrets, encrypted for this sink; null: it has none
    paused      ${integer} NOT NULL,
    generation  ${integer} NOT NULL, -- grows with every change of this row
    created_at  ${integer} NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    created_by  ${text}    NOT NULL -- name of the principal
) ${strict};

CREATE TABLE sink_lease
(
    sink_id ${text}    NOT NULL PRIMARY KEY,
    holder  ${text}    NOT NULL, -- the node that delivers; empty: none
    fence   ${integer} NOT NULL, -- grows with every holder
    beat    ${integer} NOT NULL -- grows while the holder lives
) ${strict};

CREATE TABLE sink_cursor
(
    sink_id       ${text}    NOT NULL,
    flag_set      ${text}    NOT NULL, -- project/environment
    position      ${text}    NOT NULL, -- everything up to here is acknowledged, or not announced
    announced     ${text}, -- the position of the newest event that was acknowledged
    generation    ${integer} NOT NULL, -- grows when anybody but the line changes this row
    failing_since ${integer}, -- milliseconds; null: nothing fails
    attempts      ${integer} NOT NULL, -- that failed since then
    event         ${text}, -- which cannot be delivered
    error         ${text}, -- of the last attempt
    blocked       ${integer} NOT NULL, -- whether the event counts as undeliverable and the line waits
    PRIMARY KEY (sink_id, flag_set)
) ${strict};

CREATE TABLE sink_undeliverable
(
    sink_id  ${text}    NOT NULL,
    flag_set ${text}    NOT NULL,
    event    ${text}    NOT NULL, -- its id
    position ${text}    NOT NULL, -- of its entry
    at       ${integer} NOT NULL, -- when the line went on without it, milliseconds
    attempts ${integer} NOT NULL,
    error    ${text}    NOT NULL, -- of the last attempt
    PRIMARY KEY (sink_id, flag_set, event)
) ${strict};
