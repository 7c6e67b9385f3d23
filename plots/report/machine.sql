-- machine.sql - the machine of a run, and the noise in each run of its database.

with m as (select * from machine)
select ' ' as what, ' ' as value from m where 0
union all select 'CPU', coalesce(cpu, 'unknown') || ', ' || cpus || ' CPUs'
  || coalesce(', virtual (' || virtual || ')', '') from m
union all select 'Caches', coalesce((select group_concat(key || ' ' || bytes(value), ', ')
  from json_each(cache_bytes)), 'unknown') from m
union all select 'Memory', bytes(memory_bytes) || ', ' || bytes(memory_available_bytes)
  || ' available, swap ' || bytes(swap_bytes) from m
union all select 'Limit of the control group', iif(cgroup_limit_bytes > 0,
  bytes(cgroup_limit_bytes) || ' (version ' || cgroup_version || ')', 'none') from m
union all select 'System',
  coalesce(system, 'unknown') || ', ' || kernel || ', ' || coalesce(libc, 'unknown libc') from m
union all select 'Compiler',
  coalesce(compiler, 'unknown') || ': ' || coalesce(compiler_command, '') from m
union all select 'Pages', page_bytes || ' bytes; transparent huge pages: '
  || coalesce(transparent_huge_pages, 'not available here') || '; overcommit: '
  || coalesce(overcommit_memory, 'unknown') from m
union all select 'Directory of files', coalesce(file_system, 'unknown') from m
union all select 'CPU governor', coalesce(cpu_governor, 'not available here') from m
union all select 'Tools', coalesce((
  select group_concat(value, ', ') from json_each(tools)), 'unknown') from m
union all select 'Noise in ' || suite, iif(stolen_percent is null, 'not known: the run did not end',
  short(stolen_percent) || ' % of the time stolen; something waited for a CPU '
  || short(cpu_pressure_percent) || ' % of the time')
from (select * from main.run join main.machine using (run) order by place);
