-- What does the type of an element cost?
--
-- As many elements of each type, COUNT of them: the smallest has 1 byte, the largest 64. The core
-- strategies but those that copy everything for each append, and the peer that is handed whole
-- blocks and joins them at the end. Reading back is left out: only growing is asked for. No TYPE:
-- it is all.
--
-- Place: 7
-- Rounds: 7
-- Budget: 3
-- Count: 10M

select strategy, top as count, name as type, 'append,gather,sync' as phases
from program, setting, element_type
where coalesce(chosen, core and not quadratic and not discards and (baseline or not knows_count)
    or by_block and not contiguous and not discards)
  and name in ('byte', 'int32', 'float32', 'float64', 'record64')
order by program.number, element_type.width, name <> 'int32';
