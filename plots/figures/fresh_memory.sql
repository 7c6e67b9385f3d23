-- What does memory cost that the machine does not back?
-- CPU time of append and gather, on memory that was just used, and on memory idle for a while.
--
-- Read: Where disc (memory that was just used) and square (idle memory) lie together, the wait
-- Read: changed nothing: the memory was still backed, or blocks are too small to be taken back. A
-- Read: program that runs for hours meets the disc, a short one after a pause the square; the
-- Read: number is how many times as long it takes then.
-- Needs: memory that was idle, measured beside warm memory
-- Suite: fresh_memory
-- Place: 10
-- After: plots/answers/goals.sql

create temp table built as
select cell, label, strategy, title, count, pages, idle_seconds, idle_seconds > 0 as idle,
  family = 'control' as control, ns, ns_low, ns_high
from summary where ended = 'done';

-- Of two cells, round by round: idle to warm memory; and always to never, on either.
create temp table pair as
select 'idle' as what, x.title, x.pages, 1 as idle, x.control, x.cell as a, y.cell as b
from built as x join built as y using (title, pages) where x.idle and not y.idle
union all
select 'pages', x.title, x.pages, x.idle, x.control, x.cell, y.cell
from built as x join built as y using (title, idle)
where x.pages = 'always' and y.pages = 'never';
create temp table held as
with each as (
  select p.a, p.b, x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from pair as p join rounds as x on x.cell = p.a
  join rounds as y on y.cell = p.b and y.round = x.round where y.build_ns > 0),
median as (
  select a, b, median(ratio, round) as ratio, low(ratio, round) as low,
    high(ratio, round) as high
  from each group by a, b)
select p.*, ratio, low, high, tied(ratio, low, high, floor) as tied,
  ratio(ratio) || ' x' || within(low, high) as said
from pair as p join median using (a, b), noise;

create temp view panels as
select 1 as panel, 'never' as pages, binary(page_bytes) || ' pages' as name from machine
union all select 2, 'always', binary(huge_page_bytes) || ' pages' from machine;

-- The baseline on top, then as in the catalogue.
create temp view series as
select title as label, colour, point, dash,
  row_number() over (order by max(control) desc, max(cell) desc) as series
from built join mark using (strategy)
where title in (select title from held where what = 'idle') group by title order by series;

create temp view points as
select panel, series, idle, ns, coalesce(ns_low, ns) as low, coalesce(ns_high, ns) as high,
  built.label || ', n = ' || si(count) || ': ' || ratio(ns) || ' ns per element'
    || within(ns_low, ns_high) as hover
from built join panels using (pages) join series on series.label = title
order by panel, idle, series;

create temp view texts as
select series, panel as place, iif(tied, tie(ratio, low, high, floor), said) as text
from held join panels using (pages) join series on label = title, noise
where what = 'idle' order by series, panel;

create temp view legend as
select 'memory that was just used' as warm, 'idle for ' || max(idle_seconds) || ' s' as idle
from built;

-- Of the baseline, or the first: what a wait costs, by page size; then what huge pages gain.
create temp view answer as
with one as (
  select title from held where what = 'idle' order by control desc, a limit 1),
own as (select h.*, panel, name from held as h join one using (title) join panels using (pages)),
cost as (
  select group_concat(said || iif(tied, ' (a tie)', '') || ' on ' || name, ', ') as words
  from (select * from own where what = 'idle' order by panel)),
gain as (
  select group_concat(said || iif(tied, ' (a tie)', '')
      || iif(idle, ' on idle memory', ' on memory that was just used'), ', ') as words
  from (select * from own where what = 'pages' order by idle)),
reached as (
  select count(*) as goals, sum(reached is 1) as reached from goals where ratio is not null)
select one.title || ', on memory that was idle for ' || (select max(idle_seconds) from built)
  || ' s against memory that was just used: time ' || cost.words || '.'
  || coalesce(' Huge pages against small ones: time ' || gain.words || '.', '')
  || case (select free_page_reporting from machine) when '1'
       then ' This machine reports free memory to its host, which takes it back.'
       when '0' then ' This machine gives no free memory back to its host.' else '' end
  || iif(goals > 0, ' Of ' || goals || ' goals (below) ' || reached
    || iif(reached = 1, ' is', ' are') || ' reached.', '') as answer
from one, cost, gain, reached where cost.words is not null;

-- For people: each goal, on both kinds of memory.
create temp view numbers as
select text as goal, asked, iif(ratio is null, '-', ratio(ratio) || ' x' || within(low, high))
  as measured, said from goals;
