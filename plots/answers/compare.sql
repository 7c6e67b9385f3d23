-- compare.sql - two runs, or sets of runs (attached as base and new), cell by cell: what is better,
-- worse or tied; in the temporary table changes.
--
-- Time is relative to the baseline of the same round, which takes out most of what differs from day
-- to day; the baseline's own line has ns, and so have cells without one beside them. Each run gives
-- one number for a cell, the median of the logarithms of its rounds: rounds of one run share what
-- differs from run to run, so that they are no samples of it. A change is the difference of the
-- means of both sides' runs; it is held against how much runs of the same program differ:
--
--   two runs or more on a side    t with the pooled variance of the cell's runs, moderated by those
--                                 of all cells of its suite (Smyth 2004): three to five runs alone
--                                 say little of a variance
--   one run on each               nothing tells it for the cell. Runs of one program differ by 1.5
--                                 % (standard deviation; between suites of the committed results: 0
--                                 to 2, files more), to which each side's own rounds add; if half
--                                 of all cells of the suite changed by more than that gives, by
--                                 theirs. t with 4 degrees of freedom, as cells differ in it
--
-- A cell is better or worse when its 97 % interval does not hold 1: of 100 that did not change at
-- most 3 are called so, with one run a side far fewer. sure: also when corrected
-- for all cells that are compared (Holm 1979), at 5 %: of 100 comparisons of the same programs 5 at
-- most are sure of any.

create temp view setting as
select 0.985 as quantile, 0.05 as all_cells, 0.015 as least_deviation, 4 as least_df;

create temp view side as
with both as (
  select 0 as new, s.*, r.suite, name, cpu, kernel from base.summary as s
  join base.run as r using (run) join base.machine using (run)
  union all
  select 1, s.*, r.suite, name, cpu, kernel from new.summary as s
  join new.run as r using (run) join new.machine using (run))
select *, name || ', ' || coalesce(cpu, '') || ', ' || kernel as machine from both;

-- What a cell measures, without how many elements, and with them. What a label leaves open, the
-- options tell.
create temp table cells as
select *, json_array(suite, label, strategy, type, arrays, turns, pages, idle_seconds, limit_bytes,
    address_bytes, allocator, phases, parameters, chained) as kind,
  trim(iif(arrays > 1, arrays || ' arrays' || iif(turns, ' in turn', '') || ' ', '')
    || iif(chained, 'chained ', '') || iif(parameters <> '{}', parameters, '')) as options
from side;

create temp table build as
select 0 as new, * from base.counted where aa_of is null and instrument is null
union all
select 1, * from new.counted where aa_of is null and instrument is null;
create index temp.build_baseline on build(new, run, round) where is_base;

create temp table value as
select b.new, b.run, b.cell, b.round, b.build_ns * 1.0 / max(b.appended, 1) as ns,
  iif(b.is_baseline, null, b.build_ns * 1.0 / nullif(k.build_ns, 0)) as relative
from build as b left join build as k on k.new = b.new and k.run = b.run and k.round = b.round
  and k.is_base and k.alike = b.alike and k.count = b.count and k.type = b.type
  and k.arrays = b.arrays and k.turns = b.turns
  and (b.append_wall_ns is not null or (b.scan_wall_ns is null) = (k.scan_wall_ns is null));
create index temp.value_cell on value(new, run, cell);

-- Each kind at the largest n that both measured; else at the largest that both tried.
create temp table pair as
select * from (
  select n.*, b.run as base_run, b.cell as base_cell, b.ended as base_ended, b.note as base_note,
    b.peak_bytes as base_peak_bytes, b.peak_error_bytes as base_error,
    n.machine <> b.machine as elsewhere, row_number() over (
      partition by n.kind order by n.ended = 'done' and b.ended = 'done' desc, n.count desc) as back
  from cells as n join cells as b using (kind, count) where n.new and not b.new)
where back = 1;

-- One number for each run of a side, and the error of it that its own rounds tell.
create temp table each as
with of(id, new, run, cell) as (
  select rowid, 1, run, cell from pair where ended = 'done' and base_ended = 'done'
  union all
  select rowid, 0, base_run, base_cell from pair where ended = 'done' and base_ended = 'done'),
sized as (
  select of.id, v.*, count(relative) over (partition by id, new) > 0 as is_relative
  from of join value as v using (new, run, cell)),
both as (select *, min(is_relative) over (partition by id) as both_relative from sized)
select id, new, both_relative as is_relative, round / 1000 as repetition,
  ln(iif(both_relative, relative, ns)) as y from both;
create index temp.each_run on each(id, new, repetition);

create temp table number as
with middle as (
  select id, new, repetition, is_relative, median(y) as y, count(y) as rounds
  from each group by id, new, repetition having rounds > 0)
select m.*, 1.2533 * 1.4826 * median(abs(e.y - m.y)) / sqrt(rounds) as error
from middle as m join each as e using (id, new, repetition) group by id, new, repetition;

-- Its variance: share of that of one run.
create temp table change as
with side as (
  select id, new, max(is_relative) as is_relative, count(*) as runs, avg(y) as y,
    max(sum(y * y) - count(*) * avg(y) * avg(y), 0) as squares, min(rounds) as rounds,
    sum(error * error) as error2
  from number group by id, new)
select n.id, p.suite, n.is_relative, n.y - b.y as change, b.runs as base_runs, n.runs,
  n.runs + b.runs - 2 as df, 1.0 / n.runs + 1.0 / b.runs as share,
  max((n.squares + b.squares) / nullif(n.runs + b.runs - 2, 0), 1e-8) as variance,
  n.error2 + b.error2 as own_error2, min(n.rounds, b.rounds) as rounds
from side as n join side as b using (id) join pair as p on p.rowid = n.id where n.new and not b.new;

create temp table judged as
with suite as (
  select suite, is_relative, prior_df(variance, df) as prior_df, sum(df) as all_df,
    prior_variance(variance, df) as prior, pow(1.4826 * median(abs(change)), 2) as spread2
  from change group by suite, is_relative),
told as (
  select c.*, s.*,
    case when df > 0 then share * iif(prior_df is null, variance,
           (prior_df * prior + df * variance) / (prior_df + df))
         when rounds >= 4 then max(spread2, 2 * pow(least_deviation, 2) + own_error2)
    end as error2,
    iif(df > 0, min(df + coalesce(prior_df, 0), all_df), least_df) as t_df,
    quantile, all_cells
  from change as c join suite as s using (suite, is_relative), setting),
tested as (
  select *, student(quantile, t_df) * sqrt(error2) as reach,
    2 * student_p(-abs(change) / sqrt(error2), t_df) as p
  from told),
holm as (
  select id, max(p * back) over (order by p, id) <= all_cells as sure
  from (select id, p, all_cells, row_number() over (order by p desc, id desc) as back
        from tested where p is not null))
select id, is_relative, base_runs, runs, exp(change) as change,
  exp(change - reach) as low_change, exp(change + reach) as high_change, exp(reach) - 1 as apart,
  sure
from tested left join holm using (id);

create temp table changes as
with told as (
  select *, ended <> 'done' or base_ended <> 'done' as not_both,
    elsewhere and not coalesce(is_relative, 0) as no_time
  from pair left join judged on id = pair.rowid)
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
    when low_change <= 1 and high_change >= 1 then 'tied'
    else iif(change < 1, 'better', 'worse') || iif(sure, '', '?')
  end as time,
  iif(no_time, null, change) as ratio, iif(no_time, null, low_change) as low,
  iif(no_time, null, high_change) as high, iif(no_time, null, apart) as apart, base_runs, runs,
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
