-- What is the smallest difference that this machine can show?
--
-- Cells of every kind: a small array (400 kB of int32), a large one, one in a file, one under a
-- limit of memory, one in Python. In each round each is measured, once more (an A/A control), and
-- with 2, 5 and 10 % more elements: slowdowns whose size is known. All of them know n or grow by
-- small steps, and where the system would give huge pages to all they get small ones, so that time
-- is proportional to n; a vector that doubles would take stairs.
-- The rounds are four times those of other suites: so it is seen four times what 15 can show.
--
-- What is made of it: make selfcheck.
--
-- Apart: it is measured by make selfcheck
-- Place: 50
-- Count: 8M
-- Rounds: 60

with kind(place, label, strategy, share, most, limit_bytes) as (values
  (1, 'small', 'preallocated', 1.0, 1e5, null),
  (2, 'large', 'preallocated', 1.0, 1e12, null),
  (3, 'file', 'preallocated_file', 0.25, 1e12, null),
  (4, 'limited', 'preallocated', 0.25, 1e12, 64 << 20),
  (5, 'Python', 'python_array', 0.02, 1e12, null)),
variant(number, more, again, name) as (values
  (1, 0, 0, ''), (2, 0, 1, ''), (3, 0.02, 0, ', 2 % more'), (4, 0.05, 0, ', 5 % more'),
  (5, 0.1, 0, ', 10 % more'))
select strategy, round(min(most, top * share) * (1 + more)) as count, limit_bytes, again,
  'append,gather,sync' as phases, kind.label || variant.name as label,
  (select iif(transparent_huge_pages = 'always', 'never', 'system') from machine) as pages
from kind join program using (strategy), variant, setting
where coalesce(chosen, 1)
order by place, variant.number;
