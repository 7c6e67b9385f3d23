-- How large should a read buffer be?
-- Wall time of reading a file that is in the page cache. Bands are 95 % intervals.
--
-- Read: A call costs as much as copying some KiB, so smaller buffers take longer. A large one is
-- Read: new memory, page by page, and no longer fits the CPU's cache; what has no buffer is
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

-- Of the baseline: those that are tied with its best; if none is, those around it that are at most
-- a tenth above, where the noise is less than that. Then the ends, to the best, round by round.
create temp view answer as
with own as (select * from point where baseline and buffer is not null),
best as (select * from own order by ns limit 1),
slow as (
  select max(own.buffer) filter (where own.buffer < best.buffer) as below,
    min(own.buffer) filter (where own.buffer > best.buffer) as above
  from own, best where own.ns > 1.1 * best.ns),
near as (
  select min(own.buffer) as least, max(own.buffer) as most from own, slow, noise
  where own.buffer > coalesce(below, 0) and own.buffer < coalesce(above, 1e18)
    and coalesce(floor, 0) <= 0.1),
against as (
  select p.*, ratio(ratio) || ' x' || within(low, high)
    || coalesce(' (' || tie(ratio, low, high, floor) || ')', '') as times,
    tied(ratio, low, high, floor) as tied
  from noise, (
    select p.label, p.buffer, p.ns, best.buffer as best,
      median(x.build_ns * 1.0 / y.build_ns, x.round) as ratio,
      low(x.build_ns * 1.0 / y.build_ns, x.round) as low,
      high(x.build_ns * 1.0 / y.build_ns, x.round) as high
    from best join point as p on p.buffer is null or p.baseline join rounds as x on x.cell = p.cell
    join rounds as y on y.cell = best.cell and y.round = x.round group by p.cell) as p),
others as (select * from against where buffer <> best),
-- A range where nothing else lies between its ends, else their names.
same as (
  select *, (select count(*) from others where tied is not 1 and buffer between least and most) as
    gaps
  from (select min(buffer) as least, max(buffer) as most, listing(binary(buffer), 9) as names,
          count(*) as number
        from (select buffer from others where tied union select buffer from best order by 1)))
select case
    when (select max(tied) is null from others where buffer is not null)
      then 'Too few rounds to tell buffers apart.'
    when number > 1 then 'Buffers of ' || iif(gaps, names, binary(same.least) || ' to '
      || binary(same.most)) || ': no difference was found.'
    else '"' || label || '" is at its best with ' || binary(best.buffer)
      || iif(near.least < near.most, ', and within 10 % of that from ' || binary(near.least)
          || ' to ' || binary(near.most), '')
      || '.' end
  || coalesce((select ' With ' || group_concat(binary(buffer) || ' it takes ' || times, ', with ')
      || ' the time of ' || binary(best) || '.'
    from (select others.* from others, near
          where tied = 0 and not buffer between coalesce(near.least, 1) and coalesce(near.most, 0)
            and buffer in ((select min(buffer) from own), (select max(buffer) from own))
          order by buffer)), '')
  || coalesce((select ' ' || label || ', which needs no buffer, takes ' || times || '.'
               from against where buffer is null order by ns limit 1), '') as answer
from best, same left join near
where (select count(distinct buffer) from own) > 1;
