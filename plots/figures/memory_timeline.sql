-- Where does the memory go while an array grows?
-- From the first append to the last (n), then gathered and released; multiples of all the data.
--
-- Read: What is above the dotted line, the data so far, is overhead, and the dot is the moment
-- Read: with most of it; a bar is there for a moment only: the old and the new block together.
-- Read: What is asked for and never touched costs no RAM, and pages of a file the kernel can take
-- Read: away.
-- Needs: 8 MB of data, and 16 strategies at most
-- Suite: memory_timeline
-- Place: 2

-- The columns of a record's timeline as rows, in multiples of all the data.
create temp table told as
with built as (
  select round, rounds.cell, timeline, c.count, c.payload_bytes * 1.0 as data,
    coalesce(peak_error_bytes, 0) as error
  from rounds join cell as c using (cell)
  where rounds.instrument = 'timeline' and rounds.aa_of is null and c.payload_bytes >= 8e6)
select round, cell, data, error / data as error, e.key as line, e.value as event,
  timeline ->> ('$.appended[' || e.key || ']') * 1.0 / count as so_far,
  timeline ->> ('$.rss_bytes[' || e.key || ']') / data as rss,
  timeline ->> ('$.peak_bytes[' || e.key || ']') / data as peak,
  (timeline ->> ('$.anon_bytes[' || e.key || ']')
    + timeline ->> ('$.shmem_bytes[' || e.key || ']')) / data as solid,
  timeline ->> ('$.live_bytes[' || e.key || ']') / data as live,
  timeline ->> ('$.reserved_bytes[' || e.key || ']') / data as reserved
from built, json_each(timeline, '$.event') as e;

-- x is the share of the elements; after the last one gather goes on to 1.1 and release to 1.2. The
-- kernel's peak says nothing where its error is above a tenth of the data so far.
create temp table measured as
with phase as (
  select round, cell, min(line) filter (where event = 'full') as full,
    min(line) filter (where event = 'gather') as gather,
    min(line) filter (where event = 'release') as release, max(line) as last
  from told group by round, cell),
placed as (
  select *, line <= full as growing, case when line <= full then so_far
      when line <= gather then 1 + 0.05 * (line - full) / (gather - full)
      when line <= release then 1.1
      else 1.14 + 0.02 * (line - release) / (last - release) end as x
  from told join phase using (round, cell))
select *, iif(peak > rss + error and x > 10 * error, peak, rss) as most from placed;

-- One round is shown, the first.
create temp table moment as
select * from measured where (cell, round) in (select cell, min(round) from measured group by cell);

-- The moment with most memory for the data so far; of moments that are alike the last, which has
-- most data. Below 4 MB what the program itself needs would be seen.
create temp table worst as
select cell, x, most, most / x as ratio, max(line) as line
from (select *, max(most / x) over (partition by cell) as greatest
      from moment where growing and x * data >= 4e6)
where most / x > 0.97 * greatest group by cell;

-- What is only there for a moment: more than before it and after it.
create temp table spike as
with place as (
  select distinct cell, x, max(most) over same as top, last_value(rss) over same as rest
  from moment where growing
  window same as (partition by cell, x order by line
                  rows between unbounded preceding and unbounded following))
select cell, x, max(rest, before) as bottom, top
from (select *, lag(rest) over (partition by cell order by x) as before from place)
where top > max(rest, before) + 0.01;

-- How far rounds are apart.
create temp table repeat as
select cell, max(most) - min(most) as differ from (
  select cell, max(most) as most from measured group by cell, round) group by cell;

-- A small figure for each, the baseline first.
create temp table line as
with whole as (
  select cell, max(most) as peak, max(live) as live, max(reserved) as reserved,
    max(most) filter (where not growing) as gathered
  from moment group by cell),
kept as (select cell, rss as kept, max(line) from moment group by cell)
select row_number() over (order by baseline desc, peak, cell) as series, cell, label, baseline,
  worst.x, worst.most, ratio, count, worst.x * count as n, peak, live, reserved, gathered, kept,
  reserved > live * 1.01 as apart,
  1.15 * min(max(max(peak, live)) over (), 1.6 * max(peak) over ()) as top
from whole join kept using (cell) join worst using (cell) join cell using (cell);

create temp view series as
select label, colour, point, dash, series, 'peak ' || ratio(peak) || ' x' as peak,
  iif(ratio < 1.1, '', ratio(ratio) || ' x the data so far, at n = ' || si(n)) as at_most,
  iif(apart, 'reserved: ' || ratio(reserved) || ' x', '') as apart, reserved > top as leaves,
  iif(kept > 0.1, ratio(kept) || ' x kept after release', '') as kept, line.x, most, top,
  label || ', n = ' || si(count) || ': peak ' || ratio(peak) || ' x the data, ' || ratio(ratio)
    || ' x the data so far at ' || si(n) || ', reserved ' || ratio(reserved)
    || ' x; rounds differ by up to ' || ratio(differ) || ' x' as hover
from line join colour using (label) join repeat using (cell) order by series;

create temp view lines as
select series, at as x, solid, rss, iif(line.live > 0, m.live, null) as live,
  iif(apart and m.reserved <= top, m.reserved, null) as reserved
from line join (
  select *, x as at from moment
  union all select *, 1.14 from moment where event = 'release'
  union all select *, 1.2 from moment where event = 'end') as m using (cell)
order by series, m.line, at;

create temp view spikes as
select series, spike.x, bottom, spike.top
from spike join line using (cell) order by series, spike.x;

create temp view answer as
with most as (select * from line order by ratio desc, series desc limit 1)
select case when most.ratio < 1.1
    then 'While it grows, none holds more than ' || ratio(most.ratio) || ' x its data.'
    else 'The most while growing: '
      || (select listing(label, 4) from line where ratio > most.ratio * 0.98) || ', '
      || iif((cell, x) in (select cell, x from spike), 'for a moment ', '') || ratio(most.ratio)
      || ' x the data so far (at n = ' || si(n) || ').' || coalesce((
        select ' Never more than ' || ratio(max(ratio)) || ' x: ' || listing(label, 4) || '.'
        from line where ratio < 1.1 having count(*) > 0), '') end
  || coalesce((
      select ' With the block that is gathered at the end: '
        || listing(label || ' ' || ratio(gathered) || ' x', 4) || '.'
      from line where gathered > 1.1 * most and gathered > 1.1 having count(*) > 0), '')
  as answer
from most where (select count(*) from line) <= 16;
