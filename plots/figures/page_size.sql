-- How much of growth is page faults?
-- CPU time, faults and peak memory of append and gather, on memory that was just used.
--
-- Read: A row is a strategy. Where ring, diamond and disc lie together, larger pages change nothing
-- Read: for it: it asks for too little at a time, or its pages are a file's. madvise is what most
-- Read: systems have: 2 MiB pages where a program asks. always means here that malloc and all
-- Read: mappings of the program ask. All of it is of memory that was just used, which the machine
-- Read: backs already: on other memory huge pages can take longer, see the suite fresh_memory.
-- Needs: ten times the error of a peak (8 MB of data on two CPUs), and 20 strategies at most
-- Place: 10
-- After: plots/answers/verdict.sql
-- Suite: page_size

create temp table built as
select cell, title, pages, control, ns, faults / (data_bytes / 1e6) as faults_per_mb, peak
from ranked where ended = 'done' and faults is not null and peak is not null;

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
select row_number() over (order by coalesce(always.ns, never.ns) desc, title) as series, title,
  never.control, never.faults_per_mb / always.faults_per_mb as fewer, ratio, low, high,
  tied(ratio, low, high, floor) as tied, tie(ratio, low, high, floor) as tie,
  ratio > 1 and not tied(ratio, low, high, floor) as gains
from never left join always using (title) left join compared using (title), noise;

create temp view series as
select title as label, 0 as colour, series, ratio, low, high, case
    when ratio is null then '-' when low is null then ratio(ratio) || ' x'
    when tied then tie else ratio(ratio) || ' x' || within(low, high) end as said
from line order by series;

create temp view settings as
select series, pages, ns, max(faults_per_mb, 0.01) as faults_per_mb, peak
from built join line using (title) order by pages, series;

-- A control is told, if one gains: it only writes. Else the one that gains most.
create temp view answer as
with known as (select *, coalesce(gains, 0) as gain from line where ratio is not null)
select case when count(*) = 0 then 'This machine gives no huge pages: nothing to compare.'
    else coalesce((
        select 'On 2 MiB pages of memory that was just used ' || title || ' has '
          || short(fewer) || ' x fewer faults and is '
          || ratio(ratio) || ' x' || within(low, high) || ' faster; '
        from known where gain order by control desc, ratio desc limit 1), '2 MiB pages: ')
      || sum(gain) || ' of ' || count(*) || ' gain' || coalesce((
        select ', not ' || listing(title, 9)
        from (select title from known where not gain order by ratio desc) having count(*) > 0), '')
      || '.' end as answer
from known having (select count(*) from line) between 1 and 20;
