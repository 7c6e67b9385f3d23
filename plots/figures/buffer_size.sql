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
select l.label, always as colour, iif(buffered, 1, 2) as dash
from line as l join cell as c on c.title = l.label and c.aa_of is null
join colour on colour.label = c.label group by l.series order by l.series;

-- What has no buffer is drawn from the smallest to the largest.
create temp view points as
with ends as (select min(buffer) as buffer from point union select max(buffer) from point)
select series, coalesce(p.buffer, ends.buffer) as buffer, ns, calls, coalesce(low, ns) as low,
  coalesce(high, ns) as high
from line join point as p using (label) left join ends on p.buffer is null
order by series, 2;

-- Of the baseline: its best, the smallest buffer from which on, up to that, it is at most a tenth
-- above, and the ends.
create temp view answer as
with own as (select * from point where baseline and buffer is not null),
best as (select * from own order by ns limit 1),
slow as (
  select max(own.buffer) as buffer from own, best
  where own.ns > 1.1 * best.ns and own.buffer < best.buffer),
enough as (
  select own.* from own, slow where own.buffer > coalesce(slow.buffer, 0)
  order by own.buffer limit 1),
-- The others to the best, round by round.
against as (
  select p.*, ratio(ratio) || ' x' || within(low, high)
    || iif(tied(ratio, low, high, floor), ' (a tie)', '') as times
  from noise, (
    select p.label, p.buffer, p.calls, p.ns,
      median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
      low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
      high(x.build_ns * 1.0 / y.build_ns, x.round) as high
    from best join point as p on p.buffer is null or p.baseline join rounds as x on x.cell = p.cell
    join rounds as y on y.cell = best.cell and y.round = x.round group by p.cell) as p),
small as (select * from against where buffer is not null order by buffer limit 1),
large as (select * from against where buffer is not null order by buffer desc limit 1)
select best.label || ' is at its best with ' || binary(best.buffer) || ' (' || ratio(best.ns)
  || ' ns per element), and within 10 % of that from ' || binary(enough.buffer) || ' on; with '
  || binary(small.buffer) || ' it takes ' || small.times || ' and '
  || si(round(small.calls)) || ' calls, with ' || binary(large.buffer) || ' '
  || large.times || ' and ' || si(round(large.calls)) || '.'
  || coalesce((select ' ' || label || ', without a buffer: ' || times || '.'
               from against where buffer is null order by ns limit 1), '') as answer
from best, enough, small, large
where (select count(distinct buffer) from own) > 1;
