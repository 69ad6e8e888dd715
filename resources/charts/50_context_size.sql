-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Size of the context
-- kind: lines
-- unit: count
-- empty: No round or model call lies in this stretch of time.
-- missing: This version of MassGen does not record how much the models read.
SELECT run_id, agent_id, start_timestamp AS x, input_tokens AS value, 'Model call, ' || model AS hint, span_id
FROM llm_calls
WHERE {run} AND input_tokens IS NOT NULL AND start_timestamp >= {from} AND start_timestamp <= {to}
UNION ALL
SELECT run_id, agent_id, start_timestamp, input_tokens, 'All that round ' || round || ' read', span_id
FROM rounds
WHERE {run} AND start_timestamp >= {from} AND start_timestamp <= {to}
  AND run_id NOT IN (SELECT run_id FROM llm_calls WHERE input_tokens IS NOT NULL)
ORDER BY run_id, agent_id, x
