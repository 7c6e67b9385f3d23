-- What if many arrays grow at once?
--
-- COUNT elements of TYPE in one array; in 16 and in 1,000, one after the other and one element each
-- in turn; and a tenth of them in 10,000. In turn the end of the heap belongs to another array:
-- realloc cannot grow in place, and a small block must be copied. The strategies that grow one
-- block, and the core; the others are compared with the first, doubling_vector. Reading back is
-- left out.
--
-- Place: 11
-- Rounds: 10
-- Budget: 1.5
-- Count: 10M

with arrangement(arrays, turns, part) as (
  values (1, 0, 1), (16, 0, 1), (16, 1, 1), (1000, 0, 1), (1000, 1, 1),
    (10000, 0, 10), (10000, 1, 10))
select strategy, top / part as count, arrays, turns, 'append,gather' as phases
from program, setting, arrangement
where coalesce(chosen, (core or contiguous and family in ('vector', 'virtual memory'))
    and not quadratic and not discards and not file and not reads_twice)
  and top / part >= 2 * arrays and family <> 'numpy'
order by baseline, strategy <> 'doubling_vector', program.number, arrays, turns;
