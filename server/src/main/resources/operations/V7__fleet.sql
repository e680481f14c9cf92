-- What nodes tell one another of the instances that follow through them. All of it is told again by those who know it,
-- so that losing it in a crash of the database costs a moment only.

-- Which nodes are there. One that is silent for long is taken for cut off, by the database's clock alone.
CREATE ${passing} fleet_node
(
    node    ${text}    NOT NULL PRIMARY KEY, -- names one run of a server
    seen_at ${instant} NOT NULL -- when it has last said that it is there
) ${strict};

CREATE ${passing} fleet_report
(
    node       ${text}    NOT NULL,
    flag_set   ${text}    NOT NULL, -- project/environment
    generation ${integer} NOT NULL, -- grows with every report of the node
    written_at ${instant} NOT NULL,
    report     ${bytes}   NOT NULL, -- JSON, compressed with gzip
    PRIMARY KEY (node, flag_set)
) ${strict};

-- Who was last asked to fetch a snapshot, for nodes to pass on to those who have a stream there.
CREATE ${passing} resync
(
    flag_set ${text}    NOT NULL, -- project/environment
    instance ${text}    NOT NULL, -- empty: all of them
    asked_at ${instant} NOT NULL, -- another moment each time
    PRIMARY KEY (flag_set, instance)
) ${strict};
