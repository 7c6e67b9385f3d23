-- How long can a single append take?
-- Small: p99.99 (1 append in 10,000 takes longer). Large: the median of each round's longest.
--
-- Read: Bars go from the round with the shortest to the longest that was seen; more rounds could
-- Read: find a longer one. Where the same element is among the longest in most rounds, the pause is
-- Read: the strategy's own; without one (none) it is the machine's, as where n is known.
-- Needs: 100 k appends of each, and 12 strategies at most
-- After: plots/answers/longest.sql
-- Suite: append_latency
-- Place: 3

-- The histogram of each round, and of all rounds as one (round is null): the share of appends that
-- took longer, without the time in which another program had the CPU.
create temp table curve as
with bucket as (
  select cell, round, below.value as ns, latency ->> ('$.ran[' || below.key || ']') as number
  from rounds, json_each(latency, '$.below_ns') as below
  where instrument = 'latency' and aa_of is null and number > 0),
every as (
  select cell, round, ns, number from bucket
  union all select cell, null, ns, sum(number) from bucket group by cell, ns)
select cell, round, ns,
  (sum(number) over all_of - sum(number) over so_far) * 1.0 / sum(number) over all_of as share
from every window all_of as (partition by cell, round), so_far as (all_of order by ns);

-- p99.99 of all rounds, and of the rounds with the least and the most.
create temp table percentile as
with each as (select cell, round, min(ns) as ns from curve where share <= 1e-4 group by cell, round)
select cell, max(iif(round is null, ns, null)) as p9999, min(ns) as least, max(ns) as most
from each group by cell;

create temp table pause as
with of_round as (
  select cell, max(value ->> 'ns' - value ->> 'waited_ns') as ns
  from rounds, json_each(longest) where instrument = 'latency' group by cell, round)
select row_number() over (order by usual, cell) as series, cell, label, baseline, count,
  rounds, longest.ns as longest, usual, own, element, seen, p9999, least, most,
  (select min(ns) from of_round as r where r.cell = longest.cell) as shortest
from longest join cell using (cell) join percentile using (cell)
where p9999 is not null and count * rounds >= 1e5;

-- Pairs that differ in both by more than a tenth (a bucket is a sixteenth wide), and which are
-- turned about. Of those that have a longest append of their own: others only show the machine.
create temp table pair as
select a.label as a, b.label as b, a.p9999 as a_p9999, b.p9999 as b_p9999, a.own as a_own,
  b.own as b_own, a.p9999 < b.p9999 as turned, a.own / b.own as ratio
from pause as a join pause as b on a.own > 1.1 * b.own
where a.element is not null and not a.baseline and not b.baseline
  and (a.p9999 > 1.1 * b.p9999 or b.p9999 > 1.1 * a.p9999);

create temp view series as
select label, colour, point, dash, series, duration(p9999) as p9999, duration(longest) as longest,
  iif(own is null, 'none', duration(own)) as own
from pause join colour using (label) order by series;

create temp view points as
select series, p9999, least, most, usual, longest, shortest,
  label || ', n = ' || si(count) || ': p99.99 ' || duration(p9999) || ', in single rounds '
    || duration(least) || ' to ' || duration(most) as p9999_hover,
  label || ', n = ' || si(count) || ': the longest of a round ' || duration(shortest) || ' to '
    || duration(longest) || ', median ' || duration(usual)
    || coalesce(', its own ' || duration(own) || ' at element ' || element, '')
    as hover
from pause order by series;

create temp view about as
select median(ns) as clock_ns from (select median(clock_ns, round) as ns from rounds
                                    where cell in (select cell from pause) group by cell);

create temp view answer as
with own as (select * from pause where element is not null and not baseline order by own desc),
any_one as (select * from pause where element is null and not baseline order by longest),
known as (select longest from pause where baseline),
said(part, text) as (
  select 1, label || ' makes the longest pause of its own: '
    || coalesce(ratio(own / (select longest from known))
      || ' x the longest append where n is known, ', '')
    || duration(own) || ' at element ' || element || ' (in ' || seen || ' of ' || rounds
    || ' rounds; the longest seen ' || duration(longest) || ').'
  from (select * from own limit 1)
  union all
  select 2, iif(max(rounds) = 1, 'In one round nobody''s pause is known to be its own: ', '')
    || listing(label, 3)
    || case when max(rounds) = 1 then '; the longest took ' when count(*) = 1
         then ' makes none of its own; its longest append comes from the machine: '
         else ' make none of their own; their longest append comes from the machine: ' end
    || duration(min(longest)) || iif(count(*) = 1, '', ' to ' || duration(max(longest)))
    || iif(max(rounds) = 1, '', ' in ' || max(rounds) || ' rounds'
      || coalesce(', ' || duration((select longest from known)) || ' where n is known', '')) || '.'
  from any_one having count(*) > 0
  union all
  select * from (
    select 3, 'p99.99 does not show these pauses: ' || a || ' has the better p99.99 ('
      || duration(a_p9999) || ', not ' || duration(b_p9999) || ') and a pause ' || ratio(ratio)
      || ' x as long as ' || b || '.'
    from pair where turned order by ratio desc limit 1))
select group_concat(text, ' ') as answer from (select text from said order by part)
having (select count(*) from pause) between 1 and 12 and count(*) > 0;
