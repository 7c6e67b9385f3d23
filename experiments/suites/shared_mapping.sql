-- Is a mapped file shared, and does it stay consistent?
--
-- 1, 2 and 4 processes, and 2 threads, use one file of COUNT elements: all map it; each reads it
-- into memory of its own; each maps it privately and stores into every page. The sum of RSS counts
-- a shared page in each process, the sum of PSS once. Then 2 and 4 processes add to one number in a
-- mapped file, without a lock and with each kind of lock: how many additions are lost? One writes a
-- record that another reads: how many reads are torn? And two take turns to store and to look: what
-- is not seen?
--
-- Samples are bound to one CPU. Here workers say where they run: on a CPU each (--cpus each, as far
-- as the machine has so many), and what goes wrong between two of them also all on one (--cpus
-- one): there they take turns, and only an interruption in the middle does harm.
--
-- Place: 40
-- Rounds: 7
-- Budget: 5
-- Count: 16M
-- Files:

with team(number, kind) as (values (1, 'processes'), (2, 'processes'), (4, 'processes'),
  (2, 'threads')),
place(cpus, name) as (values ('one', 'one CPU'), ('each', 'a CPU each')),
-- Without a lock one CPU would be through before it is interrupted: so more often. A lock by fcntl
-- is two system calls, and waiting for it a sleep.
locked(strategy, number, lock, share) as (
  select 'shared_counter', number, value, case value when 'none' then 1 when 'fcntl' then 800
    else 8 end
  from json_each('["none", "atomic", "mutex", "fcntl"]'), (select 2 as number union select 4)
  union all
  select 'shared_record', 2, value, iif(value = 'none', 2, 8)
  from json_each('["none", "seqlock", "mutex"]')),
asked as (
  select s.strategy, cast(max(1, top / share) as integer) as count, 'int64' as type,
    s.title || ', ' || lock || ', ' || l.number || ' on ' || name as label,
    json_object('workers', l.number, 'cpus', cpus, 'lock', lock) as parameters, 1 as place
  from sharing as s join locked as l using (strategy), place, setting
  union all
  select strategy, max(512, top / 1600), 'int64', title || ', ' || name,
    json_object('cpus', cpus), 2
  from sharing, place, setting where strategy = 'mmap_and_file'
  union all
  select strategy, top, type,
    title || ', ' || iif(t.number = 1, '1 process', t.number || ' ' || kind),
    json_object('workers', t.number, 'kind', kind, 'cpus', 'each'), 3
  from sharing as s, team as t, setting
  where strategy in ('mmap_by_all', 'read_by_each', 'private_by_each')
    and not (strategy = 'private_by_each' and kind = 'threads'))
select strategy, count, type, label, parameters from asked
where strategy in (select strategy from sharing where coalesce(chosen, 1)) order by place;
