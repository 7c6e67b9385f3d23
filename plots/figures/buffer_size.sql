-- How large should a read buffer be?
-- Wall time of reading a file that is in the page cache. Bands are 95 % intervals.
--
-- Read: At the left each call costs as much as copying some KiB: small buffers take longer. At the
-- Read: right the memory of the buffer is new, page by page, and no longer fits the CPU's cache:
-- Read: what was copied is read from memory once more. Below the sizes: the calls that the whole
-- Read: file takes; from some KiB on it does not matter how many they are. What has no buffer is
-- Read: level.
-- Needs: two sizes of buffers
-- Suite: buffer_size
-- Place: 1

create temp table point as
select c.cell, c.title as label, c.count, p.baseline, c.parameters ->> '$.buffer' as buffer,
  median(build_ns * 1.0 / nullif(appended, 0), round) as ns,
  low(build_ns * 1.0 / appended, round) as low,
  high(build_ns * 1.0 / appended, round) as high,
  median(reopen_calls + scan_calls + release_calls, round) as calls
from cell as c join program as p using (strategy) join rounds using (cell)
where c.aa_of is null group by c.cell having ns is not null;

create temp table line as
with last as (
  select label, ns as end, max(coalesce(buffer, 1e18)) from point group by label),
about as (
  select log10(1.6 * max(coalesce(high, ns)) / min(coalesce(low, ns))) * 0.05 as step from point)
select row_number() over by_end as series, label, end,
  pow(10, spread(log10(end), step) over (by_end
    rows between unbounded preceding and unbounded following)) as place
from last, about window by_end as (order by end, label);

create temp view series as
select l.label, colour, point, dash, end, place
from line as l join cell as c on c.title = l.label and c.aa_of is null
join colour on colour.label = c.label group by l.series order by l.series;

-- What has no buffer is drawn from the smallest to the largest.
create temp view points as
with ends as (select min(buffer) as buffer from point union select max(buffer) from point)
select series, coalesce(p.buffer, ends.buffer) as buffer, ns, coalesce(low, ns) as low,
  coalesce(high, ns) as high, label || coalesce(', ' || binary(p.buffer), '') || ', n = '
    || si(count) || ': ' || ratio(ns) || ' ns' || within(low, high) || ', ' || si(round(calls))
    || ' calls' as hover
from line join point as p using (label) left join ends on p.buffer is null
order by series, 2;

-- Below the axis: the sizes, and the calls of the baseline with each.
create temp view sizes as
select buffer, binary(buffer) as size, si(round(calls)) || ' calls' as calls
from point where baseline and buffer is not null order by buffer;

-- Of the baseline: its best, those that are tied with it, the range around it in which all are at
-- most a tenth above, where the noise is less than that, and the ends.
create temp view answer as
with own as (select * from point where baseline and buffer is not null),
best as (select * from own order by ns limit 1),
slow as (
  select max(own.buffer) filter (where own.buffer < best.buffer) as below,
    min(own.buffer) filter (where own.buffer > best.buffer) as above
  from own, best where own.ns > 1.1 * best.ns),
enough as (
  select min(own.buffer) as least, max(own.buffer) as most from own, slow, noise
  where own.buffer > coalesce(below, 0) and own.buffer < coalesce(above, 1e18)
    and coalesce(floor, 0) <= 0.1 having count(*) > 1),
-- The others to the best, round by round.
against as (
  select p.*, ratio(ratio) || ' x' || within(low, high)
    || coalesce(' (' || tie(ratio, low, high, floor) || ')', '') as times,
    tied(ratio, low, high, floor) as tied
  from noise, (
    select p.label, p.buffer, p.calls, p.ns,
      median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
      low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
      high(x.build_ns * 1.0 / y.build_ns, x.round) as high
    from best join point as p on p.buffer is null or p.baseline join rounds as x on x.cell = p.cell
    join rounds as y on y.cell = best.cell and y.round = x.round group by p.cell) as p),
small as (select * from against where buffer is not null order by buffer limit 1),
large as (select * from against where buffer is not null order by buffer desc limit 1),
ties as (
  select listing(binary(buffer), 9) as names from (
    select a.buffer from against as a, best where a.tied and a.buffer <> best.buffer
    order by a.buffer)
  having count(*) > 0)
select best.label || ' is at its best with ' || binary(best.buffer) || ' (' || ratio(best.ns)
  || ' ns per element' || coalesce('; tied with it, or below the noise: ' || ties.names, '') || ')'
  || iif(enough.least is null, '', ', and within 10 % of that from ' || binary(enough.least)
         || ' to ' || binary(enough.most)) || '. With ' || binary(small.buffer)
  || ' it takes ' || small.times || ' the time and ' || si(round(small.calls)) || ' calls, with '
  || binary(large.buffer) || ' ' || large.times || ' and ' || si(round(large.calls)) || ' calls.'
  || coalesce((select ' ' || label || ', which needs no buffer, takes ' || times || '.'
               from against where buffer is null order by ns limit 1), '') as answer
from best, small, large left join enough left join ties
where (select count(distinct buffer) from own) > 1;
