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
select 0 as new, r.suite, s.*, n.floor, m.name || ', ' || coalesce(m.cpu, '') || ', ' || m.kernel as machine
from base.summary as s join base.run as r using (run) join base.noise as n using (run) join base.machine as m using (run)
union all
select 1, r.suite, s.*, n.floor, m.name || ', ' || coalesce(m.cpu, '') || ', ' || m.kernel
from new.summary as s join new.run as r using (run) join new.noise as n using (run) join new.machine as m using (run);

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
  select 0 as new, run, round, cell, build_ns, appended, count, type, arrays, turns, is_baseline from base.counted
  where aa_of is null and instrument is null
  union all
  select 1, run, round, cell, build_ns, appended, count, type, arrays, turns, is_baseline from new.counted
  where aa_of is null and instrument is null)
select b.new, b.run, b.cell, b.round, b.build_ns * 1.0 / max(b.appended, 1) as ns,
  iif(b.is_baseline, null, b.build_ns * 1.0 / nullif(k.build_ns, 0)) as relative
from build as b left join build as k on k.new = b.new and k.run = b.run and k.round = b.round and k.is_baseline
  and k.count = b.count and k.type = b.type and k.arrays = b.arrays and k.turns = b.turns;
create index temp.value_cell on value(new, run, cell);

-- Each kind at the largest n that both measured; else at the largest that both tried.
create temp table pair as
select * from (
  select n.*, b.run as base_run, b.cell as base_cell, b.ended as base_ended, b.note as base_note,
    b.peak_bytes as base_peak_bytes, b.peak_error_bytes as base_error, max(coalesce(n.floor, 0), coalesce(b.floor, 0)) as both_floor,
    n.machine <> b.machine as elsewhere,
    row_number() over (partition by n.kind order by n.ended = 'done' and b.ended = 'done' desc, n.count desc) as back
  from cells as n join cells as b using (kind, count) where n.new and not b.new)
where back = 1;

create temp table changes as
with side_size as (
  select new, run, cell, count(*) as size, count(relative) > 0 as is_relative from value group by new, run, cell),
judged as (
  select p.kind, median(iif(s.is_relative and t.is_relative, x.relative / y.relative, x.ns / y.ns)) as ratio,
    rank_low(iif(s.is_relative and t.is_relative, x.relative / y.relative, x.ns / y.ns), s.size, t.size) as low,
    rank_high(iif(s.is_relative and t.is_relative, x.relative / y.relative, x.ns / y.ns), s.size, t.size) as high,
    max(s.is_relative and t.is_relative) as is_relative
  from pair as p
  join value as x on x.new and x.run = p.run and x.cell = p.cell
  join side_size as s on s.new and s.run = p.run and s.cell = p.cell
  join value as y on not y.new and y.run = p.base_run and y.cell = p.base_cell
  join side_size as t on not t.new and t.run = p.base_run and t.cell = p.base_cell
  where p.ended = 'done' and p.base_ended = 'done' group by p.kind),
told as (
  select p.*, j.ratio as change, j.low as change_low, j.high as change_high,
    case
      when p.ended <> 'done' or p.base_ended <> 'done' then
        case when 'not_run' in (p.ended, p.base_ended) then 'not run'
             when p.ended = p.base_ended then replace(p.ended, '_', ' ') || ' in both'
             when p.ended = 'done' then 'better' else 'worse' end
      when elsewhere and not coalesce(is_relative, 0) then 'another machine'
      when j.low is null then 'too few rounds'
      when tied(j.ratio, j.low, j.high, both_floor) then 'tied'
      when j.ratio < 1 then 'better' else 'worse'
    end as time,
    -- A peak differs when it does so by more than both errors and one percent.
    case
      when p.ended <> 'done' or p.base_ended <> 'done' or p.peak_bytes is null or not p.base_peak_bytes then null
      when abs(p.peak_bytes - base_peak_bytes) <= max(p.peak_error_bytes + base_error, base_peak_bytes / 100)
        then 'tied'
      when p.peak_bytes < base_peak_bytes then 'better' else 'worse'
    end as peak_change
  from pair as p left join judged as j using (kind))
select suite, label, iif(count(*) over (partition by suite, label) > 1, ' ' || options, '') as more, baseline, count, type,
  time, iif(time in ('another machine'), null, change) as ratio, iif(time = 'another machine', null, change_low) as low,
  iif(time = 'another machine', null, change_high) as high, both_floor as floor, peak_change as peak, peak_bytes / base_peak_bytes as peak_ratio,
  case when ended <> 'done' or base_ended <> 'done' then
    coalesce(base_note, 'measured') || ' -> ' || coalesce(note, 'measured') end as note
from told;
