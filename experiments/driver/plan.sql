-- plan.sql - what fits into the time that is left, from what the first round took: a pure function
-- of its records and of
--
--   :left        seconds for all counted rounds, and for another first round if that is needed
--   :rounds      at most, or as a person said (:rounds_said)
--   :budget      of the first round; :budget_said: a person did
--   :available   elements of an input; null: the count is the suite's
--   :measured    of them, in the first round
--
-- Half of the machine's free memory is what one cell may take.
--
-- One row: again (1: another first round is needed, with count and budget), count, budget, rounds,
-- round_seconds (of a counted round), all_seconds (that all of the input would take), by_memory (1:
-- it is memory that limits the count).
--
-- What a cell takes is a n + b: each element its share of the phases, and a process, and the random
-- reads, which are bounded. (The process of the first round is not asked: it is slower.) Those of
-- which an element takes more than ten times the median are slow, as what copies everything for
-- each append: they are stopped by the budget, once, in the first round. Twice what the slowest of
-- the others takes to append is the budget. So many elements are taken that six counted rounds (the
-- fewest that have an interval), or as many as a person said, and another first round fit into
-- eight tenths of the time; with five it goes on.

with took as (
  select c.*, r.ended, r.appended, r.append_wall_ns / 1e9 / nullif(r.appended, 0) as append_each,
    coalesce((start_wall_ns + append_wall_ns + coalesce(gather_wall_ns, 0)
      + coalesce(sync_wall_ns, 0) + coalesce(reopen_wall_ns, 0) + coalesce(peek_wall_ns, 0)
      + coalesce(scan_wall_ns, 0) + coalesce(random_wall_ns, 0) + release_wall_ns
      + coalesce(verify_wall_ns, 0)), process_wall_ns, 0) / 1e9 as wall,
    coalesce(random_wall_ns, 0) / 1e9 as random, coalesce(random_reads < 1e6, 0) as random_cut
  from cell as c join record as r using (cell)
  where r.round = 0),
-- Of a counted round: hyperfine, its preparation and a process come to what the programs take, and
-- to all together their records.
one as (
  select 0.1 + coalesce(sum(1.1 * wall + 0.04 + need_bytes / 4e9 + idle_seconds), 0)
    as round_seconds
  from took where ended = 'done'),
whole as (
  select *, (wall - random) / appended as each,
    min(:left / 50.0, iif(random_cut, 1, min(0.1, 4 * random))) as random_then,
    append_each > 10 * (select median(append_each) from took) as slow
  from took where appended > 0 and ended in ('done', 'too_slow')),
model as (
  select coalesce(sum((1.1 * each + 2 * width_bytes / 4e9)) filter (where not slow), 0) as a,
    coalesce(sum(0.04 + random_then) filter (where not slow), 0) as b,
    coalesce(max(append_each) filter (where not slow), 0) as slowest, sum(slow) as slow,
    coalesce(sum(not slow and ended <> 'done'), 0) as cut, max(width_bytes) as width,
    iif(:rounds_said is not null, :rounds, min(:rounds, 6)) as wish,
    iif(:rounds_said is not null, :rounds, min(:rounds, 5)) as least
  from whole),
-- n = fits: left * 0.8 = (wish + 1) (a n + b) + what the slow ones take, each 3 n * slowest.
fitting as (
  select *, (select memory_free_bytes / 2 from machine) / (2 * width) as holds,
    (0.8 * :left - (wish + 1) * b) / nullif((wish + 1) * a + 3 * slow * slowest, 0) as fits,
    ((wish + 1) * (a * :available + b) + 3 * slow * slowest * :available) / 0.8 as all_seconds
  from model),
chosen as (
  select *, cast(max(1000, min(:available, fits, holds)) as integer) as count from fitting),
judged as (
  select *, :available is not null and (
      :measured < :available and count > 1.25 * :measured
      or cut > 0 and :budget_said is null
      or round_seconds * least > :left and count < 0.9 * :measured) as again
  from chosen, one)
select again, coalesce(iif(again, min(count, :available), :measured), 0) as count,
  iif(again and :budget_said is null, round(max(0.1, 2 * slowest * count), 3), :budget) as budget,
  iif(:rounds_said is not null, :rounds,
    max(1, min(:rounds, cast(:left / max(round_seconds, 1e-3) as integer)))) as rounds,
  round(round_seconds, 3) as round_seconds, coalesce(all_seconds, 0) as all_seconds,
  coalesce(holds < fits and holds < :available, 0) as by_memory
from judged;
