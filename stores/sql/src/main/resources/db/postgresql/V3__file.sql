-- A dump that was put back while no node ran is noticed: it made another table, or gave the same one another file.

-- Nodes of earlier versions know nothing of it and leave it as it is, so that they may append beside newer ones.
ALTER TABLE journal ADD COLUMN file TEXT NOT NULL DEFAULT ''; -- this table's number and its file's, empty before the first time

UPDATE journal SET version = 3;
