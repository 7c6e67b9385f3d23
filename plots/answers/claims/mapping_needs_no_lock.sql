-- a mapped file needs no lock
--
-- Place: 43
-- Suite: shared_mapping
-- Rule: False: without a lock an addition was lost, or a read found parts of two records. Depends:
-- Rule: none was seen, which does not say that none can be.

with told as (
  select c.parameters ->> 'lock' as lock, c.parameters ->> 'cpus' as cpus, lost_updates as lost,
    torn_reads as torn, coalesce(c.parameters ->> 'workers', 2) as workers, worker_cpus,
    c.count * (coalesce(c.parameters ->> 'workers', 2)
      - (c.strategy = 'shared_record')) as made -- one of them writes the record
  from cell as c join rounds as k using (cell)
  where c.strategy in ('shared_counter', 'shared_record') and c.aa_of is null),
place as (
  select cpus, sum(lost) as lost, sum(torn) as torn, sum(iif(lost is null, 0, made)) as made,
    sum(iif(torn is null, 0, made)) as read, max(worker_cpus) as n,
    min(workers) || iif(min(workers) < max(workers), ' to ' || max(workers), '') as workers
  from told where lock = 'none' group by cpus)
select iif(sum(coalesce(lost, 0) + coalesce(torn, 0)) > 0, 0, null) as holds,
  'Without one, ' || group_concat(
    iif(n > 1, 'on ' || n || ' CPUs ', 'on one CPU ') || si(coalesce(lost, 0)) || ' of '
    || si(made) || ' additions were lost'
    || coalesce(' and ' || si(torn) || ' of ' || si(read) || ' reads torn', ''), ', ') || '.'
    || (select ' With a lock or an atomic addition '
               || iif(sum(coalesce(lost, 0) + coalesce(torn, 0)) = 0, 'none', 'some, too') || '.'
        from told where lock <> 'none') as evidence,
  max(workers) || ' processes; locks: a mutex, an fcntl lock, a seqlock' as details
from (select * from place order by cpus) having count(*) > 0;
