-- wanted.sql - the columns that a suite's query may have; what it leaves out is as here.
-- shared: it reads a file that is made once for all cells (share_file in rounds.bash). again: it is
-- the row before, once more: an A/A control.
create table wanted (
  strategy text, count, label text, type text, arrays integer default 1, turns integer default 0,
  pages text default 'system', idle_seconds integer default 0, limit_bytes integer,
  address_bytes integer, allocator text, preload text, tunables text, build text, phases text,
  parameters text, chained integer default 0, cold integer default 0, instrument text, input text,
  text integer default 0, input_column text, header integer default 0, separator text,
  shared integer default 0, again integer default 0);
