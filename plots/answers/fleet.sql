-- fleet.sql - one question asked on several machines: does the answer hold on all? The table host
-- says whose runs are in which folder, claimed what became of the claims there. All ratios are of a
-- machine's own rounds; times of two machines are never compared.

create table machines as
select h.number, iif(h.name = ':', m.name, h.name) as name, r.run, r.suite, r.place, r.compares
from host as h join run as r on r.path = h.folder or substr(r.path, 1, length(h.folder) + 1)
  = h.folder || '/'
join machine as m using (run);
create table asked as
select suite, count(*) as machines, min(place) as place, max(compares) as compares
from machines group by suite;

-- A line for each, and a mark that is its own; the same again after eight.
create table member as
with mark(number, colour, point) as (values (0, 0x0072B2, 7), (1, 0xD55E00, 5), (2, 0x00664A, 9),
  (3, 0xAA3377, 11), (4, 0x7A7A00, 13), (5, 0x332288, 15), (6, 0x000000, 6), (7, 0x6B6B6B, 4)),
said as (
  select n.number, n.name, cpu, cpus, bytes(memory_bytes) as memory,
    substr(kernel, 1, instr(kernel || '-', '-') - 1) as kernel, libc, coalesce((
      select compiler from record as r where r.run = n.run and compiler is not null
      order by not coalesce(baseline, 0), round, cell limit 1), compiler) as compiler,
    short(100 * min(floor) over each) || iif(min(floor) over each = max(floor) over each, '',
      ' to ' || short(100 * max(floor) over each)) || ' %'
      || iif(max(noisy) over each, ', NOISY', '') as noise
  from machines as n join machine using (run) join noise using (run) join caption using (run)
  window each as (partition by n.number))
select s.*, colour, point from said as s join mark as m on m.number = (s.number - 1) % 8
group by s.number;

-- ---- ratios: each suite at the largest n that all have measured --------------------------------

-- What a cell measures, but for n; what the label leaves open, the options tell.
create table value as
with every as (
  select m.number, m.name, m.suite, s.*, floor, json_array(label, strategy, type, arrays,
      turns, pages, limit_bytes, address_bytes, allocator, phases, parameters, chained) as kind,
    trim(iif(arrays > 1, arrays || ' arrays ', '') || iif(chained, 'chained ', '')
      || coalesce((select group_concat(key || ' ' || value, ' ') from json_each(parameters)), ''))
      as options
  from summary as s join machines as m using (run) join noise using (run) where not s.baseline),
had as (
  select suite, count, count(distinct number) as machines from every
  where ended = 'done' and ratio is not null group by suite, count),
top as (
  select suite, max(count) as count from had join asked using (suite, machines) group by suite)
select *, iif(ended = 'done', ratio(ratio) || iif(low is null, '', within(low, high)), '-')
    as text,
  case when ended <> 'done' then replace(ended, '_', ' ')
    when tied is null then 'too few rounds' when tied then 'tied'
    when ratio < 1 then 'faster' else 'slower' end as verdict
from every join top using (suite, count) where ratio is not null or ended <> 'done';

create table common as
select suite, suite || ': ' || si(max(v.count))
  || iif(count(distinct v.type) = 1, ' ' || max(v.type), '')
  || iif(max(append_ns) is null, ', time by the clock', ', CPU time of append and gather')
  || ' relative to ' || (
    select max(label) from summary as s join machines as m using (run)
    where m.suite = v.suite and s.baseline and s.count = v.count)
  || ' on the same machine, with its 95 % interval' as heading
from value as v group by suite;

create table kinds as
select suite, kind, row_number() over (partition by suite order by avg(log(ratio)) is null,
    avg(log(ratio)), label) as place,
  label || iif(count(*) over (partition by suite, label) > 1, rtrim(', ' || iif(
    min(type) over (partition by suite) <> max(type) over (partition by suite), type || ' ', '')
    || options, ', '), '') as label
from value group by suite, kind;

-- ---- what each machine says --------------------------------------------------------------------

create table answers(suite, place, number, name, what, answer, evidence);
insert into answers
select v.suite, k.place, v.number, v.name, k.label, v.verdict, null
from value as v join kinds as k using (suite, kind);
insert into answers
select null, c.place, c.number, m.name, c.claim, c.verdict, c.evidence
from claimed as c join member as m using (number);

-- "slower on 3 of 3", or by how many machines say so: "slower on 2 of 3; tied on lab2".
create table agreed as
with said as (
  -- The evidence is that of the first of them: SQLite takes it from the row of min().
  select suite, place, what, answer, count(*) as machines, listing(name, 9) as names,
    min(number) as first, evidence
  from (select * from answers order by number) group by suite, place, answer),
numbered as (
  select *, sum(machines) over each as whole,
    row_number() over (partition by suite, place order by machines desc, first) as part,
    count(*) over each as parts
  from said window each as (partition by suite, place))
select *, answer || ' on ' || iif(part = 1, machines || ' of ' || whole, names) as said
from numbered;
-- apart: also where the word is the same, the ratios are not, by more than intervals and noise.
create table agreement as
with apart as (
  select suite, place, max(low) > min(high) * (1 + max(floor)) as apart
  from value join kinds using (suite, kind) group by suite, place)
select suite, place, what, max(parts) as parts,
  group_concat(said, '; ') || iif(apart, ', ratios apart', '') as said
from (select * from agreed order by part) left join apart using (suite, place)
group by suite, place;

-- The fastest of our own for unknown n, and who cannot be told from it: within the interval or the
-- noise, or by too few rounds.
create table fastest as
with choice as (
  select v.*, row_number() over (partition by suite, number order by ns) as rank
  from value as v join asked using (suite)
  where compares and ended = 'done' and family <> 'control'),
each as (
  select c.suite, c.number, c.name, c.label, c.floor, c.rank, x.round,
    x.build_ns * 1.0 / y.build_ns as ratio
  from choice as f join choice as c using (suite, number)
  join counted as x on x.run = c.run and x.cell = c.cell
  join counted as y on y.run = f.run and y.cell = f.cell and y.round = x.round
  where f.rank = 1),
lead as (
  select suite, number, name, label, max(floor) as floor, rank, median(ratio, round) as ratio,
    low(ratio, round) as low, high(ratio, round) as high
  from each group by suite, number, rank)
select suite, label, count(*) as machines, listing(name, 9) as names, min(number) as first
from (select * from lead where rank = 1 or coalesce(tied(ratio, low, high, floor), 1)
      order by number)
group by suite, label;

-- One line for each suite: who is fastest, and on how many machines that holds.
create table verdicts as
with told as (
  select suite, group_concat(label || ' on ' || iif(machines = whole, machines || ' of ' || whole,
      names), '; ') as said, max(machines = whole) as holds, max(whole) as whole
  from (select f.*, a.machines as whole from fastest as f join asked as a using (suite)
        order by machines desc, first)
  group by suite)
select suite, 'Fastest to build ' || (
    select si(max(count)) || ' ' || max(type) from value as v where v.suite = told.suite)
  || ', or not to be told from it: ' || said || '. '
  || case when whole = 1 then 'One machine is no other.'
       when holds then 'The verdict holds on ' || whole || ' of ' || whole || ' machines.'
       else 'The verdict DIFFERS: none is among the fastest on all.' end as line
from told;
