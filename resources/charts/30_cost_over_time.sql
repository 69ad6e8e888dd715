-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Cost over time
-- kind: steps
-- unit: usd
-- empty: This run has no rounds in this stretch of time.
-- missing: This version of MassGen does not record what the models cost.
SELECT run_id, agent_id, end_timestamp AS x,
  sum(cost_usd) OVER (PARTITION BY run_id, agent_id ORDER BY end_timestamp, round) AS value,
  'Round ' || round || ', ' || coalesce(outcome, 'no outcome') AS hint, span_id
FROM rounds
WHERE {run} AND end_timestamp > {from} AND end_timestamp <= {to}
ORDER BY run_id, agent_id, x
