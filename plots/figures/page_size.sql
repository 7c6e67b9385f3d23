-- How much of growth is page faults?
-- CPU time and page faults of append and gather, on memory that was just used.
--
-- Read: A ring is small pages alone (never), a diamond huge pages where the program asks for them
-- Read: (madvise, which most systems have), a disc huge pages everywhere (always). Where they lie
-- Read: together it asks for too little at a time, or its pages are a file's; the number is how
-- Read: many times as long it takes on small pages.
-- Needs: ten times the error of a peak (8 MB of data on two CPUs), and 20 strategies at most
-- Place: 10
-- After: plots/answers/verdict.sql
-- Suite: page_size

create temp table built as
with faults as (
  select cell, low(faults, round) as faults_low, high(faults, round) as faults_high from (
    select cell, round, append_minor_faults + append_major_faults
      + coalesce(gather_minor_faults, 0) + coalesce(gather_major_faults, 0) as faults from rounds)
  group by cell)
select cell, label, title, pages, count, control, ns, ns_low, ns_high, peak,
  faults / (data_bytes / 1e6) as faults_per_mb,
  coalesce(faults_low, faults) / (data_bytes / 1e6) as faults_low,
  coalesce(faults_high, faults) / (data_bytes / 1e6) as faults_high
from ranked join faults using (cell)
where ended = 'done' and faults is not null and peak is not null;

-- A row for each that was built on small pages; always to never, round by round.
create temp table line as
with never as (select * from built where pages = 'never'),
always as (select * from built where pages = 'always'),
ratios as (
  select never.title, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from never join always using (title) join rounds as x on x.cell = never.cell
  join rounds as y on y.cell = always.cell and y.round = x.round),
compared as (
  select title, median(ratio, round) as ratio, low(ratio, round) as low, high(ratio, round) as high
  from ratios group by title)
select row_number() over (order by coalesce(always.ns, never.ns), title) as series, title,
  never.control, never.peak as small_peak, always.peak as huge_peak,
  never.faults_per_mb / always.faults_per_mb as fewer, ratio, low, high,
  tied(ratio, low, high, floor) as tied, tie(ratio, low, high, floor) as tie,
  ratio > 1 and not tied(ratio, low, high, floor) as gains
from never left join always using (title) left join compared using (title), noise;

create temp view series as
select title as label, colour, point, dash, series
from line join (select distinct title, colour, point, dash from cell join mark using (strategy))
  using (title) order by series;

create temp view points as
select series, pages, ns, coalesce(ns_low, ns) as low, coalesce(ns_high, ns) as high,
  max(faults_per_mb, 0.01) as faults, max(faults_low, 0.01) as faults_low,
  max(faults_high, 0.01) as faults_high, label || ', n = ' || si(count) || ': ' || ratio(ns)
    || ' ns per element' || within(ns_low, ns_high) || ', ' || short(faults_per_mb)
    || ' faults per MB, peak ' || ratio(peak) || ' x the data' as hover
from built join line using (title) order by pages, series;

create temp view texts as
select series, 1 as place, case when ratio is null then '-' when tied then tie
    else ratio(ratio) || ' x' || iif(low is null, '', within(low, high)) end as text from line
union all
select series, 2, iif(huge_peak is null, '-', ratio(small_peak) || ' to ' || ratio(huge_peak)
  || ' x') from line order by series, place;

-- A control is told, if one gains: it only writes. Else the one that gains most.
create temp view answer as
with known as (select *, coalesce(gains, 0) as gain from line where ratio is not null)
select case when count(*) = 0 then 'This machine gives no huge pages: nothing to compare.'
    else coalesce((
        select 'Huge pages make ' || title || ' ' || ratio(ratio) || ' x' || within(low, high)
          || ' as fast, with ' || short(fewer) || ' x fewer page faults, on memory that was just'
          || ' used. '
        from known where gain order by control desc, ratio desc limit 1), '')
      || sum(gain) || ' of ' || count(*) || ' are faster with them' || coalesce((
        select '; not ' || listing(title, 9)
        from (select title from known where not gain order by ratio desc) having count(*) > 0), '')
      || '.' end as answer
from known having (select count(*) from line) between 1 and 20;
