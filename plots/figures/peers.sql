-- How do other people's arrays compare?
-- CPU time, as a multiple of that of the program that knows n. Left is better.
--
-- Read: All are compared on the same pages, in memory that was used just before; an arrow was
-- Read: stopped as too slow. The time has in it what it costs to make the elements: numpy by
-- Read: blocks without it is near C, one at a time is mostly Python's loop.
-- Needs: the baseline and a peer, or a strategy of our own, that were measured
-- Suite: peers
-- Place: 8

-- A hue and a shape for each; hollow is the point type before.
create temp view kinds as
with kind(kind, name, family, point) as (values
  ('strategy', 'growbench''s own', 'vector', 7), ('peer', 'C, C++, Rust, Go', 'peer', 5),
  ('numpy', 'Python and numpy', 'numpy', 9), ('control', 'n known, in C', null, 13))
select kind, name, iif(kind = 'control', 0, colour) as colour, point
from kind join shade using (family) where number = 0
union all select kind, name, 0, point from kind where family is null;

-- Which pages it got is seen by its faults: a huge page is one, where small ones are hundreds. An
-- array that grows has some small pages while it is small itself, and a file has no huge ones.
create temp table built as
select s.cell, s.title, s.pages, s.ns, s.ns_low, s.ns_high, s.ratio, s.low, s.high, s.peak, s.file,
  p.discards, coalesce(kind, 'strategy') as kind,
  iif(p.family = 'numpy' or p.discards and p.peer, 2 - coalesce(p.by_block, 0), 0) as source,
  iif(p.knows_count and s.title not like '%n known%', ', n known', '') as known,
  s.faults > s.data_bytes / (2 * coalesce(page_bytes, 4096)) or coalesce(s.file, 0) > 0.5
    as small
from summary as s join program as p using (strategy) join machine
left join kinds on kind = s.family
where s.count = (select max(count) from summary) and s.ended = 'done' and s.pages <> 'never'
  and s.pages <> 'madvise' and s.idle_seconds = 0;

-- Each and the baseline less what their sources cost, {ratio, low, high}.
create temp table net as
with pair as (
  select c.cell, b.cell as base, s.cell as source, d.cell as base_source
  from built as c join built as b on b.pages = c.pages and b.kind = 'control' and not b.discards
  join built as s on s.pages = c.pages and s.discards and s.source = c.source
  join built as d on d.pages = c.pages and d.discards and d.source = 0
  where not c.discards),
each as (
  select p.cell, x.round, x.build_ns - s.build_ns as own, y.build_ns - d.build_ns as base
  from pair as p join rounds as x on x.cell = p.cell
  join rounds as y on y.cell = p.base and y.round = x.round
  join rounds as s on s.cell = p.source and s.round = x.round
  join rounds as d on d.cell = p.base_source and d.round = x.round),
ratios as (select cell, round, max(own, 0) * 1.0 / base as ratio from each where base > 0)
select cell, median(ratio, round) as ratio, low(ratio, round) as low,
  high(ratio, round) as high
from ratios group by cell;

-- A row for each, in three parts by source, each below its head, the slowest last; after them who
-- did not end.
create temp table line as
select title, max(known) as known, max(kind) as kind, source,
  coalesce(min(iif(pages = 'system', ratio, null)), min(ratio)) as ratio, null as stopped
from built where not discards group by title
union all
select s.title, '', coalesce(kind, 'strategy'), iif(kind = 'numpy', 2 - coalesce(by_block, 0), 0),
  null, iif(ended = 'too_slow', 'too slow: reached ' || si(appended) || ' of ' || si(count),
    replace(ended, '_', ' '))
from summary as s join program using (strategy) left join kinds on kind = s.family
where count = (select max(count) from summary) and ended not in ('done', 'not_run', 'missing')
  and s.title not in (select title from built) group by s.title;
create temp table part as
select source, row_number() over (order by source) - 1 as head, (
    select ns from built as b where b.discards and b.source = line.source
    order by pages = 'system' desc limit 1) as alone, (
    select ratio from built as b where b.discards and b.source = line.source
      and b.pages = 'system') as x
from line group by source;
create temp table placed as
select l.*, colour, point, row_number() over each as series,
  head + row_number() over each as row
from line as l join part using (source) join kinds using (kind)
window each as (order by source, ratio is null, stopped is not null, ratio, title);

create temp view heads as
select (select min(row) from placed where placed.source = part.source) - 1 as row, x,
  (select max(row) from placed where placed.source = part.source) as last,
  case source when 0 then 'elements from C' when 1 then 'numpy, by blocks'
    else 'Python, one at a time' end as text,
  iif(alone is null, '', 'the source alone: ' || ratio(alone) || ' ns') as alone
from part;

-- What is known of each: on what the system gives (given), less its source, on huge pages. That n
-- is known is 1 by definition.
create temp table known as
select p.*, p.title || p.known as label, s.ns as given_ns, s.ratio as given, s.low as given_low,
  s.high as given_high, s.small = 0 as asks, n.ratio as net, n.low as net_low, n.high as net_high,
  a.ns as huge_ns, iif(a.small, null, a.ratio) as huge,
  iif(a.small, null, a.low) as huge_low, iif(a.small, null, a.high) as huge_high,
  a.small as stays, coalesce(s.peak, a.peak) as peak, s.file > 0.5 as file
