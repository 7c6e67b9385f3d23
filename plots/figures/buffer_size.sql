-- How large should a read buffer be?
-- A file in the page cache, read in order, by the bytes of the buffer. Dashed: mapped, no buffer.
--
-- Read: At the left each call costs as much as copying some KiB: small buffers take longer. At the
-- Read: right a buffer's own pages are fresh, and it no longer fits the CPU's cache: a copy is read
-- Read: from memory again. Calls fall as buffers grow; from some KiB on it does not matter how many
-- Read: they are.
-- Needs: two sizes of buffers
-- Suite: buffer_size
-- Place: 1

create temp table point as
select c.cell, c.title as label, p.baseline, c.parameters ->> '$.buffer' as buffer,
  median(build_ns * 1.0 / nullif(appended, 0), round) as ns,
  low(build_ns * 1.0 / appended, round) as low,
  high(build_ns * 1.0 / appended, round) as high,
  median(reopen_calls + scan_calls + release_calls, round) as calls
from cell as c join program as p using (strategy) join rounds using (cell)
where c.aa_of is null group by c.cell having ns is not null;

create temp table line as
select row_number() over (order by min(ns), label) as series, label, count(buffer) > 0 as buffered
from point group by label;

create temp view series as
select l.label, colour, iif(buffered, 1, 2) as dash
from line as l join cell as c on c.title = l.label and c.aa_of is null
join colour on colour.label = c.label group by l.series order by l.series;

-- What has no buffer is drawn from the smallest to the largest.
create temp view points as
with ends as (select min(buffer) as buffer from point union select max(buffer) from point)
select series, coalesce(p.buffer, ends.buffer) as buffer, ns, calls, coalesce(low, ns) as low,
  coalesce(high, ns) as high
from line join point as p using (label) left join ends on p.buffer is null
order by series, 2;

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
  || ' ns per element' || coalesce('; tied with, or below the noise: ' || ties.names, '') || ')'
  || iif(enough.least is null, '', ', and within 10 % of that from ' || binary(enough.least)
         || ' to ' || binary(enough.most)) || '; with ' || binary(small.buffer)
  || ' it takes ' || small.times || ' and ' || si(round(small.calls)) || ' calls, with '
  || binary(large.buffer) || ' '
  || large.times || ' and ' || si(round(large.calls)) || '.'
  || coalesce((select ' ' || label || ', without a buffer: ' || times || '.'
               from against where buffer is null order by ns limit 1), '') as answer
from best, small, large left join enough left join ties
where (select count(distinct buffer) from own) > 1;
