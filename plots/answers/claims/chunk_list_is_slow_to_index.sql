-- a chunk list is slow to index
--
-- Place: 14
-- Suite: chunk_size
-- Rule: Slow: a read at a random position takes more than twice as long as in a vector, with all of
-- Rule: the interval. True: with every size of chunks that was measured. False: with none. Depends:
-- Rule: with some.

with size as (
  select cell, max(parameters ->> 'chunk') as chunk, max(parameters ->> 'block') as block
  from rounds group by cell),
vector as (
  select * from summary where strategy = 'doubling_vector' and random_ns is not null
    and ended = 'done' order by count desc limit 1),
each as (
  select s.strategy, coalesce(chunk, block) as bytes, s.random_ns as ns, v.random_ns as vector_ns,
    v.data_bytes, median(x.random_ns / y.random_ns, x.round) as ratio,
    low(x.random_ns / y.random_ns, x.round) as low,
    high(x.random_ns / y.random_ns, x.round) as high
  from vector as v join summary as s using (count) join size on size.cell = s.cell
  join rounds as x on x.cell = s.cell join rounds as y on y.cell = v.cell and y.round = x.round
  where s.ended = 'done' and s.random_ns is not null and coalesce(chunk, block) is not null
  group by s.cell),
list as (select * from each where strategy = 'chunk_list' and low is not null),
judged as (select sum(low > 2) as slow, count(*) as sizes from list)
select case slow when 0 then 0 when sizes then 1 end as holds,
  'With chunks of ' || binary(worst.bytes) || ' a read at random takes ' || ratio(worst.ratio)
    || ' x' || within(worst.low, worst.high) || ' the time of a vector'
    || iif(sizes = 1, '', ', with ' || binary(best.bytes) || ' ' || ratio(best.ratio) || ' x'
                          || within(best.low, best.high)) || '.'
    || coalesce((select ' Blocks with a directory take ' || ratio(min(ratio)) || ' to '
                   || ratio(max(ratio)) || ' x.'
                 from each where strategy = 'block_directory' having count(*) > 0), '') as evidence,
  'At ' || bytes(worst.data_bytes) || ': ' || duration(worst.ns)
    || iif(sizes = 1, '', ', ' || duration(best.ns)) || ', and a vector '
    || duration(best.vector_ns) as details
from judged, (select * from list order by ns desc limit 1) as worst,
  (select * from list order by ns limit 1) as best;
