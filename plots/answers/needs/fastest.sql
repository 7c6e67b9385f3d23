-- Fastest
--
-- Place: 1
-- Suites: page_size fresh_memory strategies size input peers
-- After: plots/answers/verdict.sql
--
-- Like with like: the fastest on each size of pages, held against the baseline on the same pages.

-- Huge pages, then small ones; those that the system gives, where nobody asked for either.
create temp table stage as
select alike, row_number() over (order by pages <> 'always') as number, case pages
    when 'always' then 'huge pages'
    when 'never' then iif(max(pages = 'always') over (), 'small ones', 'small pages')
    else 'the system''s pages' end as name,
  pages = 'system' as system
from (select distinct alike, pages from contest
      where idle_seconds = 0 and allocator is null and pages <> 'madvise') as c, machine
where pages <> 'system'
  or not exists (select 1 from contest where idle_seconds = 0 and pages = 'never');

-- The first by CPU time, or who is faster by the clock, if that can tell; to the baseline, by what
-- decided. All that are tied with it are told.
create temp table won as
with tied as (
  select alike, count(*) as others, listing('`' || title || '`', 9) as among
  from (select alike, title from contest as c join leads as l using (alike)
        where l.what = c.number and among_ties order by c.number) group by alike),
first as (
  select s.*, coalesce(k.cell, f.cell) as cell, k.cell is not null as by_clock,
    f.title as by_cpu, b.title as base, b.cell as base_cell
  from stage as s join contest as f on f.alike = s.alike and f.number = 1
  left join sooner as k on k.alike = s.alike and k.number = 1
  left join ranked as b on b.alike = s.alike and b.is_base and b.ended = 'done'),
clock as (
  select f.alike, median(x.build_wall_ns * 1.0 / y.build_wall_ns, x.round) as ratio,
    low(x.build_wall_ns * 1.0 / y.build_wall_ns, x.round) as low,
    high(x.build_wall_ns * 1.0 / y.build_wall_ns, x.round) as high
  from first as f join half as x on x.cell = f.cell
  join half as y on y.cell = f.base_cell and y.round = x.round
  where by_clock and x.chooses is not 1 group by f.alike),
held as (
  select alike, ratio, low, high, tie from leads where what = 'baseline'
    and alike not in (select alike from clock)
  union all
  select alike, ratio, low, high, tie(ratio, low, high, wall) from clock join apart using (alike))
select f.*, c.count, c.type, c.title, '`experiments/grow/' || strategy || '.c`' as file,
  '`' || title || '|experiments/grow/' || strategy || '.c`' as who, among,
  case when by_clock then ' (by the clock; by CPU time `' || by_cpu || '`)'
    when others > 1 then ' (tied with ' || others || ' others)'
    when others then ' (tied with ' || among || ')' else '' end as beside, others,
  iif(h.low is null, ratio(h.ratio), ratio(h.ratio, h.low, h.high)) || ' x'
    || within(h.low, h.high) as said,
  case when h.tie glob 'tied*' then ', a tie' when h.tie is not null then ', within the noise'
    else '' end as tied
from first as f join contest as c using (alike, cell) left join held as h using (alike)
left join tied using (alike);

-- What huge pages are worth, by the baseline: its time there to that on small ones; on memory that
-- was idle by the suite fresh_memory.
create temp table worth as
with base as (
  select s.run, s.cell, s.pages, s.idle_seconds as idle, runs_done
  from main.summary as s join main.run using (run) join main.program as p using (run, strategy)
  where p.baseline and s.allocator is null and s.parameters = '{}' and s.limit_bytes is null
    and s.ended = 'done' and iif(idle_seconds = 0, run = :run, suite = 'fresh_memory')),
each as (
  select idle, h.runs_done, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from base as h join base as s using (run, idle)
  join counted as x on x.run = h.run and x.cell = h.cell
  join counted as y on y.run = s.run and y.cell = s.cell and y.round = x.round
  where h.pages = 'always' and s.pages = 'never' and y.build_ns > 0)
select idle, ratio(median(ratio, round)) || ' x' || within(low(ratio, round), high(ratio, round))
  as said from each group by idle
having count(distinct round / 1000) > 1 or max(runs_done) = 1;

-- What is told on the first page, and what one may want to know then.
create temp table said as
select number, 1 as first,
  iif(number = 1, '', '; on ' || name || ' ') || who || beside
    || coalesce(': ' || said || iif(number = 1, ' the time of `' || base || '`, which knows n', ''),
         '') || iif(number = 1, ', on ' || name, '') || tied as text
from won where number < 3
union all
select 3, 1, ' (' || si(max(count)) || ' ' || max(type) || iif(max(by_clock), '', ', CPU time')
  || ', memory just used)'
from won having count(*) > 0
union all
select 4, 0, 'Tied with `' || title || '` on ' || name || ': ' || among || '.'
from won where number < 3 and others > 1 and not by_clock
union all
select 5, 0, 'It has larger pages (' || l.said || '): `make bench SUITE=page_size` holds like '
  || 'against like.'
from won join larger_pages as l using (cell) where system and number = 1
union all
select 6, 0, 'Huge pages take `' || (select max(base) from won) || '` '
  || group_concat(w.said || iif(idle, ' on memory that nobody used for ' || idle || ' s',
                                ' the time of small ones'), ', ') || '.'
from (select * from worth order by idle) as w
where (select count(*) from won) > 1 having count(*) > 0
union all
select 7, 0, iif((select count(*) from won) > 1, 'Huge pages have ' || binary(huge_page_bytes)
    || ', small ones ' || binary(page_bytes) || '. ', '')
  || upper(substr(sample, 1, 1)) || substr(sample, 2) || ': ' || (
    select replace(group_concat(distinct file), ',', ', ') from won where number < 3)
from main.caption as k, machine where k.run = :run;

select group_concat(text, '') filter (where first) as text,
  group_concat(text, ' ') filter (where not first) as more
from (select * from said order by number) having (select count(*) from won) > 0;
