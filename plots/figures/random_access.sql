-- What does an index into chunks cost?
-- CPU time of a read at random, as a multiple of that in a vector. Bands are 95 % intervals.
--
-- Read: In a cache the index into blocks, a little arithmetic and one load more, takes as long as
-- Read: the read itself; in memory a read takes longer than that. Where reads overlap (as in
-- Read: numpy's x[i]), a longer index leaves room for fewer of them; a list is walked link by
-- Read: link.
-- Needs: two sizes, and a vector beside one other
-- Suite: random_access
-- Place: 9

create temp table reads as
select s.*, contiguous, p.file as in_file from summary as s join program as p using (strategy)
where ended = 'done' and random_ns is not null;

-- The ratio to the vector's read in the same round.
create temp table point as
select s.cell, s.label, s.contiguous, s.count, s.chained, s.data_bytes, s.random_ns as ns,
  v.cell = s.cell as is_vector, median(x.random_ns / y.random_ns, x.round) as times,
  low(x.random_ns / y.random_ns, x.round) as low, high(x.random_ns / y.random_ns, x.round) as high
from reads as s join reads as v using (chained, count)
join rounds as x on x.cell = s.cell
join rounds as y on y.cell = v.cell and y.round = x.round
where v.strategy = (select strategy from reads where contiguous and not in_file order by cell)
group by s.cell;

-- One that is walked is of another order of magnitude: it is told apart, and the axis is that of
-- the others.
create temp table last as
select label, contiguous, data_bytes, ns, times, low, high, times > 5 as walked, max(count)
from point where not chained group by label;
create temp table axis as
select max(2, 1.05 * min(max(coalesce(high, times)), 1.6 * max(times))) as top from point
where label in (select label from last where not walked);
create temp table line as
select row_number() over by_times as series, last.*, iif(times < top, times, null) as end,
  spread(min(times, top * 0.97), top * 0.065) over (by_times
    rows between unbounded preceding and unbounded following) as place
from last, axis window by_times as (order by min(times, top), times, label);

create temp view series as
select label, colour, point, dash, end, place from line join colour using (label) order by series;

create temp view points as
select series, chained, p.data_bytes, p.times, coalesce(p.low, p.times) as low,
  coalesce(p.high, p.times) as high, p.label || ', n = ' || si(p.count) || ': '
    || iif(is_vector, 'the vector itself', ratio(p.times) || ' x' || within(p.low, p.high)) || ', '
    || duration(p.ns) as hover
from line join point as p using (label) order by series, chained, p.count;

-- Where a line leaves through the top, and the farthest it goes there.
create temp view leaves as
with step as (
  select label, chained, data_bytes, times, lag(data_bytes, 1, data_bytes) over each as before,
    lag(times, 1, 0) over each as was
  from point window each as (partition by label, chained order by count)),
farthest as (
  select label, chained, 'to ' || ratio(times) || ' x' as text, max(times)
  from point group by label, chained),
crossing as (
  select label, chained, top, before * pow(data_bytes / before, (top - was) / (times - was)) as at,
    row_number() over (partition by label, chained order by data_bytes desc) as back
  from step, axis where was <= top and times > top)
select series, chained, at as data_bytes, top, text
from crossing join farthest using (label, chained) join line using (label) where back = 1
order by series, chained;

create temp view caches as
select value as bytes, rtrim(key, 'd') as name
from machine, json_each(cache_bytes)
where value > (select min(data_bytes) from point) and value < (select max(data_bytes) from point);

-- Below the axis: each second size, and what the vector takes there.
create temp view sizes as
select chained, data_bytes, bytes(data_bytes) as size, duration(ns) as ns
from (select *, row_number() over (partition by chained order by count desc) as back
      from point where is_vector)
where back % 2 order by chained, data_bytes;

-- What blocks cost in the largest data, and where they are in a cache; and what a list costs.
create temp view answer as
with ends as (
  select min(count) as least, max(count) as most, count(distinct label) as labels from point),
cost as (
  select chained, count, bytes(data_bytes) as bytes, ratio(min(times))
    || iif(count(*) > 1, ' to ' || ratio(max(times)), '') || ' x' as costs,
    case sum(tied(times, low, high, floor)) when 0 then ''
      when count(*) then ' (all tied, or below the noise)'
      else ' (' || sum(tied(times, low, high, floor)) || ' of ' || count(*)
        || ' tied, or below the noise)' end as ties
  from point, noise where label in (select label from line where not (contiguous or walked))
  group by chained, count),
blocks as (
  select 'In ' || b.bytes || ', where reads overlap, an index into blocks takes ' || b.costs
    || ' the time of a vector' || coalesce(b.ties, ' (too few rounds)')
    || '. Where each read waits for the one before: ' || d.costs || coalesce(d.ties, '')
    || ', and ' || c.costs || coalesce(c.ties, '')
    || ' in ' || c.bytes || '.' as said
  from ends join cost as b on b.count = most and not b.chained
  join cost as c on c.count = least and c.chained
  join cost as d on d.count = most and d.chained),
list as (
  select 'A ' || label || ' has to be walked: ' || ratio(times) || ' x' || within(low, high)
    || coalesce(' with chunks of ' || (
      select binary(max(coalesce(r.parameters ->> 'chunk', r.parameters ->> 'block')))
      from rounds as r join cell as c using (cell) where c.label = line.label), '') || '.' as said
  from line where walked order by series limit 1)
select group_concat(said, ' ') as answer
from (select said from blocks union all select said from list), ends
where least < most and labels > 1 having count(*) > 0;
