-- What do the strategies cost on my own data?
--
-- INPUT is a file, or with "-" standard input: raw elements of TYPE (byte); with TEXT=1 one number
-- a line (float64); with COLUMN=3, HEADER=1, SEPARATOR=';' a column of a table, with COLUMN=NAME
-- the one that its first line calls so. It was read once to count its elements, because the
-- strategies that know n must be told. COUNT: at most so many.
--
-- Apart: it needs INPUT
-- Place: 0
-- Compares: strategies

select strategy, min(input_count, coalesce(top, input_count)) as count, input, text,
  input_column, header, separator
from program, setting
where coalesce(chosen, core)
order by program.number;
