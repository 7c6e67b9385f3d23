-- No pauses
--
-- Place: 3
-- Suites: append_latency
-- After: plots/answers/longest.sql
--
-- Who has no longest append of its own: what is left is what the machine does to an append, as in
-- the program that knows n. Of these the one whose longest of a round is the shortest, by the
-- median over the rounds: the longest that was seen, which is told, is one number by chance.

create temp table waited as
select l.*, c.strategy, c.title, c.baseline, c.count, c.type,
  row_number() over (order by c.baseline, own is not null, usual) as number
from longest as l join cell as c using (cell) join program as p using (strategy)
where c.count = (select max(count) from cell)
  and p.family not in ('peer', 'numpy') and not coalesce(p.peer, 0);

-- The longest of each round to that of the baseline; of so many intervals, as one was chosen. Of a
-- series the rounds of one run alone say nothing.
create temp table beside as
with of_round as (
  select cell, round, max(p.value ->> 'ns' - p.value ->> 'waited_ns') as ns
  from rounds, json_each(longest) as p where instrument = 'latency' and aa_of is null
  group by cell, round),
pair as (
  select b.title as base, b.ns as base_ns, x.round, x.ns * 1.0 / y.ns as ratio,
    (select max(count(*), 1) from waited where not baseline) as n
  from waited as w join waited as b on b.baseline
  join of_round as x on x.cell = w.cell join of_round as y on y.cell = b.cell and y.round = x.round
  where w.number = 1 and not w.baseline and y.ns > 0)
select base, base_ns, median(ratio, round) as ratio,
  coalesce(low(ratio, round, n), low(ratio, round)) as low,
  coalesce(high(ratio, round, n), high(ratio, round)) as high
from pair
having count(*) > 0 and (count(distinct round / 1000) > 1 or (select runs = 1 from halves));

select title || ' (`experiments/grow/' || strategy || '.c`)'
  || iif(own is null, ' makes no long append of its own',
         ' has the shortest of the longest appends')
  || coalesce((
    select ': its longest of a round takes ' || iif(low is null, ratio(ratio),
        ratio(ratio, low, high)) || ' x' || within(low, high) || ' that of ' || base
      || ', which knows n' || iif(low <= 1 and high >= 1, ', a tie', '') from beside), '')
  || '; the longest seen in ' || rounds || ' rounds took ' || duration(ns) || '.'
  || coalesce((select ' Nor do' || iif(count(*) = 1, 'es ', ' ')
                 || listing(title || ' (' || duration(ns) || ')', 9)
               from (select * from waited where number > 1 and own is null and not baseline
                     order by number) having count(*) > 0) || '.', '')
  || coalesce((select ' The longest of all: ' || title || ', ' || duration(ns) || '.'
               from (select * from waited where number > 1 and own order by ns desc limit 1)), '')
  || ' (' || si(count) || ' ' || type || ', by the clock; ' || sample || ')'
from waited join main.caption as k on k.run = :run where number = 1 and not baseline;
