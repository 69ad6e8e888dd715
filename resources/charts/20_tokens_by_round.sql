-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Tokens by round
-- kind: bars
-- unit: count
-- empty: This run has no rounds in this stretch of time.
-- missing: This version of MassGen does not record tokens.
SELECT run_id, agent_id, 'Round ' || round AS part,
  sum(input_tokens + output_tokens) AS value,
  sum(input_tokens) || ' read (' || sum(cached_input_tokens) || ' from a cache), ' || sum(output_tokens) || ' written' AS hint,
  max_by(span_id, duration, 200) AS spans
FROM rounds
WHERE {run} AND end_timestamp > {from} AND start_timestamp < {to}
GROUP BY run_id, agent_id, round
ORDER BY run_id, round, agent_id
