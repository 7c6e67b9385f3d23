-- How large should a chunk be?
-- CPU time, by the bytes of a chunk, the same data in all; dashed: a vector, which has no chunks.
--
-- Read: Above: small chunks pay for an allocation each; then the lines stay flat. Gather is a copy,
-- Read: whatever the chunk. Below: in order a list costs a division an element to know the chunk,
-- Read: at any size. At random it is walked link by link, so that larger chunks are faster in
-- Read: proportion; a directory needs one load more than a vector.
-- Needs: two sizes of chunks, and a vector beside them
-- Suite: chunk_size
-- Place: 8

create temp table point as
with size as (
  select cell, max(coalesce(parameters ->> 'chunk', parameters ->> 'block')) as chunk
  from rounds group by cell)
select cell, title, label, chunk, append_ns, ns, scan_ns, random_ns, ns_low, ns_high
from summary join size using (cell) where ended = 'done' and not baseline;

-- The slowest at random, which has to walk, is the first.
create temp table line as
select row_number() over (order by max(random_ns) desc, title) as series, title, label,
  count(chunk) > 0 as chunked
from point group by title;

create temp view series as
select title as label, colour, iif(chunked, 1, 2) as dash
from line join colour using (label) order by series;

-- The vector is drawn from the smallest chunk to the largest.
create temp view points as
with ends as (select min(chunk) as chunk from point union select max(chunk) from point)
select series, coalesce(point.chunk, ends.chunk) as chunk, append_ns, ns, scan_ns, random_ns,
  coalesce(ns_low, ns) as low, coalesce(ns_high, ns) as high
from line join point using (title) left join ends on point.chunk is null
order by series, 2;

-- The smallest chunk from which on none is more than a tenth above the best; else the best.
create temp table enough as
with list as (
  select point.*, min(ns) over () as best from point join line using (title)
  where chunked and series = (select min(series) from line where chunked)),
slow as (select max(chunk) as chunk from list where ns > 1.1 * best)
select list.*, list.chunk > coalesce(slow.chunk, 0) as settled from list, slow
order by settled desc, iif(settled, list.chunk, ns) limit 1;

create temp table vector as select * from point where chunk is null order by title limit 1;

-- That to the vector, round by round.
create temp table cost as
with pair as (
  select l.round, l.append_cpu_ns * 1.0 / v.append_cpu_ns as append,
    l.build_ns * 1.0 / v.build_ns as build
  from enough as e, vector join rounds as l on l.cell = e.cell
  join rounds as v on v.cell = vector.cell and v.round = l.round),
median as (
  select 'append' as what, median(append, round) as ratio, low(append, round) as low,
    high(append, round) as high from pair
  union all
  select 'build', median(build, round), low(build, round), high(build, round) from pair),
told as (
  select what, iif(tie(ratio, low, high, floor) like 'tied%', 'tied with', ratio(ratio) || ' x')
    || within(low, high) as said from median, noise)
select max(iif(what = 'append', said, null)) as append,
  max(iif(what = 'build', said, null)) as build
from told;

create temp view answer as
select case when settled then 'From ' || binary(e.chunk) || ' on, a ' || e.title
              || ' is within 10 % of its best:'
            else 'A ' || e.title || ' is at its best with ' || binary(e.chunk) || ':' end
  || ' append ' || append || ' the vector, with gather ' || build || '; a read at random takes '
  || duration(e.random_ns) || ' there'
  || coalesce((select group_concat(', in a ' || title || ' ' || duration(random_ns), '')
               from point as p where p.chunk = e.chunk and p.title <> e.title), '')
  || ', in the vector ' || duration(v.random_ns) || '.' as answer
from enough as e, vector as v, cost
where (select count(distinct chunk) from point) > 1;
