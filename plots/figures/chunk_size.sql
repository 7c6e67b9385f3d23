-- How large should a chunk be?
-- CPU time by the bytes of a chunk, the same data in all. Bands are 95 % intervals.
--
-- Read: Small chunks take longer to append, for each is an allocation; to read in order, a list
-- Read: pays a division for each element. At random a list is walked link by link, and the slower,
-- Read: the more chunks there are; a directory needs one load more than what has no chunks.
-- Needs: two sizes of chunks, and a vector beside them
-- Suite: chunk_size
-- Place: 8

-- Four panels: a row for each cell in each.
create temp table point as
with size as (
  select cell, max(coalesce(parameters ->> 'chunk', parameters ->> 'block')) as chunk
  from rounds group by cell),
each as (
  select 1 as panel, cell, round, append_cpu_ns * 1.0 / appended as x from rounds
  union all select 2, cell, round, build_ns * 1.0 / appended from rounds
  union all select 3, cell, round, scan_cpu_ns * 1.0 / appended from rounds
  union all select 4, cell, round, random_ns from rounds)
select panel, cell, title, label, chunk, count, median(x, round) as ns, low(x, round) as low,
  high(x, round) as high
from summary as s join size using (cell) join each using (cell)
where ended = 'done' and not baseline group by panel, cell having median(x, round) is not null;

-- The slowest at random, which has to walk, is the first.
create temp table line as
select row_number() over (order by max(iif(panel = 4, ns, 0)) desc, title) as series, title, label,
  count(chunk) > 0 as chunked
from point group by title;

create temp view series as
select title as label, colour, point, dash
from line join colour using (label) order by series;

-- The vector is drawn from the smallest chunk to the largest.
create temp view points as
with ends as (select min(chunk) as chunk from point union select max(chunk) from point)
select panel, series, coalesce(point.chunk, ends.chunk) as chunk, ns, coalesce(low, ns) as low,
  coalesce(high, ns) as high, title || coalesce(', ' || binary(point.chunk), '') || ', n = '
    || si(count) || ': ' || ratio(ns) || ' ns' || within(low, high) as hover
from line join point using (title) left join ends on point.chunk is null
order by panel, series, 3;

-- The smallest chunk, but not the largest, from which on none takes more than a tenth longer than
-- the best; else the best.
create temp table enough as
with list as (
  select point.*, min(ns) over () as best from point join line using (title)
  where panel = 2 and chunked and series = (select min(series) from line where chunked)),
slow as (select max(chunk) as chunk from list where ns > 1.1 * best)
select list.*, list.chunk > coalesce(slow.chunk, 0)
  and list.chunk < (select max(chunk) from list) as settled from list, slow
order by settled desc, iif(settled, list.chunk, ns) limit 1;

create temp table vector as
select * from point where panel = 2 and chunk is null order by title limit 1;

-- Those of that chunk to the vector, round by round; the list is the first.
create temp table cost as
with pair as (
  select p.title, l.round, l.append_cpu_ns * 1.0 / v.append_cpu_ns as append,
    l.build_ns * 1.0 / v.build_ns as build, l.random_ns / v.random_ns as random
  from enough as e, vector join point as p on p.panel = 2 and p.chunk = e.chunk
  join rounds as l on l.cell = p.cell
  join rounds as v on v.cell = vector.cell and v.round = l.round),
each as (
  select title, round, 'append' as what, append as x from pair
  union all select title, round, 'build', build from pair
  union all select title, round, 'random', random from pair),
median as (
  select title, what, median(x, round) as ratio, low(x, round) as low, high(x, round) as high
  from each group by title, what having median(x, round) is not null)
select title, what, ratio(ratio) || ' x' || within(low, high)
  || iif(tied(ratio, low, high, floor), ' (tied, or below the noise)', '') as said
from median, noise;

create temp view answer as
with list as (select what, said from cost join enough using (title))
select case when settled then 'Chunks of ' || binary(e.chunk) || ' are enough to append: from '
              || 'there on a ' || e.title || ' is built within 10 % of its best time.'
            else 'A ' || e.title || ' is built fastest with chunks of ' || binary(e.chunk) || '.'
       end
  || ' With these an append takes ' || (select said from list where what = 'append')
  || ' the time of ' || (select title from vector) || ', with gather '
  || (select said from list where what = 'build')
  || coalesce('. A read at random takes ' || (select said from list where what = 'random')
    || coalesce((select group_concat(', in a ' || title || ' ' || said, '')
                 from cost where what = 'random' and title <> e.title), ''), '') || '.' as answer
from enough as e
where (select count(distinct chunk) from point) > 1 and exists (select 1 from list);
