-- advise.sql - advice for :COUNT elements of :TYPE in :MEMORY, with :NEED. Time is by the clock:
-- that is what a person waits for. A strategy's prediction is
--
--   its time without a limit    as measured; between two measured sizes, the nearest, on the
--                               straight line of their logarithms; beyond the largest by its time
--                               per element, as all but the quadratic are linear: these are
--                               a n + b n^2; below the smallest at most what that took. What is
--                               beyond or below says so, and by how far
--   + waiting under the limit   that the suites memory_limit and advise measured for each byte,
--                               between the nearest ratios of limit to data
--
-- Memory is as in most suites: just used. What was measured on idle memory counts for nothing here.
--
-- Elements of another width than those measured: as many bytes. A person's own records come first,
-- the reference's fill the gaps; where both have a size, how much faster this machine is counts for
-- all that the reference tells. A strategy survives if it survived a limit as tight or tighter. One
-- that went on with four times as much data as memory keeps the rest in a file: it goes on down to
-- a tenth of that ratio. Else its peak of memory decides.
--
-- After answers/longest.sql; the tables of lib/database hold the runs of all, of which
-- results/reference* are the reference; the table described has what the programs say now.

-- ---- the question -------------------------------------------------------------------------------

create temp table known_need(need, means);
insert into known_need values ('contiguous', 'one block at the end'),
  ('stable', 'addresses never change'), ('no-pauses', 'no append longer than 1 ms'),
  ('kept', 'a file that stays');

create temp table need as
with words as (select json_quote(replace(coalesce(:NEED, ''), ',', ' ')) as list)
select distinct value as need from words, json_each('[' || replace(list, ' ', '","') || ']')
where value <> '';

-- What is meant by another word: the one that has most pairs of letters in common with it.
with recursive word(word, known) as (
  select need, 0 from need where need not in (select need from known_need)
  union all select need, 1 from known_need),
pair(word, known, at, letters) as (
  select word, known, 1, substr(' ' || lower(word), 1, 2) from word
  union all
  select word, known, at + 1, substr(word, at, 2) from pair where at < length(word)),
alike as (
  select a.word, b.word as known, count(*) as common from pair as a
  left join pair as b on b.letters = a.letters and b.known
  where not a.known group by 1, 2 order by b.word is null, common desc limit 1)
select refuse('NEED: "' || word || '" is not one of contiguous stable no-pauses kept'
  || coalesce('; is ' || known || ' meant?', '')) from alike;

select refuse('TYPE: "' || :TYPE || '" is not one of '
  || replace(replace(trim(type_names(), '[]'), '","', ' '), '"', ''))
where width_of(:TYPE) is null;

create temp table asked as
select n, n * 1.0 * width_of(:TYPE) as data, width_of(:TYPE) as width,
  coalesce(bytes_of(:MEMORY, 'MEMORY'), :free / 2) * 1.0 as room,
  'contiguous' in need as whole, 'stable' in need as stable, 'no-pauses' in need as quick,
  'kept' in need as kept
from (select count_of(:COUNT, 'COUNT') as n);
select refuse('COUNT: "' || :COUNT || '" is nothing to store') from asked where n = 0;
select refuse('MEMORY: "' || :MEMORY || '" is less than 1MiB, in which no program starts')
from asked where room < 1048576;

-- ---- what was measured --------------------------------------------------------------------------

-- One array, grown as the program itself would, until what is asked for is there: left in pieces,
-- or one block, or also written to the disk (ns; null: this cell does not say). A cell of an array
-- in pieces that was killed gathering says nothing of the pieces.
create temp table measured as
with told as (
  select s.*, r.path not glob 'results/reference*' as own, r.started, m.name as machine,
    p.contiguous,
    not p.contiguous and coalesce(s.phases, 'gather') like '%gather%' as gathers
  from main.summary as s join main.run as r using (run) join main.machine as m using (run)
  join main.program as p using (run, strategy) join main.cell as c using (run, cell)
  where s.arrays = 1 and s.pages = 'system' and s.idle_seconds = 0 and s.allocator is null
    and s.address_bytes is null
    and c.parameters = '{}' and c.tunables is null and (c.input is null or :RUN is not null)
    and s.family not in ('control', 'peer', 'numpy'))
