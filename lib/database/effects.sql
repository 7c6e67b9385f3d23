-- effects.sql - what a run has found of slowdowns whose size is known: cells that are measured once
-- more (aa_of: a slowdown of 0), and with a few percent more elements. Of a run that has no such
-- cells all is empty.
--
-- As in a report a ratio is taken within a round, and has a median and a 95 % interval. Rounds are
-- taken in groups of 15, which is what other suites have: each group is asked by itself. Found is a
-- slowdown where the report would call the two different: the interval is above 1, and the ratio
-- farther from it than the noise floor of that group.

-- Each with the cell that it is held against, whose label is the kind.
create temp table slowed as
select b.run, b.label as kind, b.cell as base, c.cell, c.count * 1.0 / b.count - 1 as effect
from cell as b
join cell as c using (run, strategy, type, arrays, turns, pages, parameters)
where (b.run, b.cell) in (select run, aa_of from cell)
  and c.limit_bytes is b.limit_bytes and c.phases is b.phases and c.allocator is b.allocator
  and (c.aa_of is b.cell or c.aa_of is null and c.count > b.count and c.count <= 1.2 * b.count);

-- Its ratio in each round.
create temp table slowdown as
with sized as (select run, max(1, rounds / 15) as groups, rounds from run)
select s.*, k.round,
  k.round / 1000 * groups + (k.round % 1000 - 1) * groups / rounds as "group", -- of a series, too
  k.build_ns * 1.0 / nullif(b.build_ns, 0) as ratio
from slowed as s join sized using (run) join counted as k using (run, cell)
join counted as b on b.run = s.run and b.cell = s.base and b.round = k.round;

-- One row for each slowdown and group.
create temp table effect as
with apart as (
  select run, base, "group", median(abs(ratio - 1)) as floor from slowdown
  where effect = 0 group by run, base, "group"),
told as (
  select run, kind, base, cell, effect, "group", count(ratio) as rounds, median(ratio) as ratio,
    low(ratio) as low, high(ratio) as high
  from slowdown group by run, cell, "group")
select told.*, floor, coalesce(low > 1 or high < 1, 0) as differs,
  coalesce(low > 1 and not tied(ratio, low, high, floor), 0) as found
from told join apart using (run, base, "group");

-- Of each kind the smallest slowdown that can be shown: it and all larger ones were found in each
-- group, and no interval of the A/A control reaches so far. null: none of them.
create temp table smallest as
with asked as (
  select run, kind, base, effect, min(found) as found from effect where effect > 0
  group by run, base, effect),
control as (
  select run, base, max(coalesce(max(high, 1 / low), 1e9)) - 1 as reach, max(floor) as floor,
    min(rounds) as rounds, count(*) as groups
  from effect where effect = 0 group by run, base)
select run, kind, base, floor, reach, rounds, groups, (
    select min(effect) from asked as a
    where a.run = c.run and a.base = c.base and effect > reach and not exists (
      select 1 from asked as b
      where b.run = a.run and b.base = a.base and b.effect >= a.effect and not b.found)) as effect
from control as c join (select distinct run, base, kind from slowed) using (run, base);
