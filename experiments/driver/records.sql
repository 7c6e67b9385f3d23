-- records.sql - the records of a round, a line of JSON each: what each program wrote (the table
-- told: cell as name, text), how it ended (the table ended: cell, exit_code, process_wall_ns,
-- message), and which cell of which round it was. A program that was killed wrote nothing: then the
-- cell says what it was.

with line as (select cast(name as integer) as cell, text from told where number = 1),
known as (
  select cell, exit_code, process_wall_ns, message, t.text,
    iif(baseline, 'true', 'false') as baseline,
    coalesce(t.text, json_object('schema', 2, 'strategy', strategy, 'title', title,
      'family', family, 'count', count, 'type', type, 'completed', json('false'),
      'verified', json('false'))) as record,
    case when exit_code between 129 and 192 then exit_code - 128 end as signal
  from ended join cell using (cell)
  left join (select * from line where json_valid(text)) as t using (cell)),
judged as (
  select *,
    case
      when signal is not null then 'killed'
      when exit_code = 0 and text is null then 'failed'
      when exit_code = 0 and not record ->> '$.completed' then 'too_slow'
      when exit_code = 0 then 'done'
      else coalesce(nullif(record ->> '$.ended', 'done'), iif(exit_code = 3, 'wrong', 'failed'))
    end as ended,
    coalesce(nullif(message, ''), record ->> '$.message',
      iif(exit_code = 0 and text is null, 'it ended without a record', null)) as said
  from known)
select json_set(record, '$.ended', ended, '$.exit_code', exit_code, '$.signal', signal,
  '$.message', said, '$.process_wall_ns', process_wall_ns, '$.suite', :suite, '$.round', :round,
  '$.cell', cell, '$.baseline', json(baseline))
from judged;
