-- What does zero copy save?
--
-- A file of COUNT elements of TYPE (64M: 256 MB of int32), in the page cache, copied to another
-- file and to a local socket, by every way to copy. Of the copy to a file nothing is forced to the
-- disk; that to a socket ends when the receiver, a process of its own, has all of it. System calls
-- and bytes are counted, of what the program's own memory gets and gives. CPU time is the
-- program's, with what the kernel does for it; the receiver's is not in it.
--
-- Place: 25
-- Rounds: 7
-- Budget: 10
-- Count: 64M
-- Files:

with destination(place, name) as (values (1, 'file'), (2, 'socket'))
select strategy, top as count, title || ', to a ' || name as label,
  iif(name = parameters ->> '$.to', null, json_object('to', name)) as parameters
from copier, setting, destination
where coalesce(chosen, 1)
order by place desc, baseline, copier.number;
