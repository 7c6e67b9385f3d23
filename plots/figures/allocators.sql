-- How much of growth is the allocator's doing?
-- CPU time of append and gather; peak memory, multiples of the data. Darker is worse.
--
-- Read: Read along a row: the same program, only the allocator differs. Where realloc can move
-- Read: pages (glibc) growth by small steps costs little; where it copies, the same code is many
-- Read: times slower. Below a name the slowest allocator is held against the fastest, round by
-- Read: round. Huge pages are a setting, and musl is another libc, linked statically: they stand
-- Read: apart, and no ratio is taken to them.
-- Needs: two allocators
-- Suite: allocators
-- Place: 9

-- What a column is: 0 an allocator, 1 a setting of one, 2 that of another libc.
create temp table measured as
select s.*, ended = 'done' as ok, coalesce(s.allocator, 'libc') as name,
  case when build is not null then 2 when tunables is not null then 1 else 0 end as kind
from summary as s join (select cell, build, tunables from cell) using (cell)
where count = (select max(count) from summary) and family <> 'control' and ended <> 'not_run';

create temp view allocators as
select name, kind, case kind when 0 then '' when 1 then 'a setting' else 'another libc' end
  as remark, row_number() over (order by kind, min(cell)) - 1 + 0.35 * kind as place
from measured group by kind, name;

-- The slowest allocator to the fastest, of each strategy, round by round.
create temp table range as
with placed as (
  select *, row_number() over (partition by title order by ns) as fast,
    row_number() over (partition by title order by ns desc) as slow
  from measured where ok and kind = 0),
pair as (
  select f.title, f.name as fastest, s.name as slowest, f.cell as a, s.cell as b
  from placed as f join placed as s using (title)
  where f.fast = 1 and s.slow = 1 and f.cell <> s.cell),
each as (
  select p.title, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from pair as p join rounds as x on x.cell = p.b
  join rounds as y on y.cell = p.a and y.round = x.round),
median as (
  select title, median(ratio, round) as ratio, low(ratio, round) as low,
    high(ratio, round) as high
  from each group by title)
select pair.*, ratio as times, tied(ratio, low, high, floor) as tied,
  ratio(ratio) || ' x' || within(low, high) as said
from pair join median using (title), noise;

-- In the order in which they were asked for, strategies from the top.
create temp view series as
select m.title as label, m.title, 0 as colour,
  row_number() over (order by min(m.cell) desc) - 1 as row,
  coalesce(iif(r.tied, 'tied, or below the noise: ', '') || said, '') as range,
  coalesce(slowest || ' to ' || fastest, '') as held
from measured as m left join range as r using (title) group by m.title;

-- Dark is bad: 0 at the best of all, 1 at ten times that (time) or four times (memory), and beyond.
create temp view cells as
select place, row, coalesce(shade(iif(ok, ns, null), fastest, 10), 1) as time_share,
  case when ok then ratio(ns) when ended = 'too_slow' then 'too slow' else 'fails' end as time,
  coalesce(shade(iif(ok, peak, null), smallest, 4), 0) as peak_share,
  iif(ok and peak is not null, ratio(peak), '-') as peak
from measured join series using (title) join allocators using (name, kind) join (
  select min(iif(ok, ns, null)) as fastest, min(peak) as smallest from measured)
order by cell;

create temp view answer as
select 'The allocator matters most to ' || most.title || ': under ' || most.slowest || ' it takes '
  || most.said || ' of what it takes under ' || most.fastest || '; least to ' || least.title
  || ', ' || iif(least.tied, 'tied, or below the noise (' || least.said || ')', least.said) || '.'
  || coalesce((select ' Not ranked: ' || group_concat(
                 iif(kind = 1, name || ' (a setting)', name || ' (another libc)'), ', ') || '.'
               from allocators where kind > 0), '') as answer
from (select *, max(times) from range) as most, (select *, min(times) from range) as least
where (select count(*) from allocators where kind = 0) > 1 and least.title is not null;
