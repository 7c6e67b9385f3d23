-- How much of growth is the allocator's doing?
-- The same program under other allocators: CPU time, and peak memory. Darker is worse.
--
-- Read: Compare along a row: under the first allocator the time is in ns, under the others in
-- Read: multiples of that; settings and another libc stand apart. Where realloc can move pages
-- Read: (glibc), growth by small steps costs little; where it copies, the same code is many times
-- Read: slower.
-- Needs: two allocators
-- Suite: allocators
-- Place: 9

-- kind: 0 an allocator, 1 a setting of one, 2 that of another libc.
create temp table measured as
select s.*, ended = 'done' as ok, coalesce(s.allocator, 'libc') as name,
  case when build is not null then 2 when tunables is not null then 1 else 0 end as kind
from summary as s join (select cell, build, tunables from cell) using (cell)
where count = (select max(count) from summary) and family <> 'control'
  and ended not in ('not_run', 'missing');

create temp table allocator as
select name, kind, row_number() over (order by kind, min(cell)) + 0.12 * kind as place
from measured group by kind, name;

-- To the first allocator under which it ended well, round by round.
create temp table first as
select title, name, ns, min(cell) as cell from measured where ok and kind = 0 group by title;
create temp table against as
select m.cell, f.name as first, median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
  low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
  high(x.build_ns * 1.0 / y.build_ns, x.round) as high
from measured as m join first as f using (title) join rounds as x on x.cell = m.cell
join rounds as y on y.cell = f.cell and y.round = x.round where m.ok group by m.cell;

-- Under which it did not end.
create temp table stopped as
select title, listing(name, 4) as names
from (select * from measured where not ok and kind = 0 order by cell) group by title;

-- The slowest allocator to the fastest, of each strategy, round by round; who did not end under all
-- of them depends on them even more.
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
  ratio(ratio) || ' x' || within(low, high) as said, title in (select title from stopped) as open
from pair join median using (title), noise;

-- In the order in which they were asked for.
create temp table line as
select title, strategy, row_number() over (order by min(cell)) as series
from measured group by title;

create temp view series as
select title as label, colour, point, dash, series from line join mark using (strategy)
order by series;

-- Time at the left, peaks at the right.
create temp table place as
select part, name, kind, place + iif(part = 'peak', max(place) over () + 0.4, 0) as place
from allocator, (select 'time' as part union select 'peak');

create temp view parts as
select iif(part = 'time', 'time / time under ' || (select name from first limit 1)
    || ', that in ns', 'peak / data') as name,
  (min(place) + max(place)) / 2 as middle
from place group by part order by middle;

-- Word by word, one below the other.
create temp view heads as
select place, count(*) over (partition by place) - key as line, value as text
from place, json_each('[' || replace(json_quote(name || iif(kind = 2, ' libc', '')), ' ', '","')
  || ']');

create temp view cells as
with value as (
  select l.series, l.title, p.*, m.ended, m.note, m.appended, m.ns, a.first, a.low, a.high,
    a.first = p.name and p.kind = 0 as itself, coalesce(not ok, 0) as bad,
    iif(ok, iif(part = 'time', a.ratio, peak), null) as x
  from line as l join place as p left join measured as m using (title, name, kind)
  left join against as a using (cell))
select place, series, shade(x, 1, 10) as share, bad and part = 'time' as ended,
  case when x is not null then iif(itself and part = 'time', ratio(ns) || ' ns', ratio(x))
    when not bad or part = 'peak' then null
    when ended = 'too_slow' then 'too slow' else 'fails' end as text,
  title || ', ' || name || coalesce(', n = ' || si(appended) || ': ' || case
    when x is null then note when part = 'peak' then 'peak ' || ratio(x) || ' x the data'
    when itself then ratio(ns) || ' ns'
    else ratio(x) || ' x' || within(low, high) || ' the time under ' || first || ', ' || ratio(ns)
      || ' ns' end, ': not measured') as hover
from value order by series, place;

create temp view scale as select share, text from tenfold;

create temp view numbers as
select title as strategy, m.name as allocator, iif(ok, ratio(m.ns), replace(ended, '_', ' ')) as ns,
  iif(a.cell is null or m.cell = f.cell, '-', ratio(a.ratio) || within(a.low, a.high))
    as "time / first",
  iif(ok and peak is not null, ratio(peak), '-') as "peak / data"
from line join measured as m using (title) join allocator using (name, kind)
left join first as f using (title) left join against as a on a.cell = m.cell
order by series, place;

create temp view answer as
select coalesce((select listing(title || ' under ' || names, 4) || ' did not end. '
                 from stopped having count(*) > 0), '')
  || iif(most.open = (select max(open) from range), '', 'Of the others, ') || most.title
  || ' depends most on the allocator: under ' || most.slowest || ' it takes '
  || most.said || ' the time under ' || most.fastest
  || iif(least.title = most.title, '', '; ' || least.title || ' least: ' || least.said
    || iif(least.tied, ', a tie or below the noise', '')) || '.'
  || coalesce((select ' Not ranked: '
                 || listing(name || iif(kind = 1, ' (a setting)', ' (another libc)'), 4) || '.'
               from allocator where kind > 0 having count(*) > 0), '') as answer
from (select * from range order by open, times desc limit 1) as most,
  (select * from range order by open, times limit 1) as least
where (select count(*) from allocator where kind = 0) > 1;