select run, cell, own, started, machine, strategy, type, width_bytes as width, count * 1.0 as n,
  limit_bytes, payload_bytes * 1.0 as data, worst, appended, whole or not gathers as alone,
  append_wall_ns + iif(whole and not contiguous, gather_wall_ns, 0) + iif(kept, sync_wall_ns, 0)
    as ns, iif(whole or contiguous, peak, append_peak) as peak, coalesce(file, 0) as file
from told, asked;

-- Without a limit: of each size the newest.
create temp table point as
select * from (
  select *, row_number() over (partition by strategy, own, width, n order by started desc, run desc)
    as back
  from measured where limit_bytes is null and worst = 'done' and ns > 0)
where back = 1;

-- How many times as long as the reference this machine takes, where both did the same.
create temp table speed as
select coalesce(median(a.ns / b.ns), 1) as factor, count(*) as pairs
from point as a join point as b using (strategy, width, n)
where a.own and not b.own and a.data >= 1e6 and a.machine <> b.machine;

-- Where the numbers of a strategy come from: what was measured within a decade of the question;
-- else what goes beyond 10 MB, which no cache near the core holds: from there on time is linear.
-- Then own before reference, the same width before others.
create temp table source as
select * from (
  select t.*, p.title, p.contiguous, p.stable, p.file as keeps, p.reads_twice, p.quadratic,
    p.element_bytes, p.parameters, row_number() over (partition by t.strategy order by
      a.data between least / 10 and most * 10 desc,
      a.data between least / 10 and iif(most >= 1e7, 1e18, most * 10) desc, own desc,
      abs(ln(t.width * 1.0 / a.width)), most desc) as choice,
    case when a.data < least / 10 then 'few' when most < 1e7 and a.data > 10 * most then 'many' end
      as far
  from (select strategy, own, width, max(run) as run, max(machine) as machine, max(type) as type,
          min(data) as least, max(data) as most, max(peak * data) as peak_most,
          coalesce(max(peak), 2) as peak, max(file) as file
        from point group by strategy, own, width) as t
  join main.program as p using (run, strategy), asked as a)
where choice = 1;

-- Time without a limit. x: as many elements of the measured width as have the same bytes; where an
-- element is an object of its own, as many elements.
create temp table base as
with placed as (
  select s.*, iif(element_bytes > 0, a.n, a.data / s.width) as x from source as s, asked as a),
beside as (
  select s.strategy, max(iif(p.n <= x, p.n, null)) as below, min(iif(p.n >= x, p.n, null)) as above
  from placed as s join point as p using (strategy, own, width) group by s.strategy),
-- Also how far those came that were stopped, as they copy all for each append.
square as (
  select strategy, own, width, slope(n, ns / n, pow(n / ns, 2)) as b,
    max(intercept(n, ns / n, pow(n / ns, 2)), 0) as a
  from (select strategy, own, width, n, ns from point
        union all select strategy, own, width, appended, ns from measured
        where worst = 'too_slow' and limit_bytes is null)
  group by strategy, own, width)
select s.*, iif(s.own, 1, factor) * case
    when below = above then l.ns
    when quadratic and above is null then asked.n * (a + b * asked.n * asked.width / s.width)
    when above is null then l.ns * x / below
    when below is null then u.ns
    else l.ns * pow(x / below, ln(u.ns / l.ns) / ln(above / below)) end as free_ns,
  above is null or below is null or s.width <> asked.width as outside,
  iif(s.own or pairs = 0, '', ', times ' || ratio(factor) || ' for this machine') || case
    when above is null then ', extrapolated ' || ratio(x / below) || ' x beyond ' || si(below)
      || iif(quadratic, ' as a n + b n^2', ', as linear')
    when below is null
      then ', at most: as at ' || si(above) || ', ' || ratio(above / x) || ' x as many'
    when below < above then ', between ' || si(below) || ' and ' || si(above) else '' end
  || iif(s.width <> asked.width, ', elements of ' || s.width || ' bytes', '') as how
