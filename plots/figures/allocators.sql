-- How much of growth is the allocator's doing?
-- CPU time of append and gather; peak memory, multiples of the data. Darker is worse.
--
-- Read: Read along a row: the same program, only the allocator differs. Where realloc can move
-- Read: pages (glibc, musl) growth by small steps costs little; where it copies, the same code is
-- Read: many times slower.
-- Needs: two allocators
-- Suite: allocators
-- Place: 9

create temp table measured as
select *, ended = 'done' as ok, coalesce(allocator, 'libc') as name from summary
where count = (select max(count) from summary) and family <> 'control' and ended <> 'not_run';

-- In the order in which they were asked for, strategies from the top.
create temp view series as
select title as label, title, 0 as colour, row_number() over (order by min(cell) desc) - 1 as row
from measured group by title;

create temp view allocators as
select name, row_number() over (order by min(cell)) - 1 as place from measured group by name;

-- Dark is bad: 0 at the best of all, 1 at ten times that (time) or four times (memory), and beyond.
create temp view cells as
select place, row, coalesce(shade(iif(ok, ns, null), fastest, 10), 1) as time_share,
  case when ok then ratio(ns) when ended = 'too_slow' then 'too slow' else 'fails' end as time,
  coalesce(shade(iif(ok, peak, null), smallest, 4), 0) as peak_share,
  iif(ok and peak is not null, ratio(peak), '-') as peak
from measured join series using (title) join allocators using (name) join (
  select min(iif(ok, ns, null)) as fastest, min(peak) as smallest from measured)
order by cell;

-- The slowest allocator to the fastest, of each strategy.
create temp table range as
with best as (select title, name, min(ns) as ns from measured where ok group by title),
worst as (select title, name, max(ns) as ns from measured where ok group by title)
select title, best.name as fastest, worst.name as slowest, worst.ns / best.ns as times
from best join worst using (title);

create temp view answer as
select 'The allocator matters most to ' || most.title || ': ' || ratio(most.times)
  || ' x slower under ' || most.slowest || ' than under ' || most.fastest || '; least to '
  || least.title || ', ' || ratio(least.times) || ' x.' as answer
from (select *, max(times) from range) as most, (select *, min(times) from range) as least
where (select count(*) from allocators) > 1 and least.title is not null;
