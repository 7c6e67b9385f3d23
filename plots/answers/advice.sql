-- advice.sql - what advise.sql found, in words: the tables question (and the best), others, out.

create temp table best as
select g.*, (select value ->> 'numpy' from json_each(:described)
             where value ->> 'strategy' = g.strategy) as numpy,
  iif(peak_bytes < 1e6, 'less than 1 MB', bytes(min(peak_bytes, room))) || ' of RAM'
    || iif(file > 0.5, ' (pages of a file)', '') as ram
from good as g where rank = 1;

-- What only a measurement can tell.
create temp table maybe as
select *, objection glob 'its longest append*' as pause from judged
where objection glob '*not measured*';

create temp table question as
select si(n) || ' ' || :TYPE || ': ' || bytes(data) || ' of data, ' || bytes(room) || ' of memory'
  || coalesce((select '; needed: ' || group_concat(need || ' (' || means || ')', ', ')
               from need join known_need using (need)), '') || '.' as line
from asked
union all
select 'Best: ' || title || iif(reads_twice, ', if the input can be read twice', '') || ': about '
  || duration(ns) || ' by the clock, on the system''s pages, ' || ram
  || iif(disk_bytes is null, '', ', ' || bytes(disk_bytes) || ' of disk (' || bytes(:disk_free)
         || ' free in ' || :directory || ')') || '.'
from best
union all
select '  measured ' || known || iif(own, '', ' (the reference)') from best
union all
select '  memory:  just used; idle' || coalesce((
    select ' for ' || idle_seconds || ' s: ' || ratio(ratio) || ' x as long ('
      || iif(machine = :here, 'here', 'on ' || machine) || ')'
    from idle where idle.strategy = best.strategy),
  ': not measured (make bench SUITE=fresh_memory)')
from best
union all
select '  numpy:   ' || numpy from best where numpy is not null
union all
select '  try:     ' || iif(:MEMORY is not null,
    'experiments/driver/limit ' || cast(room as integer) || ' ', '')
  || 'build/' || strategy || ' --count ' || n || ' --type ' || :TYPE || ' --phases append'
  || iif(gathers, ',gather', '') || iif(kept, ',sync --keep', '')
  || iif(disk_bytes is null, '', ' --directory ' || word(:directory))
from best
union all
select 'Nothing that was measured fulfils this.' where not exists (select 1 from good)
union all
select 'Not measured, and may do: '
  || listing(title || ' (about ' || duration(ns) || '; ' || objection || ')', 4) || '.'
from (select * from maybe order by ns) where not exists (select 1 from good) having count(*) > 0
union all
select 'With MEMORY=' || cast(ceil((ram_bytes + 2e6) / 1e6) as integer) || 'M: ' || title
  || ', about ' || duration(ns) || '.'
from (select * from judged where objection = 'needs more RAM' order by ram_bytes limit 1)
where not exists (select 1 from good);

create temp table others as
select title || iif(reads_twice, ' (reads twice)', '') as strategy, duration(ns) as time,
  ratio(to_best) || ' x' as "to best", ratio(ns / n) as "ns/element",
  iif(peak_bytes < 1e6, '< 1 MB', bytes(min(peak_bytes, room)) || iif(file > 0.5, ' file', ''))
    as RAM,
  iif(disk_bytes is null, '-', bytes(disk_bytes)) as disk, known as measured
from good where rank <= 8 and to_best < 20 order by rank;

-- BUDGET: 20 ns an element.
create temp table out as
with slow as (
  select 'Slower: ' || listing(title || ' ' || span(ns), 8) as line
  from (select * from good where rank > 8 or to_best >= 20 order by rank) having count(*) > 0),
reasons as (
  select objection, listing(title || iif(objection = 'needs more RAM', ' ' || bytes(ram_bytes), ''),
    30) as titles
  from (select * from judged order by ram_bytes, title)
  where objection is not null group by objection order by count(*) desc)
select '' as line union all select line from slow
union all select 'Out: ' || objection || ': ' || titles from reasons
union all
select iif(exists (select 1 from good), 'To measure it instead: ', 'To measure it: ')
  || 'make bench SUITE=' || case
    when (select max(pause) from maybe) and not exists (select 1 from good) then 'append_latency'
    when room < 2 * data then 'advise LIMITS=' || cast(room as integer) else 'strategies' end
  || ' COUNT=' || n || ' TYPE=' || :TYPE || ' BUDGET=' || cast(max(ceil(n * 2e-8), 1) as integer)
from asked where exists (select 1 from maybe) or not exists (select 1 from judged)
  or (select outside or pressed and data > 10 * waited_data from best);
