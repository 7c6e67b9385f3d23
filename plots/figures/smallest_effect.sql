-- What is the smallest difference that this machine can show?
-- Programs with 0, 2, 5 and 10 % more to do: how much slower they were seen to be.
--
-- Read: A dashed line is what was done, a dot in its colour what was seen in 15 rounds; it is
-- Read: found if its interval is right of 0 and it is larger than the noise floor. This machine
-- Read: can show it if it was found each time, and if no grey dot (the same program again)
-- Read: reaches so far.
-- Needs: six rounds
-- Suite: selfcheck
-- Place: 1
-- After: lib/database/effects.sql

create temp table step as
select row_number() over (order by effect) as series, effect from (
  select distinct effect from effect where low is not null);

create temp view series as
select series, iif(effect, short(effect * 100) || ' % more to do', 'the same again') as label,
  case series when 1 then 0x6B6B6B when 2 then 0x3F97D6 when 3 then 0x0072B2 else 0x004C7A end
    as colour, case series when 1 then 6 when 2 then 5 when 3 then 7 else 13 end as point,
  1 as dash, effect * 100 as percent from step order by series;

-- A row for each kind; in it the slowdowns, and in these the groups, one below the other.
create temp view points as
select series, place - 1 + (series - (select count(*) + 1 from step) / 2.0) * 0.2
    + (("group" + 1) / (groups + 1.0) - 0.5) * 0.18 as row,
  100 * (ratio - 1) as slower, 100 * (low - 1) as low, 100 * (high - 1) as high,
  kind || ', ' || iif(effect, short(effect * 100) || ' % more to do', 'the same again') || ': '
    || format('%+.1f', 100 * (ratio - 1)) || ' % [' || format('%+.1f', 100 * (low - 1)) || ', '
    || format('%+.1f', 100 * (high - 1)) || '] in ' || effect.rounds || ' rounds' as hover
from effect join step using (effect) join (
  select base, groups, row_number() over (order by base) as place from smallest) using (base)
where low is not null order by series, row;

create temp view kinds as
select row_number() over (order by base) - 1 as row, kind,
  iif(effect is null, 'no difference', 'from ' || short(effect * 100) || ' % on') as said,
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
select iif(count(*) = count(effect), 'This machine can show differences from '
    || short(max(effect) * 100) || ' % on', 'This machine cannot show each difference of '
    || (select short(max(effect) * 100) from step) || ' %') || ', in ' || min(rounds)
  || ' rounds. By kind: ' || group_concat(kind || ' ' || iif(effect is null, 'none',
    short(effect * 100) || ' %'), ', ') || '. The same program twice is up to '
  || short(max(floor) * 100) || ' % apart.' as answer
from (select * from smallest order by base) where exists (select 1 from step)
having count(*) > 0;
