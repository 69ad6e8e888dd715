-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Outcome by models
-- kind: bars
-- unit: count
-- over: runs
-- parts: complete=Complete, running=Running, ~incomplete=Incomplete, !failed=Failed
-- empty: There are no runs.
WITH configs AS (
  SELECT run_id, string_agg(models, ', ' ORDER BY models) AS config
  FROM (SELECT run_id, count(*) || ' × ' || coalesce(model, 'unknown model') AS models FROM agents GROUP BY run_id, model) AS m
  GROUP BY run_id
)
SELECT max(r.run_id) AS run_id, coalesce(c.config, 'no agents') AS label, r.state AS part, count(*) AS value,
  string_agg(coalesce(r.winner, '–'), ', ' ORDER BY r.start_timestamp) AS hint
FROM runs AS r LEFT JOIN configs AS c ON c.run_id = r.run_id
WHERE r.parent_run_id IS NULL
GROUP BY label, r.state
ORDER BY label, part
