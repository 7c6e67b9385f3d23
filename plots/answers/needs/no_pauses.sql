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
where c.count = (select max(count) from cell) and not p.theirs;

-- The longest of a round of the first to that of the baseline, and to that of the others without
-- one of their own; of so many intervals, as one was chosen. Of a series the rounds of one run
-- alone say nothing.
create temp table beside as
with of_round as (
  select cell, round, max(p.value ->> 'ns' - p.value ->> 'waited_ns') as ns
  from rounds, json_each(longest) as p where instrument = 'latency' and aa_of is null
  group by cell, round),
pair as (
  select b.cell, x.round, x.ns * 1.0 / y.ns as ratio,
    (select max(count(*), 1) from waited where not baseline) as n
  from waited as w join waited as b on b.baseline or b.number > 1 and b.own is null
  join of_round as x on x.cell = w.cell join of_round as y on y.cell = b.cell and y.round = x.round
  where w.number = 1 and not w.baseline and y.ns > 0)
select cell, median(ratio, round) as ratio,
  coalesce(low(ratio, round, n), low(ratio, round)) as low,
  coalesce(high(ratio, round, n), high(ratio, round)) as high
from pair group by cell
having count(distinct round / 1000) > 1 or (select runs = 1 from halves);

-- Those without one of their own: first, or not told apart from it.
create temp table calm as
select w.*, number = 1 or coalesce(low <= 1 and high >= 1, 1) as alike
from waited as w left join beside using (cell)
where not baseline and (number = 1 or own is null and (select own is null from waited
                                                       where number = 1));

-- A ratio that may be as well twice as a half says nothing.
create temp table held as
select cell, baseline, title, ns, iif(high / low <= 4, ratio(ratio, low, high) || ' x'
    || within(low, high), null) as said, low <= 1 and high >= 1 as tied
from waited left join beside using (cell);

select (select iif(count(*) > 2, max(title) filter (where number = 1) || ' and ' || (count(*) - 1)
      || ' others', replace(group_concat(title), ',', ' and '))
  from (select number, '`' || title || '|experiments/grow/' || strategy || '.c`' as title
        from calm where alike order by number))
  || coalesce((select ': a round''s longest append takes ' || said || ' that of `' || title || '`'
      || iif(tied, ', a tie', '') from held where baseline), '')
  || (select iif(exists (select 1 from held where baseline and said is not null), '; longest seen ',
      ': longest append seen ') || duration(min(ns))
      || iif(duration(min(ns)) <> duration(max(ns)), ' to ' || duration(max(ns)), '')
      from calm where alike)
  || coalesce((select ', `' || title || '`, which knows n, ' || duration(ns) from held
               where baseline and said is null), '')
  || coalesce((select ', `' || title || '` ' || duration(ns)
               from (select * from waited where number > 1 and own order by ns desc limit 1)), '')
  || ' (' || si(count) || ' ' || type || ', by the clock)' as text,
  coalesce((select 'Not told apart: ' || listing('`' || title || '`', 9) || '. '
    from (select title from calm where alike order by number) having count(*) > 1), '')
  || iif(own is null, 'The longest comes from the machine, not from the strategy'
    || coalesce((select '; so it is with '
          || listing('`' || title || '` (' || duration(ns) || ')', 9)
        from (select * from calm where not alike order by number) having count(*) > 0), '')
    || '. ', 'It is the shortest of the longest appends, and the strategy''s own. ')
  || coalesce((select 'How far `' || title || '` is apart is not known. ' from held
      where baseline and said is null), '')
  || (select 'Seen in ' || max(rounds) || ' rounds; ' || sample from waited, main.caption
      where caption.run = :run) || ': `experiments/grow/' || strategy || '.c`' as more
from waited where number = 1 and not baseline;
