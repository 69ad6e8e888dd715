-- SPDX-License-Identifier: GPL-3.0-or-later
-- The figures above the charts: a row per run.
WITH run_time AS (
  SELECT run_id, sum(duration) FILTER (WHERE kind <> 'waiting') AS agent_time,
    sum(duration) FILTER (WHERE kind = 'model') AS model_time, sum(duration) FILTER (WHERE kind = 'tool') AS tool_time,
    count(*) FILTER (WHERE kind = 'model') AS model_slices
  FROM agent_time GROUP BY run_id
),
paths AS (
  SELECT run_id, sum(duration) AS wall, sum(duration) FILTER (WHERE kind IN ('round', 'presentation')) AS path FROM critical_path GROUP BY run_id
),
spenders AS (
  SELECT run_id, max_by(agent_id, cost_usd) AS spender, max(cost_usd) AS spent FROM agents GROUP BY run_id
),
again AS (
  SELECT run_id, count(*) AS retries, mode(reason) AS reason
  FROM (
    SELECT run_id, reason FROM retries
    UNION ALL
    SELECT run_id, outcome FROM rounds WHERE outcome IN ('vote_ignored', 'restarted', 'timeout')
  ) AS a
  GROUP BY run_id
),
tools AS (
  SELECT run_id, count(*) AS calls, count(*) FILTER (WHERE is_success = false) AS failed FROM tool_calls GROUP BY run_id
),
round_errors AS (
  SELECT run_id, count(*) FILTER (WHERE outcome IN ('error', 'timeout')) AS failed FROM rounds GROUP BY run_id
)
SELECT r.run_id, coalesce(p.wall, r.duration) AS wall, p.path, t.agent_time, t.model_time, t.tool_time, t.model_slices,
  r.cost_usd AS cost, s.spender, s.spent, r.input_tokens, r.output_tokens, r.cached_input_tokens, r.reasoning_tokens,
  coalesce(a.retries, 0) AS retries, a.reason,
  -- the first formats of MassGen record no tool calls
  CASE WHEN c.calls IS NOT NULL OR coalesce(r.generation, '') NOT IN ('G0', 'G1') THEN coalesce(c.calls, 0) END AS tool_calls,
  CASE WHEN c.calls IS NOT NULL OR coalesce(r.generation, '') NOT IN ('G0', 'G1') THEN coalesce(c.failed, 0) END AS failed_tools,
  coalesce(e.failed, 0) AS failed_rounds
FROM runs AS r
  LEFT JOIN run_time AS t ON t.run_id = r.run_id
  LEFT JOIN paths AS p ON p.run_id = r.run_id
  LEFT JOIN spenders AS s ON s.run_id = r.run_id
  LEFT JOIN again AS a ON a.run_id = r.run_id
  LEFT JOIN tools AS c ON c.run_id = r.run_id
  LEFT JOIN round_errors AS e ON e.run_id = r.run_id
WHERE r.parent_run_id IS NULL
ORDER BY r.run_id
