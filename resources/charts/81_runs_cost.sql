-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Cost of the open runs
-- kind: bars
-- unit: usd
-- over: runs
-- empty: There are no runs.
-- missing: No run says what its models cost.
SELECT run_id, concat(replace(name, 'log_', ''), ' · ' || turn, '.' || attempt) AS label, 'Cost' AS part, cost_usd AS value,
  (input_tokens + output_tokens) || ' tokens' AS note, question AS hint, span_id
FROM runs
WHERE parent_run_id IS NULL
ORDER BY start_timestamp
