-- How do other people's arrays compare?
-- CPU time of append and gather; ratios to the baseline on the same pages, round by round.
--
-- Read: Rings are what the system gives: there some ask for huge pages themselves (marked *). Discs
-- Read: have huge pages for all who can be told; who stays on small ones nevertheless has no ratio
-- Read: there. In each part the elements come from the same source, and the tick is what it costs
-- Read: alone: by blocks numpy is near C, one element at a time is mostly Python's loop. Less its
-- Read: source a ratio is of what remains when each side has its own source taken off. Memory was
-- Read: used just before: see the figure of idle memory.
-- Needs: the baseline and a peer, or a strategy of our own, that were measured
-- Suite: peers
-- Place: 8
-- After: plots/answers/goals.sql

create temp view kinds(kind, name, colour) as values
  ('strategy', 'growbench''s own', 0x0072B2), ('peer', 'C, C++, Rust, Go', 0xD55E00),
  ('numpy', 'Python and numpy', 0x009E73), ('control', 'n known, in C', 0x000000);

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

-- A row for each, in three parts by source, each below its head, the slowest last.
create temp table line as
select title, max(known) as known, max(kind) as kind, source,
  coalesce(min(iif(pages = 'system', ns, null)), min(ns)) as ns
from built where not discards group by title;
create temp table part as
select source, row_number() over (order by source) - 1 as head, (
    select min(ns) from built as b where b.discards and b.source = line.source) as alone
from line group by source;
create temp table placed as
select l.*, head + row_number() over (order by source, ns, title) as row, colour
from line as l join part using (source) join kinds using (kind);

create temp view heads as
select (select min(row) from placed where placed.source = part.source) - 1 as row, alone,
  (select max(row) from placed where placed.source = part.source) as last,
  case source when 0 then 'elements from C' when 1 then 'numpy, by blocks'
    else 'Python, one at a time' end
  || iif(alone is null, '', ': the source alone ' || ratio(alone) || ' ns') as text
from part;

-- n known is 1 by definition.
create temp view series as
select p.title || p.known as label, colour, p.row,
  case when s.ratio is null then '-' when p.kind = 'control' then '1'
    else ratio(s.ratio) || within(s.low, s.high) end || iif(s.small = 0, ' *', '') as given,
  case when p.kind = 'control' then '1' when n.ratio is null then '-'
    else ratio(n.ratio) || within(n.low, n.high) end as net,
  case when a.cell is null then '-' when a.small then 'small pages'
    when a.ratio is null then '-' when p.kind = 'control' then '1'
    else ratio(a.ratio) || within(a.low, a.high) end as huge,
  coalesce(ratio(nullif(coalesce(s.peak, a.peak), 0)) || iif(s.file > 0.5, ' file', ''), '-')
    as peak
from placed as p left join built as s on s.title = p.title and s.pages = 'system'
left join built as a on a.title = p.title and a.pages = 'always'
left join net as n on n.cell = s.cell order by p.row;

create temp view points as
select row, colour, pages = 'always' as huge, b.ns, coalesce(ns_low, b.ns) as low,
  coalesce(ns_high, b.ns) as high
from built as b join placed using (title) where not (pages = 'always' and small)
order by row, huge;

create temp view edges as
select min(coalesce(alone, 1e9), low) as least, most from (select min(alone) as alone from part), (
  select min(coalesce(ns_low, ns)) as low, max(coalesce(ns_high, ns)) as most
  from built where not discards);

-- What there is no row for.
create temp view missing as
select coalesce('too slow at this n, or failed: ' || listing(title, 4), '') as text
from (select distinct title from summary where count = (select max(count) from summary)
        and title not in (select title from built) order by title);

-- The fastest and the slowest to the baseline, in each part, and on which pages.
create temp view answer as
with ranked_row as (
  select b.*, row_number() over (partition by b.pages, b.source order by b.ns) as fast,
    row_number() over (partition by b.pages, b.source order by b.ns desc) as slow
  from built as b where kind in ('peer', 'numpy') and ratio is not null
    and not (pages = 'always' and small)),
said as (
  select f.pages, f.source, case f.source when 0 then 'others'' code in C, C++, Rust and Go takes '
      when 1 then 'numpy by blocks ' else 'Python, one at a time, ' end
    || ratio(f.ratio) || ' x' || within(f.low, f.high)
    || iif(f.cell = s.cell, '', ' (' || f.title || ') to ' || ratio(s.ratio) || ' x'
           || within(s.low, s.high) || ' (' || s.title || ')')
    || iif(f.source = 0 or n.ratio is null, '',
           ', less the sources from ' || ratio(n.ratio) || ' x') as words
  from ranked_row as f join ranked_row as s using (pages, source)
  left join net as n on n.cell = f.cell
  where f.fast = 1 and s.slow = 1),
own as (
  select title || ' takes ' || ratio(ratio) || ' x' || within(low, high) as words, min(ns)
  from built where pages = 'system' and kind = 'strategy' and ratio is not null
  having count(*) > 0),
reached as (
  select count(*) as goals, sum(reached is 1) as reached,
    sum(ratio is not null and reached is null) as open from goals)
select 'Of the time that one needs who knows n, on what the system gives: ' || own.words
  || coalesce((select '; ' || group_concat(words, '; ')
               from (select * from said where pages = 'system' order by source)), '') || '.'
  || coalesce((select ' With huge pages for all ' || words || '.' from said
               where pages = 'always' and source = 0), '')
  || case when goals > 0 then ' Goals reached: ' || reached || ' of ' || goals
               || iif(open > 0, ', open: ' || open, '') || '.' else '' end as answer
from own, reached;
