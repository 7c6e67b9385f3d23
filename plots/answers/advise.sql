-- advise.sql - advice for :COUNT elements of :TYPE in :MEMORY, with :NEED: a line a row.
-- What does not fulfil the need is left out, with the reason; the rest is ranked by time. Where the
-- records do not cover the question, it is said. After facts.sql.

select refuse('TYPE: "' || :TYPE || '" is not one of '
  || replace(replace(type_names(), '","', ' '), '"', '')) where width_of(:TYPE) is null;

create temp table need as
with words as (select json_quote(replace(coalesce(:NEED, ''), ',', ' ')) as list)
select value as need from words, json_each('[' || replace(list, ' ', '","') || ']')
where value <> '';
select refuse('NEED: "' || need || '" is not one of contiguous stable no-pauses') from need
where need not in ('contiguous', 'stable', 'no-pauses') limit 1;

create temp table asked as
select n, n * width_of(:TYPE) as data, width_of(:TYPE) as width,
  coalesce(bytes_of(:MEMORY, 'MEMORY'), (select memory_free_bytes / 2
    from main.run join main.machine using (run) order by place limit 1)) as room
from (select count_of(:COUNT, 'COUNT') as n);

create temp table base as
select count, type, machine, data_bytes * 1.0 / max(count, 1) as width from facts
where ended is not null and family <> 'control' and data_bytes is not null limit 1;
select refuse('RUN: ' || :run_path
  || ' compares no strategies; measure first: make bench SUITE=strategies')
where not exists (select 1 from base);

-- near: measured under a limit as tight as this one, or tighter, the nearest. spills: more than
-- fits. must_be_ram: the part of the peak that is no file, which the kernel can take back.
create temp table judged as
with needed as (
  select f.*, a.*, coalesce(peak, 2) * data as peak_bytes,
    (coalesce(peak, 2) - min(coalesce(file, 0), coalesce(peak, 2))) * data as must_be_ram,
    coalesce(peak, 2) * data > room as too_large,
    (select v.rowid from survival as v
     where v.strategy = f.strategy and v.survived and v.limit_bytes <= a.room
       and v.limit_bytes * 1.0 / v.data_bytes <= a.room * 1.0001 / a.data
     order by v.limit_bytes * 1.0 / v.data_bytes desc limit 1) as near
  from facts as f, asked as a where f.ended is not null and f.family <> 'control'),
limited as (
  select r.*, v.limit_bytes, v.data_bytes as spilled_bytes,
    too_large and near is not null as spills, v.wall_ns * r.width / base.width as wall_ns
  from needed as r left join survival as v on v.rowid = near, base)
select *, iif(spills, wall_ns, ns) as time, rtrim(
  iif(ended <> 'done', coalesce(note, 'not measured') || '; ', '')
  || iif('contiguous' in need and not contiguous, 'not one block: gathering it is a copy; ', '')
  || iif('stable' in need and not coalesce(stable, 0), 'elements move; ', '')
  || case
       when 'no-pauses' not in need then ''
       when too_large then 'its longest append was not measured under a limit; '
       when longest_ns is null then 'its longest append was not measured; '
       when longest_ns > 1e6 then 'its longest append took ' || duration(longest_ns) || '; '
       else '' end
  || case
       when near is not null then ''
       when must_be_ram > room then 'needs ' || bytes(must_be_ram) || ' of RAM; '
       when too_large then 'not measured under a limit as tight as this; '
       else '' end, '; ') as objections
from limited;

create temp table good as
select row_number() over (order by time) as rank, * from judged where objections = '';

select si(n) || ' ' || :TYPE || ', ' || bytes(data) || ' of data, ' || bytes(room) || ' of RAM'
  || coalesce('; needed: ' || (select group_concat(need, ', ') from need), '') from asked;
select 'Measured at ' || si(count) || ' ' || type || ' on ' || machine || ' (' || :run_path || ').'
  || iif(machine <> :here, ' That is not this machine; make bench-full measures here.', '')
from base;
select 'Not covered: as few elements as ' || si(n) || '; small arrays cost more an element. '
  || 'Measure: make bench SUITE=strategies COUNT=' || n from asked, base where n < count / 10;
select 'Not covered: ' || si(n) || ' elements; the times below are scaled up. Measure: make bench '
  || 'SUITE=strategies COUNT=' || n || ' BUDGET=' || cast(max(ceil(n * 10e-9), 1) as integer)
from asked, base where n > 10 * count and data <= room;
select 'Not covered: elements of ' || a.width || ' bytes; the times below are of '
  || short(base.width) || '. Measure: make bench SUITE=strategies TYPE=' || :TYPE
from asked as a, base where a.width <> base.width;
select 'More than fits: a limit and what it costs were measured with '
  || group_concat(distinct bytes(spilled_bytes)) || '.' from good where spills having count(*) > 0;
select 'Not covered: more data than RAM. Measure: make bench' from asked
where data > room and not exists (select 1 from survival);
select '';
with best as (
  select iif(spills, -1, ns_high * (1 + coalesce(floor, 0))) as tied_to from good where rank = 1)
select line from (
  select rank, 1 as part, rank || '. ' || title
    || iif(reads_twice, ', if the input can be read twice', '') || ': about ' || duration(time * n)
    || iif(rank > 1 and not spills and ns_low <= tied_to, ' (tied with the first)', '') as line
  from good, best
  union all
  select rank, 2, '   ' || ratio(time) || ' ns per element'
    || iif(spills, ' of wall time (under ' || short(limit_bytes / 1048576.0) || ' MiB)',
           '; to knowing n ' || iif(tied, 'tied', ratio(ratio) || ' x'))
    || iif(peak is null, '', '; peak ' || ratio(peak) || ' x the data'
                             || iif(file > 0.5, ', pages of a file', ''))
    || iif(longest_ns is not null and not spills,
           '; longest append of ' || si(longest_of) || ': ' || duration(longest_ns), '')
  from good
  union all
  select rank, 3, '   try: '
    || iif(spills, 'experiments/driver/limit ' || (room / 1048576) || 'MiB ', '')
    || 'build/' || strategy || ' --count ' || n || ' --type ' || :TYPE
    || iif(spills, ' --phases append,gather', '')
  from good)
where rank <= 5 order by rank, part;
select 'Nothing that was measured fulfils this.' where not exists (select 1 from good);
select '';
select 'Left out:' where exists (select 1 from judged where objections <> '');
select '  ' || title || ': ' || objections from judged where objections <> '';