from placed as p left join built as s on s.title = p.title and s.pages = 'system'
left join built as a on a.title = p.title and a.pages = 'always'
left join net as n on n.cell = s.cell;

-- Huge pages of the baseline alone are no mark.
create temp view series as
select label, colour, point, 1 as dash, series, row, given, coalesce(given_low, given) as given_low,
  coalesce(given_high, given) as given_high, iif(source > 0, net, null) as net,
  coalesce(net_low, net) as net_low, coalesce(net_high, net) as net_high,
  iif((select count(huge) from known where kind <> 'control') > 0, huge, null) as huge,
  coalesce(huge_low, huge) as huge_low, coalesce(huge_high, huge) as huge_high, stopped,
  label || ', n = ' || si((select max(count) from summary)) || ': ' || coalesce(stopped,
    iif(given_ns is null, '-', ratio(given_ns) || ' ns')
    || iif(given is null, '', ', ' || ratio(given) || ' x' || within(given_low, given_high))
    || iif(net is null, '', '; less its source ' || ratio(net) || ' x' || within(net_low, net_high))
    || iif(huge is null, '', '; on huge pages ' || ratio(huge_ns) || ' ns, ' || ratio(huge) || ' x'
           || within(huge_low, huge_high))) as hover
from known order by series;

-- What the marks mean, of those that are there.
create temp view legend as
with said(number, text, shown) as (
  select 1, '○ on the pages that the system gives', (select count(given) from series)
  union all select 2, '● on huge pages for all', (select count(huge) from series)
  union all select 3, '* asks for huge pages itself', (
    select count(*) from known where asks and given is not null and kind <> 'control')
  union all select 4, '+ less its source', (select count(net) from series)
  union all select 5, '··· the source alone', (select count(x) from heads))
select text from said where shown > 0 order by number;

create temp view numbers as
select label as program, coalesce(stopped, iif(given_ns is null, '-', ratio(given_ns))) as ns,
  case when given is null then '-' when kind = 'control' then '1'
    else ratio(given) || within(given_low, given_high) || iif(asks, ' *', '') end
    as "time / n known",
  case when kind = 'control' then '1' when net is null then '-'
    else ratio(net) || within(net_low, net_high) end as "less its source",
  case when stays then 'small pages' when huge is null then '-' when kind = 'control' then '1'
    else ratio(huge) || within(huge_low, huge_high) end as "on huge pages",
  iif(peak > 0, ratio(peak) || iif(file, ' file', ''), '-') as "peak / data"
from known order by series;

-- Beside the marks, as columns; one that only the baseline would fill is left out.
create temp table beside as
with said(head, key, row, kind, text) as (
  select '○ time', 1, row, kind, ratio(given) || iif(asks, ' *', '')
  from known where given is not null
  union all select '● time', 2, row, kind, iif(stays, 'small', ratio(huge))
  from known where stays or huge is not null
  union all select 'peak', 3, row, kind, ratio(peak) || iif(file, ' file', '')
  from known where peak > 0)
select *, dense_rank() over (order by key) as place
from said where key in (select key from said where kind <> 'control');
create temp view columns as select distinct place, head from beside order by place;
create temp view texts as
select place, row, coalesce(text, '-') as text
from known cross join (select distinct place from beside) left join beside using (place, row)
order by place, row;

create temp view edges as
select min(0.7, (select min(coalesce(given_low, given)) from known),
    coalesce((select min(coalesce(huge_low, huge)) from known), 1),
    coalesce((select min(x) from part), 1)) as least,
  max(3, (select max(coalesce(given_high, given)) from known),
    coalesce((select max(coalesce(huge_high, huge)) from known), 1)) as most,
  (select count(huge) from series) > 0 as two;

-- The fastest and the slowest of others, in each part, on what the system gives; where there are
-- none, of our own.
create temp view answer as
with ranked_row as (
  select b.*, row_number() over (partition by b.source, mine order by b.ns) as fast,
    row_number() over (partition by b.source, mine order by b.ns desc) as slow
  from (select *, kind = 'strategy' as mine from built) as b
  where pages = 'system' and kind <> 'control' and ratio is not null and not discards),
said as (
  select f.source, f.mine, case when f.mine then 'growbench''s own take '
      when f.source = 0 then 'Other arrays in C, C++, Rust and Go take '
      when f.source = 1 then 'numpy by blocks takes ' else 'Python, one at a time, takes ' end
    || ratio(f.ratio) || ' x' || within(f.low, f.high)
    || iif(f.cell = s.cell, '', ' (' || f.title || ') to ' || ratio(s.ratio) || ' x'
           || within(s.low, s.high) || ' (' || s.title || ')')
    || iif(row_number() over (partition by f.mine order by f.source) > 1, '',
           ' the time of the program that knows n')
    || iif(f.source = 0 or n.ratio is null, '',
           ', less its source from ' || ratio(n.ratio) || ' x' || within(n.low, n.high)) as words
  from ranked_row as f join ranked_row as s using (source, mine)
  left join net as n on n.cell = f.cell
  where f.fast = 1 and s.slow = 1)
select group_concat(words || '.', ' ') as answer
from (select * from said where mine = (select min(mine) from said) order by source)
having count(*) > 0;
