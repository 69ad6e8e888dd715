-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Time of the open runs
-- kind: bars
-- unit: seconds
-- over: runs
-- parts: complete=Complete, running=Running, ~incomplete=Incomplete, !failed=Failed
-- empty: There are no runs.
-- missing: When these runs began and ended is not recorded.
SELECT run_id, concat(replace(name, 'log_', ''), ' · ' || turn, '.' || attempt) AS label, state AS part, duration AS value,
  coalesce('★ ' || winner, 'no winner') AS note, coalesce(question, state_reason) AS hint, span_id
FROM runs
WHERE parent_run_id IS NULL
ORDER BY start_timestamp
