-- What does an index into chunks cost?
-- A million random reads, by bytes of data: CPU time of one, also as a multiple of the vector's.
--
-- Read: In a cache an index into blocks is arithmetic and one more load, which take as long as the
-- Read: read itself. In memory a read takes longer than all of that, and only where reads overlap
-- Read: (numpy's x[i]) a longer index leaves room for fewer of them. A list walks link by link, the
-- Read: farther the more data. Vertical lines: what a cache holds.
-- Needs: two sizes, and a vector beside one other
-- Suite: random_access
-- Place: 9

create temp table reads as
select s.*, contiguous, p.file as in_file from summary as s join program as p using (strategy)
where ended = 'done' and random_ns is not null;

-- The ratio to the vector's read in the same round.
create temp table point as
select s.cell, s.label, s.contiguous, s.count, s.chained, s.data_bytes, s.random_ns as ns,
  median(x.random_ns / y.random_ns, x.round) as times
from reads as s join reads as v using (chained, count)
join rounds as x on x.cell = s.cell
left join rounds as y on y.cell = v.cell and y.round = x.round
where v.strategy = (select strategy from reads where contiguous and not in_file order by cell)
group by s.cell;

-- One that is walked is another order of magnitude; it is told apart, and not drawn among the
-- ratios.
create temp table line as
with last as (
  select label, contiguous, ns, times, max(count) from point where not chained group by label)
select row_number() over by_times as series, *, times > 5 as walked,
  spread(min(times, 4.2), 0.29) over (by_times
    rows between unbounded preceding and unbounded following) as place
from last window by_times as (order by min(times, 4.2), label);

create temp view series as
select label, colour, iif(contiguous, 2, 1) as dash, place
from line join colour using (label) order by series;

create temp view points as
select series, p.* from line join point as p using (label)
order by series, chained, count;

create temp view caches as
select value as bytes, rtrim(key, 'd') as name
from machine, json_each(cache_bytes)
where value > (select min(data_bytes) from point) and value < (select max(data_bytes) from point);

-- What blocks cost, in the smallest and in the largest data; and what a list costs.
create temp view answer as
with ends as (
  select min(count) as least, max(count) as most, count(distinct label) as labels from point),
cost as (
  select chained, count, bytes(data_bytes) as bytes,
    ratio(min(times)) || ' to ' || ratio(max(times)) || ' x' as costs
  from point where label in (select label from line where not (contiguous or walked))
  group by chained, count),
blocks as (
  select iif((select max(walked) from line), 'Blocks found by arithmetic', 'Chunks and blocks')
    || ' cost ' || a.costs || ' a vector''s read in ' || a.bytes || ', ' || b.costs || ' in '
    || b.bytes || ', where reads overlap; where each waits for the one before, ' || c.costs
    || ' and ' || d.costs || '.' as said
  from ends join cost as a on a.count = least and not a.chained
  join cost as b on b.count = most and not b.chained
  join cost as c on c.count = least and c.chained
  join cost as d on d.count = most and d.chained),
list as (
  select 'A ' || label || ' is walked: ' || duration(ns) || ', ' || ratio(times) || ' x.' as said
  from line where walked order by series limit 1)
select group_concat(said, ' ') as answer
from (select said from blocks union all select said from list), ends
where least < most and labels > 1 having count(*) > 0;
