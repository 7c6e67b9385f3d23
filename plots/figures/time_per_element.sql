-- What does one append cost, as the array grows?
-- CPU time of one element: append, and its share of gather (one block). Bands: 95 % intervals.
--
-- Read: A level line: an append costs the same however large the array is (amortised O(1)); small
-- Read: arrays take longer for an element, because a start has a fixed cost. Where a line rises
-- Read: tenfold while n grows tenfold, all appends together take quadratic time; an arrow marks
-- Read: where a run was stopped as too slow.
-- Needs: two sizes of n or more, and 12 lines at most
-- After: plots/answers/verdict.sql
-- Suite: size input
-- Place: 1

create temp table point as
select *, row_number() over (partition by label order by appended desc, cell desc) as back,
  max(count) over () as top,
  (log10(6 * max(coalesce(ns_high, ns)) over ()) - log10(min(coalesce(ns_low, ns)) over ()))
    * 0.045 as step
from summary where ns is not null and appended > 0
  and (select count(distinct count) > 1 and count(distinct label) <= 12
       from summary where ns is not null and appended > 0);

-- Lines that reach the largest n have their names beside one another; a line that was stopped as
-- too slow has its name there.
create temp table line as
select row_number() over (order by appended = top desc, ns) as series, label, appended as n,
  iif(appended = top, ns, null) as end, iif(appended <> top, null, pow(10, spread(log10(ns), step)
    over (partition by appended = top order by ns
      rows between unbounded preceding and unbounded following))) as place
from point where back = 1;

create temp view series as
select label, colour, point, dash, series, n, end, place from line join colour using (label)
order by series;

create temp view points as
select series, label, appended as n, ns, coalesce(ns_low, ns) as low, coalesce(ns_high, ns) as high,
  label || ', n = ' || si(appended) || ': ' || ratio(ns) || ' ns' || within(ns_low, ns_high)
  as hover
from line join point using (label) order by series, appended;

create temp view stopped as
select series, appended as n, ns, label, note
from summary join line using (label)
where ended = 'too_slow' and (label, count) in (
  select label, min(count) from summary where ended = 'too_slow' group by label);

-- How much more an append costs at the end of a line than where it costs the least.
create temp table risen as
with ends as (
  select p.label, p.cell as last, p.appended, p.appended = p.top as whole,
    p.ns / min(q.ns) as ratio, q.cell as least
  from point as p join point as q using (label)
  where p.back = 1 and p.family <> 'control' group by label),
each as (select cell, round, build_ns * 1.0 / appended as ns from rounds where appended > 0)
select ends.*, median(x.ns / y.ns, x.round) as paired, low(x.ns / y.ns, x.round) as low,
  high(x.ns / y.ns, x.round) as high
from ends left join each as x on x.cell = last and whole
left join each as y on y.cell = least and y.round = x.round group by last;

create temp view answer as
select coalesce((
    select 'An append costs about the same in a large array: at ' || si(appended)
      || ' at most ' || ratio(paired, low, high) || ' x' || within(low, high) || ' its least ('
      || label || '). '
    from risen where whole and ratio < 2 order by ratio desc limit 1), '')
  || coalesce((
    select listing(label, 9) || iif(count(*) = 1, ' gets', ' get') || ' slower and slower'
      || iif(min(whole), '', '; stopped at ' || si(max(iif(whole, null, appended)))) || '. '
    from (select * from risen where ratio >= 2 order by ratio desc) having count(*) > 0), '')
  || coalesce((
    select 'At ' || si(r.count) || ' ' || c.label || ' takes '
      || ratio(lead.ratio, lead.low, lead.high) || ' x' || within(lead.low, lead.high)
      || ' the CPU time of ' || r.label || ', which knows n'
      || case when lead.tie glob 'tied*' then ': a tie'
           when lead.tie is not null then ': below the noise' else '' end
      || coalesce(', on larger pages (' || (
        select said from larger_pages as l where l.cell = c.cell) || ')', '') || '.'
    from lead join choice as c on c.number = 1 join ranked as r on r.is_base and r.alike = c.alike
    where what = 'baseline'), '') as answer
from (select 1) where exists (select 1 from line);