from placed as s join beside using (strategy) join asked join speed
left join point as l on l.strategy = s.strategy and l.own = s.own and l.width = s.width
  and l.n = below
left join point as u on u.strategy = s.strategy and u.own = s.own and u.width = s.width
  and u.n = above
left join square as q on q.strategy = s.strategy and q.own = s.own and q.width = s.width;

-- How many times as long each takes on memory that was idle, by the clock; own first, the newest;
-- with the pages that the machine gives.
create temp table idle as
select * from (
  select x.strategy, x.idle_seconds, x.build_wall_ns * 1.0 / y.build_wall_ns as ratio,
    m.name as machine, row_number() over (partition by x.strategy
      order by r.path not glob 'results/reference*' desc, r.started desc,
        (x.pages = 'always') = (m.transparent_huge_pages is 'always') desc) as choice
  from main.summary as x
  join main.summary as y using (run, strategy, pages, count, type, parameters)
  join main.run as r using (run) join main.machine as m using (run)
  where x.ended = 'done' and y.ended = 'done' and x.idle_seconds > 0 and y.idle_seconds = 0
    and y.build_wall_ns > 0)
where choice = 1;

-- ---- under a limit ------------------------------------------------------------------------------

-- What became of each, and how long it waited for each byte: beside the same without a limit in
-- the same run, or where that did not fit, beside the time per element of the largest that did.
create temp table squeezed as
select m.*, limit_bytes / m.data as ratio, max(m.ns - coalesce((
    select min(f.ns) from measured as f
    where f.run = m.run and f.strategy = m.strategy and f.n = m.n and f.type = m.type
      and f.limit_bytes is null and f.worst = 'done'), (
    select m.n * f.ns / f.n from point as f
    where f.strategy = m.strategy and f.own = m.own and f.width = m.width
    order by f.n desc limit 1)), 0) / m.data as waits, (
    select max(written_bytes) from counted as k where k.run = m.run and k.cell = m.cell)
    > m.data / 2 as writes
from measured as m
where limit_bytes is not null
  and iif(worst = 'done', ns > 0, alone and worst in ('killed', 'refused', 'too_slow'));

-- How it ended where that tells: bad under as loose a limit or a looser, well under as tight a one
-- or a tighter. Own first, bad first, then the nearest.
create temp table outcome as
select * from (
  select s.*, row_number() over (partition by strategy
      order by own desc, worst = 'done', abs(ln(ratio * a.data / room))) as choice
  from squeezed as s, asked as a
  where iif(worst = 'done', ratio <= room / a.data * 1.001 and limit_bytes <= room * 1.001,
            ratio >= room / a.data * 0.999))
where choice = 1;

-- The waiting: of the run that has a limit as tight, and data within a factor of 30, own first, the
-- nearest in size. With twice as much memory as data nothing waits.
create temp table waiting as
with of_run as (
  select strategy, own, run, data, min(ratio) as tightest, min(machine) as machine,
    max(writes) as writes from squeezed where waits is not null group by strategy, own, run, data),
chosen as (
  select * from (
    select o.*, a.room / a.data as r, row_number() over (partition by strategy
      order by tightest <= a.room / a.data * 1.001 desc, a.data <= 30 * o.data desc, own desc,
        abs(ln(a.data / o.data)), run desc) as choice from of_run as o, asked as a)
  where choice = 1),
stop as (
  select strategy, run, data, ratio, waits from squeezed where waits is not null
  union all select strategy, run, data, max(2, 1.001 * tightest), 0 from chosen),
beside as (
  select c.*, max(iif(ratio <= r, ratio, null)) as below, min(iif(ratio >= r, ratio, null)) as above
  from chosen as c join stop using (strategy, run, data) group by strategy)
select b.*, case
    when below is null then u.waits
    when above is null then 0
    when below = above then l.waits
    else l.waits + (u.waits - l.waits) * ln(r / below) / ln(above / below) end as waits
from beside as b
left join stop as l on l.strategy = b.strategy and l.run = b.run and l.data = b.data
  and l.ratio = below
