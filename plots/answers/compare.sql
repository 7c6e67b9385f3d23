-- compare.sql - two runs, or sets of runs (attached as base and new), cell by cell: what is better,
-- worse or tied; in the temporary table changes.
--
-- Time is relative to the baseline of the same round, which takes out most of what differs from day
-- to day; the baseline's own line has ns, and so have cells without one beside them. The ratio new
-- / base is the median of all ratios of a new round to a base round; rounds of different runs are
-- no pairs. Its 95 % interval is cut from the same list by the ranks of the Mann-Whitney test.
-- Better and worse are only said when the interval does not hold 1 and the ratio is farther from it
-- than either run's noise floor in that suite.

create temp view side as
with both as (
  select 0 as new, s.*, r.suite, n.floor, name, cpu, kernel from base.summary as s
  join base.run as r using (run) join base.noise as n using (run) join base.machine using (run)
  union all
  select 1, s.*, r.suite, n.floor, name, cpu, kernel from new.summary as s
  join new.run as r using (run) join new.noise as n using (run) join new.machine using (run))
select *, name || ', ' || coalesce(cpu, '') || ', ' || kernel as machine from both;

-- What a cell measures, without how many elements, and with them. What a label leaves open, the
-- options tell.
create temp table cells as
select *, json_array(suite, label, strategy, type, arrays, turns, pages, limit_bytes, address_bytes,
    allocator, phases, parameters, chained) as kind,
  trim(iif(arrays > 1, arrays || ' arrays' || iif(turns, ' in turn', '') || ' ', '')
    || iif(chained, 'chained ', '') || iif(parameters <> '{}', parameters, '')) as options
from side;

create temp table value as
with build as (
  select 0 as new, * from base.counted union all select 1, * from new.counted)
select b.new, b.run, b.cell, b.round, b.build_ns * 1.0 / max(b.appended, 1) as ns,
  iif(b.is_baseline, null, b.build_ns * 1.0 / nullif(k.build_ns, 0)) as relative
from build as b left join build as k on k.new = b.new and k.run = b.run and k.round = b.round
  and k.is_baseline and k.aa_of is null and k.instrument is null and k.count = b.count
  and k.type = b.type and k.arrays = b.arrays and k.turns = b.turns
where b.aa_of is null and b.instrument is null;
create index temp.value_cell on value(new, run, cell);

-- Each kind at the largest n that both measured; else at the largest that both tried.
create temp table pair as
select * from (
  select n.*, b.run as base_run, b.cell as base_cell, b.ended as base_ended, b.note as base_note,
    b.peak_bytes as base_peak_bytes, b.peak_error_bytes as base_error,
    max(coalesce(n.floor, 0), coalesce(b.floor, 0)) as both_floor,
    n.machine <> b.machine as elsewhere, row_number() over (
      partition by n.kind order by n.ended = 'done' and b.ended = 'done' desc, n.count desc) as back
  from cells as n join cells as b using (kind, count) where n.new and not b.new)
where back = 1;

create temp table changes as
with sized as (
  select *, count(*) over cell as size, count(relative) over cell > 0 as is_relative
  from value window cell as (partition by new, run, cell)),
each as (
  select p.kind, x.is_relative and y.is_relative as is_relative, x.size as m, y.size as n,
    iif(x.is_relative and y.is_relative, x.relative / y.relative, x.ns / y.ns) as ratio
  from pair as p
  join sized as x on x.new and x.run = p.run and x.cell = p.cell
  join sized as y on not y.new and y.run = p.base_run and y.cell = p.base_cell
  where p.ended = 'done' and p.base_ended = 'done'),
judged as (
  select kind, median(ratio) as change, rank_low(ratio, m, n) as low_change,
    rank_high(ratio, m, n) as high_change, max(is_relative) as is_relative from each group by kind),
told as (
  select *, ended <> 'done' or base_ended <> 'done' as not_both,
    elsewhere and not coalesce(is_relative, 0) as no_time
  from pair left join judged using (kind))
select suite, label,
  iif(count(*) over (partition by suite, label) > 1, ' ' || options, '') as more,
  baseline, count, type,
  case
    when not_both then
      case when 'not_run' in (ended, base_ended) then 'not run'
           when ended = base_ended then replace(ended, '_', ' ') || ' in both'
           when ended = 'done' then 'better' else 'worse' end
    when no_time then 'another machine'
    when low_change is null then 'too few rounds'
    when tied(change, low_change, high_change, both_floor) then 'tied'
    when change < 1 then 'better' else 'worse'
  end as time,
  iif(no_time, null, change) as ratio, iif(no_time, null, low_change) as low,
  iif(no_time, null, high_change) as high, both_floor as floor,
  -- A peak differs when it does so by more than both errors and one percent.
  case
    when not_both or peak_bytes is null or not base_peak_bytes then null
    when abs(peak_bytes - base_peak_bytes)
      <= max(peak_error_bytes + base_error, base_peak_bytes / 100) then 'tied'
    when peak_bytes < base_peak_bytes then 'better' else 'worse'
  end as peak, peak_bytes / base_peak_bytes as peak_ratio,
  iif(not_both, coalesce(base_note, 'measured') || ' -> ' || coalesce(note, 'measured'), null)
    as note
from told;

-- What else differs around the cells that are compared, and changes results; what a run did not
-- record is not known to differ.
create temp table around as
with both as (
  select 0 as new, m.kernel as kernel_there, m.libc as libc_there, transparent_huge_pages, r.*
  from base.record as r join base.machine as m using (run)
  where (run, cell) in (select base_run, base_cell from pair)
  union all
  select 1, m.kernel, m.libc, transparent_huge_pages, r.*
  from new.record as r join new.machine as m using (run)
  where (run, cell) in (select run, cell from pair)),
said as (
  select distinct new, j.key as what, j.atom as value
  from both, json_each(json_object('kernel', coalesce(kernel, kernel_there),
    'libc', coalesce(libc, libc_there), 'allocator', allocator, 'tunables', tunables,
    'compiler', compiler, 'flags', flags, 'page size', page_bytes, 'file system', file_system,
    'huge pages', coalesce(pages_system, transparent_huge_pages))) as j where j.atom is not null),
listed as (
  select new, what, listing(iif(value = '', 'none', value), 3) as names
  from (select * from said order by value) group by new, what)
select what, b.names as base, n.names as new
from listed as b join listed as n using (what) where not b.new and n.new and b.names <> n.names;
