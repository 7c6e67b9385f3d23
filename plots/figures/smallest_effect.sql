-- What is the smallest difference that this machine can show?
-- How much slower cells were that had 0, 2, 5 and 10 % more to do; 95 % intervals.
--
-- Read: Dashed lines are what was done, dots what was seen, each in 15 rounds, which is what most
-- Read: suites have. A slowdown is found where its interval lies right of 0 and it is beyond the
-- Read: noise floor; it can be shown where that is so each time, and no interval of the grey dots,
-- Read: the same once more, reaches so far. What is smaller than that is no result here.
-- Needs: six rounds
-- Suite: selfcheck
-- Place: 1
-- After: lib/database/effects.sql

create temp table step as
select row_number() over (order by effect) as series, effect from (
  select distinct effect from effect where low is not null);

create temp view series as
select series, iif(effect, short(effect * 100) || ' % more', 'the same, again') as label,
  iif(effect, 0x0072B2, 0x888888) as colour, effect * 100 as percent from step order by series;

-- A row for each kind; in it the slowdowns, and in these the groups, one below the other.
create temp view points as
select series, place - 1 + (series - (select count(*) + 1 from step) / 2.0) * 0.2
    + (("group" + 1) / (groups + 1.0) - 0.5) * 0.18 as row,
  100 * (ratio - 1) as slower, 100 * (low - 1) as low, 100 * (high - 1) as high
from effect join step using (effect) join (
  select base, groups, row_number() over (order by base) as place from smallest) using (base)
where low is not null order by series, row;

create temp view kinds as
select row_number() over (order by base) - 1 as row, kind,
  iif(effect is null, 'none is shown', 'from ' || short(effect * 100) || ' % on') as said,
  (select min(low) from points) as left, (select max(high) from points) as right
from smallest order by base;

create temp view numbers as
select kind as cell,
  iif(effect, short(effect * 100) || ' %', 'none, again') as more,
  sum(iif(effect, found, not differs)) || ' of ' || count(*) as found,
  short(100 * (median(ratio) - 1)) || ' %' as slower,
  short(100 * (min(low) - 1)) || ' to ' || short(100 * (max(high) - 1)) || ' %' as interval_95
from effect where low is not null group by base, effect order by base, effect;

create temp view answer as
select 'In ' || min(rounds) || ' rounds this machine can show '
  || iif(count(*) = count(effect), 'differences from ' || short(max(effect) * 100) || ' % on',
    'not even each difference of ' || (select short(max(effect) * 100) from step) || ' %') || ' ('
  || group_concat(kind || ' ' || iif(effect is null, 'none', short(effect * 100) || ' %'), ', ')
  || '); its noise floor is ' || short(max(floor) * 100) || ' % at most.' as answer
from (select * from smallest order by base) where exists (select 1 from step)
having count(*) > 0;
