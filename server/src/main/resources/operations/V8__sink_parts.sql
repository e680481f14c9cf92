-- How far a sink has come within an entry, how long an event was tried, and how many undeliverable events were forgotten.

ALTER TABLE sink_cursor ADD COLUMN part_entry ${text}; -- the position of an entry that was announced in part; null: none
ALTER TABLE sink_cursor ADD COLUMN part_changes ${integer}; -- how many of its changes are dealt with
ALTER TABLE sink_cursor ADD COLUMN part_generation ${integer}; -- the generation in which that holds
ALTER TABLE sink_cursor ADD COLUMN tried_millis ${integer}; -- how long the event was tried, by clocks that only go forward
ALTER TABLE sink_cursor ADD COLUMN forgotten ${integer}; -- undeliverable events that went because there were too many; null: 0
