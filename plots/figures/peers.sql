-- How do other people's arrays compare?
-- CPU time of append and gather; peak memory, hatched: pages of a file. The axes are logarithmic.
--
-- Read: A line of the grid to the right is ten times slower, or twice as large. By blocks numpy is
-- Read: near C; one element at a time through Python objects is not, and a list of them needs many
-- Read: times the data.
-- Needs: one strategy of our own that was measured
-- Suite: peers
-- Place: 8
-- After: plots/answers/goals.sql

create temp view kinds(kind, name, colour) as values
  ('strategy', 'growbench''s own', 0x0072B2), ('peer', 'C, C++, Rust, Go', 0xD55E00),
  ('numpy', 'Python and numpy', 0x009E73), ('control', 'controls', 0x000000);

-- The slowest at the bottom.
create temp table line as
select row_number() over (order by ns desc, cell) - 1 as row, s.*, ended = 'done' as ok,
  coalesce(kind, 'strategy') as kind, by_block, quadratic
from summary as s join program using (strategy) left join kinds on kind = s.family
where s.count = (select max(count) from summary) and ns is not null and appended > 0;

create temp view series as
select label, colour, row, ns, iif(ok, ratio(ns), si(ns) || ', reached ' || si(appended)) as time,
  coalesce(peak, 0.8) as peak, iif(peak is null, '-', ratio(peak) || ' x') as times,
  coalesce(file, 0) > 0.5 as in_file
from line join kinds using (kind) order by row;

-- Our best against the others; a loop that copies everything for each element is another matter.
create temp view answer as
with best as (
  select label, min(ns) as ns from line where ok and kind = 'strategy' having count(*) > 0),
other(number, name, ns) as (
  select 1, 'C and C++ take', ns from line where ok and kind = 'peer'
  union all select 2, 'numpy by blocks', ns from line where ok and kind = 'numpy' and by_block
  union all select 3, 'one element at a time in Python', ns from line
  where kind = 'numpy' and not coalesce(by_block or quadratic, 0)),
said as (
  select name || ' ' || ratio(min(other.ns) / best.ns) || ' to ' || ratio(max(other.ns) / best.ns)
    || ' x' as words
  from other, best group by number order by number),
reached as (
  select count(*) as goals, sum(reached is 1) as reached,
    sum(ratio is not null and reached is null) as open from goals)
select label || ' builds it fastest, ' || ratio(ns) || ' ns per element. '
  || coalesce((select group_concat(words, ', ') || ' as long. ' from said), '')
  || case when goals > 0 then 'Goals reached: ' || reached || ' of ' || goals
               || iif(open > 0, ', open: ' || open, '') || '.' else '' end as answer
from best, reached;
