-- Work that is due at a time, and which node does it. The columns are those that the library db-scheduler uses.

CREATE TABLE task
(
    task_name            ${text}    NOT NULL, -- what is to be done
    task_instance        ${text}    NOT NULL, -- with what, such as the id of a row; 'recurring' for what returns
    task_data            ${bytes}, -- not used
    execution_time       ${instant} NOT NULL, -- when it is due
    picked               ${boolean} NOT NULL, -- whether a node is doing it
    picked_by            ${text}, -- which
    last_success         ${instant},
    last_failure         ${instant},
    consecutive_failures ${integer},
    last_heartbeat       ${instant}, -- of the node that does it; when this is old, another takes over
    version              ${integer} NOT NULL, -- counts changes, so that two nodes cannot take it at once
    priority             ${integer}, -- not used
    PRIMARY KEY (task_name, task_instance)
) ${strict};

CREATE INDEX task_by_time ON task (execution_time);
