-- How much of growth is page faults?
--
-- The core strategies and those that work with virtual memory: on small pages alone (never), with
-- huge pages where a program asks for them (madvise), and everywhere (always). Set for each process
-- by itself (--huge-pages, see --help); the system's setting is not touched, and what this machine
-- cannot do is told. COUNT elements of TYPE. Reading back is left out.
--
-- Place: 10
-- Budget: 2
-- Count: 16M

select strategy, top as count, 'append,gather,sync' as phases, pages, title || ' / ' || pages as label
from program, setting, (select 1 as k, 'never' as pages union all values (2, 'madvise'), (3, 'always'))
where coalesce(chosen, (core or family = 'virtual memory') and not quadratic and not discards)
order by program.number, k;
