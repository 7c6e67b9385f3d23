-- goals.sql - what a suite set out to reach ("-- Goal:" in its head), held against the records, in
-- the temporary table goals. After figures/common.sql.
--
--     KIND A / B OP LIMIT [at N]        time std::vector / best >= 4
--
-- KIND is time (CPU time of append and gather; what the clock says is added where it differs) or
-- peak (of resident memory), a ratio within each round. A and B are labels, or best: the fastest of
-- our own for unknown n on what the system gives; "best, always": on these pages; or blocks: the
-- fastest of numpy that works by blocks, as the system gives it; B may be data. OP is <=, >= or >.
-- At the largest n, or at N.

-- The parts between / and OP and at, as a list in JSON.
create temp table goal as
with part as (
  select key + 1 as number, value as goal, substr(value, 1, 4) as kind,
    '[' || replace(replace(replace(replace(replace(json_quote(substr(value, 6)), ' / ', '","'),
      ' at ', '","'), ' <= ', '","<=","'), ' >= ', '",">=","'), ' > ', '",">","') || ']' as list
  from run, json_each(goals))
select number, goal, kind, list ->> 0 as a, list ->> 1 as b, list ->> 2 as op,
  cast(list ->> 3 as real) as edge, coalesce(count_of(list ->> 4, 'Goal'), top) as n, top
from part, (select max(count) as top from summary);

-- The cells that are meant by a and b.
create temp table goal_cell as
with side as (
  select number, 'a' as side, a as name, n from goal union all select number, 'b', b, n from goal),
best as (
  select 'best' || iif(pages = 'system', '', ', ' || pages) as best, label, min(ns) from summary
  where ended = 'done' and count = (select max(count) from summary)
    and family not in ('control', 'peer', 'numpy') group by pages)
select number, side, s.*, min(iif(name = 'blocks', ns, cell))
from side join summary as s on s.count = n and appended > 0 join program using (strategy)
left join best on best = name
where case name when 'blocks' then by_block and ended = 'done' and not s.discards
                  and s.pages = 'system'
                else s.label = coalesce(best.label, name) end
group by number, side;

create temp table goals as
with value as ( -- of a round; a peak only where its error is small
  select cell, round, 'time' as kind, build_ns * 1.0 as value, build_wall_ns * 1.0 as wall
  from rounds
  union all
  select cell, round, 'peak', peak_bytes * 1.0, null from rounds
  where payload_bytes >= 10 * coalesce(rss_peak_error_bytes, 0)),
ratios as (
  select g.number, x.round, x.value / iif(g.b = 'data', a.data_bytes, y.value) as ratio,
    x.wall / y.wall as wall
  from goal as g join goal_cell as a on a.number = g.number and a.side = 'a'
  left join goal_cell as b on b.number = g.number and b.side = 'b'
  join value as x on x.cell = a.cell and x.kind = g.kind
  left join value as y on y.cell = b.cell and y.kind = g.kind and y.round = x.round),
measured as (
  select number, median(ratio, round) as median, low(ratio, round) as least,
    high(ratio, round) as most, median(wall, round) as wall, low(wall, round) as wall_low,
    high(wall, round) as wall_high
  from ratios group by number),
-- What was too slow to repeat has the one round that it was stopped in: at least that.
held as (
  select g.*, coalesce(a.label, g.a) as a_label, coalesce(b.label, g.b) as b_label, a.appended,
    coalesce(a.ended = 'too_slow', 0) as stopped, least as low, most as high,
    wall, wall_low, wall_high,
    case when a.ended <> 'too_slow' then median when kind = 'time' then a.ns / b.ns
         else a.peak / b.peak end as ratio
  from goal as g left join measured using (number)
  left join goal_cell as a on a.number = g.number and a.side = 'a'
  left join goal_cell as b on b.number = g.number and b.side = 'b'),
-- Whether all of the interval is where it should be, or any of it.
judged as (
  select *, case op when '<=' then most <= edge when '>' then least > edge
                    else least >= edge end as whole,
    case op when '<=' then least <= edge when '>' then most > edge else most >= edge end as part
  from (select *, coalesce(low, ratio) as least, coalesce(high, ratio) as most from held))
select number, kind, a_label as a, b_label as b, n, op || ' ' || format('%g', edge) as asked,
  ratio, low, high, stopped, case when whole then 1 when not part then 0 end as reached,
  kind || ': ' || a_label || ' / ' || b_label || iif(n = top, '', ' at ' || si(n)) as text,
  case when coalesce(op, '') not in ('<=', '>=', '>') then 'cannot be read: ' || goal
       when ratio is null then 'not measured'
       else case when whole then 'reached' when not part then 'missed'
                 else 'open: the interval holds ' || format('%g', edge) end
         || case when stopped then ' (one round, stopped at ' || si(appended) || ')'
                 when low is null then ' (too few rounds)' else '' end
         || iif(not stopped and (wall_low > high or wall_high < low),
                '; by the clock ' || ratio(wall) || ' x' || within(wall_low, wall_high), '')
  end as said
from judged order by number;
