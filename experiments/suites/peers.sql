-- How do other people's arrays compare?
--
-- Every peer that is built, beside the baseline and one strategy of each kind, at COUNT elements:
-- on what the system gives, where some ask for huge pages themselves, and with huge pages for all
-- who can be told (always: by glibc's malloc). A ratio is only taken within one of the two, to the
-- baseline there. Where the elements come from has its price, too, which the three that store
-- nothing pay alone: one in C, one for numpy by blocks, one for Python's loop.
--
-- What copies everything for each append is asked for 100 k elements, too, which np.append in a
-- loop may still reach; and says how far it came. Reading back is left out: in C and in Python it
-- is not the same work. In Python ten million elements, one at a time, take seconds.
--
-- What growth is to reach is below: the fastest of ours for unknown n against the others, with less
-- memory; with no more where they need the data alone. All of it is of memory that was just used;
-- see the suite fresh_memory. Of 100 M elements Python, one at a time, is stopped by the budget,
-- and held against what it reached (BUDGET=30 ROUNDS=6 lets it end, in some ten minutes).
--
-- Goal: time best, always / preallocated, always <= 1.05
-- Goal: time best / preallocated <= 0.5
-- Goal: peak best / data <= 1.01
-- Goal: time std::vector / best >= 4
-- Goal: time std::vector, always / best, always >= 1.5
-- Goal: peak std::vector / best > 1
-- Goal: time std::deque / best >= 2
-- Goal: time std::deque, always / best, always >= 1
-- Goal: peak std::deque / best > 1
-- Goal: time GLib GArray / best >= 3
-- Goal: time GLib GArray, always / best, always >= 1
-- Goal: peak GLib GArray / best >= 0.99
-- Goal: time stb_ds arrput / best >= 2
-- Goal: time stb_ds arrput, always / best, always >= 1
-- Goal: peak stb_ds arrput / best >= 0.99
-- Goal: time list, np.array / best >= 30
-- Goal: peak list, np.array / best >= 10
-- Goal: time np.memmap, n known / best >= 30
-- Goal: time blocks / best >= 2
-- Goal: time np.append / best >= 1000 at 1e5
-- Goal: time spill (ours) / huge pages <= 1.05
--
-- Place: 13
-- Budget: 3
-- Count: 10M
-- Compares: strategies

with size(n) as (select min(1e5, top) from setting union select top from setting),
setting_of_pages(pages) as (values ('system'), ('always'))
select strategy, n as count, pages, 'append,gather,sync' as phases,
  iif(pages = 'always', title || ', always', null) as label
from program, setting, size, setting_of_pages
where coalesce(chosen, baseline or strategy in ('doubling_vector', 'copying_vector',
    'chunk_list', 'huge_page_vector', 'spill_vector', 'mmap_file', 'discard')
    -- But for those that ask what np.memmap does: see the suite memmap.
    or peer and strategy not in ('numpy_memmap_default', 'numpy_memmap_existing'))
  -- The small size is for what is quadratic, and what it is held against.
  and (n = top or pages = 'system')
  and (pages = 'system' or not quadratic)
order by program.number, n, pages desc;
