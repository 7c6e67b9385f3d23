-- records.sql - the records of a round, a line of JSON each: what each program wrote (the table
-- told: cell as name, text), how it ended (the table ended: cell, exit_code, process_wall_ns,
-- message), and which cell of which round it was. A program that was killed wrote nothing: then the
-- cell says what it was.

with line as (select cast(name as integer) as cell, text from told where number = 1),
known as (
  select e.cell, e.exit_code, e.process_wall_ns, e.message, t.text, json_valid(t.text) as told, c.title,
    coalesce(t.text, json_object('schema', 2, 'strategy', c.strategy, 'title', c.title, 'family', c.family,
      'count', c.count, 'type', c.type, 'completed', json('false'), 'verified', json('false'))) as record,
    case when e.exit_code between 129 and 192 then e.exit_code - 128 end as signal
  from ended as e join cell as c using (cell) left join line as t on t.cell = e.cell and json_valid(t.text)),
judged as (
  select *,
    case
      when signal is not null then 'killed'
      when exit_code = 0 and text is null then 'failed'
      when exit_code = 0 and not record ->> '$.completed' then 'too_slow'
      when exit_code = 0 then 'done'
      else coalesce(nullif(record ->> '$.ended', 'done'), case exit_code when 3 then 'wrong' else 'failed' end)
    end as ended,
    coalesce(nullif(message, ''), record ->> '$.message',
      case when exit_code = 0 and text is null then 'it ended without a record' end) as said
  from known)
select json_set(record, '$.ended', ended, '$.exit_code', exit_code, '$.signal', signal, '$.message', said,
  '$.process_wall_ns', process_wall_ns, '$.suite', :suite, '$.round', :round, '$.cell', cell,
  '$.baseline', (select json(case when baseline then 'true' else 'false' end) from cell where cell.cell = judged.cell))
from judged;
