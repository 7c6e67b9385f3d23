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

with setting_of_pages(k, pages) as (values (1, 'never'), (2, 'madvise'), (3, 'always'))
select strategy, top as count, 'append,gather,sync' as phases, pages,
  title || ' / ' || pages as label
from program, setting, setting_of_pages
where coalesce(chosen, (core or family = 'virtual memory') and not quadratic and not discards)
order by program.number, k;
