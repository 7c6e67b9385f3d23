-- How long can a single append take?
-- Share of appends that took longer, without time in which another program had the CPU.
--
-- Read: A line falls from all appends to the longest one: at 10^{-4} one append in 10 thousand
-- Read: takes longer than where the line is. Percentiles end before it matters: a growth is one
-- Read: append in millions, and p99.99 sees only the page faults. A dot is the longest append that
-- Read: was seen in all rounds: more rounds could find a longer one. Own: where the same element is
-- Read: among the longest in most rounds, it is the strategy's own, and its median is told; else
-- Read: (-) it is the machine, as in the program that knows n.
-- Needs: 100 k appends of each, and 12 strategies at most
-- After: plots/answers/longest.sql
-- Suite: append_latency
-- Place: 3

-- The histograms of all rounds as one: the share that took longer. ran: without the time in which
-- another program had the CPU; appends: by the clock on the wall.
create temp table curve as
with bucket as (
  select clock.value as clock, cell, below.value as ns,
    sum(latency ->> ('$.' || clock.value || '[' || below.key || ']')) as number
  from rounds, json_each('["ran", "appends"]') as clock, json_each(latency, '$.below_ns') as below
  where instrument = 'latency' and aa_of is null
  group by 1, 2, 3 having number > 0)
select clock, cell, ns,
  (sum(number) over every - sum(number) over so_far) * 1.0 / sum(number) over every as share
from bucket window every as (partition by clock, cell), so_far as (every order by ns);

create temp table pause as
select row_number() over (order by longest.ns desc, cell) as series, cell, label, baseline, count,
  rounds, longest.ns as longest, own, element, seen, min(curve.ns) as p9999
from longest join cell using (cell) join curve using (cell)
where clock = 'ran' and share <= 1e-4 and count * rounds >= 1e5
group by cell;

-- Pairs that differ in both by more than a tenth (a bucket is a sixteenth wide), and which are
-- turned about. Of those that have a longest append of their own: others only show the machine.
create temp table pair as
select a.label as a, b.label as b, a.p9999 as a_p9999, b.p9999 as b_p9999, a.own as a_own,
  b.own as b_own, a.p9999 < b.p9999 as turned, a.own / b.own as ratio
from pause as a join pause as b on a.own > 1.1 * b.own
where a.element is not null and not a.baseline and not b.baseline
  and (a.p9999 > 1.1 * b.p9999 or b.p9999 > 1.1 * a.p9999);

create temp view series as
select label, colour, series, p9999 as p9999_ns, longest as longest_ns,
  duration(p9999) as p9999, duration(longest) as longest,
  iif(own is null, '-', duration(own)) as own
from pause join colour using (label) order by series;

create temp view about as
select max(count) as n, 0.1 / (max(count) * max(rounds)) as least,
  (select median(ns) from (select median(clock_ns, round) as ns from rounds
                           where cell in (select cell from pause) group by cell)) as clock_ns,
  (select case when count(*) = 0 then 'no pair differs in p99.99 and in the longest append'
      when sum(turned) = 0 then 'p99.99 gives the same order as the longest append'
      else 'p99.99 gives the wrong order in ' || sum(turned) || ' of ' || count(*) || ' pairs' end
   from pair) as ranks
from pause;

-- Each line begins with all appends; no axis for shares has a place for none.
create temp view lines as
select series, clock, ns, max(share, least) as share
from (select * from curve union all select clock, cell, min(ns), 1 from curve group by clock, cell)
  join pause using (cell), about
where clock = 'ran' or baseline
order by series, clock, ns, share desc;

create temp view answer as
with own as (select * from pause where element is not null and not baseline order by own desc),
any_one as (select * from pause where element is null and not baseline order by longest),
pairs as (select count(*) as number, sum(turned) as turned from pair),
said(part, text) as (
  select 1, 'The longest append: ' || label || ', ' || duration(own) || ' at element ' || element
    || ' (in ' || seen || ' of ' || rounds || ' rounds; the longest seen '
    || duration(longest) || ').'
  from (select * from own limit 1)
  union all
  select 2, 'At another element in each round: ' || listing(label, 3) || '; the longest seen in '
    || max(rounds) || ' rounds took ' || duration(min(longest))
    || iif(count(*) = 1, '', ' to ' || duration(max(longest))) || '.'
  from any_one having count(*) > 0
  union all
  select 3, 'In ' || turned || ' of ' || number || ' pairs the strategy with the better p99.99 has '
    || 'the longer longest append' || coalesce((
      select ': ' || a || ' (p99.99 ' || duration(a_p9999) || ', longest ' || duration(a_own)
        || ') and ' || b || ' (' || duration(b_p9999) || ', ' || duration(b_own) || ')'
      from pair where turned order by ratio desc limit 1), '') || '.'
  from pairs where number > 0)
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(*) from pause) between 1 and 12 and count(*) > 0;
