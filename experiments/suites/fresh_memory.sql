-- What does memory cost that the machine does not back?
--
-- The same strategies on memory that was used a moment ago (warm), and on memory that nobody has
-- used for 10 s (idle): a virtual machine reports what is free to its host, which takes it back and
-- must find new memory at the next touch. By page size: never has small pages alone, always huge
-- ones wherever they fit. COUNT elements of TYPE; reading back is left out.
--
-- What is idle, and not yet taken back, is used first; and of blocks smaller than a huge page,
-- which are not reported, no wait makes new ones. So idle is at most as slow as memory that was
-- never used; how much of it was new, nobody tells. Without a touch and without a wait a program
-- gets what others left, of either kind, by chance: that is no condition to measure.
--
-- What growth is to reach (suite peers), on both:
--
-- Goal: time huge pages, always, warm / preallocated, never, warm <= 0.5
-- Goal: time huge pages, always, idle / preallocated, never, idle <= 0.5
-- Goal: time huge pages, always, warm / preallocated, always, warm <= 1.05
-- Goal: time huge pages, always, idle / preallocated, always, idle <= 1.05
--
-- Place: 24
-- Rounds: 7
-- Reference: ROUNDS=3
-- Budget: 5
-- Count: 32M

with setting_of_pages(pages) as (values ('never'), ('always')),
memory(idle_seconds, name) as (values (0, 'warm'), (10, 'idle'))
select strategy, top as count, 'append,gather' as phases, pages, idle_seconds,
  title || ', ' || pages || ', ' || name as label
from program, setting, setting_of_pages, memory
where coalesce(chosen, baseline or strategy in ('doubling_vector', 'copying_vector', 'chunk_list',
    'huge_page_vector'))
-- The last is the one that is run twice, for the noise: it is warm.
order by idle_seconds desc, program.number desc, pages;