left join stop as u on u.strategy = b.strategy and u.run = b.run and u.data = b.data
  and u.ratio = above
group by b.strategy;

-- ---- the answer ---------------------------------------------------------------------------------

-- How long the longest append is: the strategy's own, else that of most rounds; of the newest run
-- of one's own that timed each append at such a size, else of the reference.
create temp table pause as
select * from (
  select c.strategy, coalesce(l.own, l.usual) as ns, c.count * 1.0 as n,
    row_number() over (partition by c.strategy
    order by asked.n <= 10 * c.count desc, r.path not glob 'results/reference*' desc, started desc)
      as choice
  from longest as l join main.cell as c on l.cell = c.run * 1000000 + c.cell
  join main.run as r using (run), asked)
where choice = 1;

create temp table judged as
with predicted as (
  select b.*, a.n, a.data, a.room, a.kept, free_ns + coalesce(w.waits, 0) * a.data as ns,
    coalesce(w.waits * a.data > 0.1 * free_ns, 0) as pressed, w.data as waited_data,
    w.own as waited_own, w.machine as waited_machine,
    iif(b.peak < 0.5, peak_most, ((b.peak * b.width - element_bytes) * a.width / b.width
      + element_bytes) * a.n) as peak_bytes,
    case when parameters ->> 'growth' > 1 and keeps
        then 4096 * pow(parameters ->> 'growth', max(ceil(log(parameters ->> 'growth',
          a.data / 4096)), 0))
      when keeps or w.writes and a.data * b.peak > a.room / 2 then a.data end as disk_bytes,
    o.worst, o.limit_bytes as told_limit, o.data as told_data,
    exists (select 1 from squeezed as s where s.strategy = b.strategy and s.worst = 'done'
      and s.ratio < 0.251 and s.limit_bytes <= a.room and a.room / a.data >= s.ratio / 10)
      as goes_on
  from base as b left join waiting as w using (strategy) left join outcome as o using (strategy),
    asked as a),
said as (
  select p.*, (peak_bytes * (1 - min(p.file, 1))) as ram_bytes,
    case
      when quick and l.ns is null then 'its longest append was not measured'
      when quick and p.room < p.data then 'its longest append was not measured under a limit'
      when quick and l.ns > 1e6 then 'an append takes more than 1 ms'
      when quick and p.n > 10 * l.n then 'its longest append was not measured beyond ' || si(l.n)
      end as slow_append
  from predicted as p left join pause as l using (strategy), asked)
select s.*, whole and not contiguous as gathers, case
    when asked.kept and parameters ->> 'keep' is null then 'keeps no file'
    when asked.stable and not s.stable then 'elements move'
    when asked.stable and whole and not contiguous then 'gathering one block moves the elements'
    when slow_append is not null then slow_append
    when far is not null and not quadratic then 'not measured at so ' || far || ' elements'
    when s.data > parameters ->> 'reserve' then 'reserves less (--reserve)'
    when worst is not null and worst <> 'done' then replace(worst, '_', ' ') || ': '
      || bytes(told_data) || ' under ' || binary(told_limit)
    when worst = 'done' or goes_on or peak_bytes + 2e6 <= s.room then
      case when disk_bytes > 0 and :file_system = 'tmpfs' then 'its file would be memory: '
          || :directory || ' is on tmpfs'
        when disk_bytes > :disk_free then 'not enough disk: ' || bytes(disk_bytes) || ' needed, '
          || bytes(:disk_free) || ' free in ' || :directory end
    when ram_bytes > s.room then 'needs more RAM'
    else 'not measured under a limit as tight as this' end as objection,
  iif(s.own and s.machine = :here, 'here', 'on ' || s.machine) || how
    || iif(pressed, ' + waiting a byte as with ' || bytes(waited_data)
      || iif(waited_own = s.own, '', ' on ' || waited_machine), '') as known
from said as s, asked;

-- One that was measured on another machine alone comes before those measured here only where it is
-- far faster.
create temp table good as
select row_number() over best as rank, ns / first_value(ns) over best as to_best, *
from judged where objection is null window best as (order by iif(own, 1, 1.5) * ns);
