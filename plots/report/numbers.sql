-- numbers.sql - a suite that compares strategies in numbers: the largest n, best first. After
-- answers/verdict.sql.

select label as strategy, iif(ended = 'done', ratio(ns), '-') as "append + gather, CPU ns",
  iif(ended = 'done', ratio(wall), '-') as "by the clock, ns",
  iif(ended = 'done', ratio(append_ns), '-') as "append, ns",
  case when ended <> 'done' then '-' when baseline then '1'
    when ratio is null then '-' when low is null then ratio(ratio) || within(low, high)
    else ratio(ratio) || ' ' || coalesce('(' || tie || ')', trim(within(low, high)))
    end as "ratio to n known",
  iif(ended = 'done' and peak is not null, ratio(peak), '-') as "peak / data",
  iif(ended = 'done', ratio(reserved), '-') as "reserved / data",
  iif(ended = 'done', si(faults), '-') as "page faults",
  iif(ended = 'done', ratio(copied), '-') as "copied / data", coalesce(note, '') as note
from ranked order by place;
