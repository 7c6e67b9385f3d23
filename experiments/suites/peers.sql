-- How do other people's arrays compare?
--
-- Every peer that is built, beside the baseline and one strategy of each kind: at 100 k elements,
-- which np.append in a loop may still reach, and at COUNT. A peer that copies everything for each
-- append is asked for both, and says how far it came. Reading back is left out: in C and in Python
-- it is not the same work. In Python ten million elements, one at a time, take seconds.
--
-- What growth is to reach is below: the fastest of ours for unknown n against the others, with less
-- memory; with no more where they need the data alone. Of 100 M elements Python, one at a time, is
-- stopped by the budget, and held against what it reached (BUDGET=30 ROUNDS=6 lets it end, in some
-- ten minutes).
--
-- Goal: time best / preallocated, 2 MiB pages <= 1.05
-- Goal: time best / preallocated <= 0.5
-- Goal: peak best / data <= 1.01
-- Goal: time std::vector / best >= 4
-- Goal: peak std::vector / best > 1
-- Goal: time std::deque / best >= 2
-- Goal: peak std::deque / best > 1
-- Goal: time GLib GArray / best >= 3
-- Goal: peak GLib GArray / best >= 0.99
-- Goal: time stb_ds arrput / best >= 2
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
  iif(pages = 'always', title || ', 2 MiB pages', null) as label
from program, size, setting_of_pages
where coalesce(chosen, baseline or strategy in ('doubling_vector', 'copying_vector',
    'chunk_list', 'huge_page_vector', 'spill_vector', 'mmap_file')
    -- But for those that ask what np.memmap does: see the suite memmap.
    or peer and strategy not in ('numpy_memmap_default', 'numpy_memmap_existing'))
  and (pages = 'system' or baseline)
order by program.number, n, pages desc;
