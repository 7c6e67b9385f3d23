-- a list, converted once at the end, saves time
--
-- Place: 4
-- Suite: peers
-- Time: CPU
-- Rule: True: np.append takes longer than the list at the same n, round by round, and that is no
-- Rule: tie; or it was stopped as too slow. Else false.

with append as (
  select * from summary where strategy = 'numpy_append' and ns is not null order by count limit 1),
list as (
  select s.* from summary as s join append as a using (count)
  where s.strategy = 'numpy_list' and s.pages = 'system' and s.ns is not null limit 1),
each as (
  select x.round, x.build_ns * 1.0 / y.build_ns as ratio
  from append join rounds as x on x.cell = append.cell, list join rounds as y on y.cell = list.cell
  where x.round = y.round),
pair as (
  select median(ratio, round) as ratio, low(ratio, round) as low, high(ratio, round) as high
  from each)
select ratio > 1 and not tied(ratio, low, high, floor) as holds,
  'np.append in a loop takes ' || ratio(ratio) || ' x' || within(low, high)
    || ' the time of the list, at ' || si((select count from list)) || ' elements.' as evidence,
  ratio(ratio) || ' x' || within(low, high) || '.' as short
from pair, noise where (select ended from append) = 'done' and low is not null
union all
select 1, 'np.append in a loop is ' || append.note
  || '. A list takes ' || duration(list.ns * list.count) || '.', null
from append, list where append.ended <> 'done';
