-- Where does the memory go while an array grows?
--
-- The core strategies, and from beyond it the two ways to grow that no core strategy shows: a bit
-- of the copying with each append, and address space reserved once. An instrumented run, not timed:
-- each looks at its own memory at every step of growth and at 200 points between. Left out is what
-- stores nothing, and what copies everything for each append: it would not come far. Memory repeats
-- from run to run: two rounds are enough, the second to be compared with the first.
--
-- Place: 2
-- Rounds: 2
-- Budget: 5
-- Count: 10M
-- Brief:

select strategy, top as count, 'timeline' as instrument from program, setting
where coalesce(chosen, core or strategy in ('incremental_vector', 'reserved_vector'))
  and not discards and not quadratic
order by program.number;
