-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Tool calls
-- kind: bars
-- unit: count
-- parts: ok=Succeeded, !failed=Failed, ~cut=Cut off
-- empty: No tool calls: the agents made none, or this version of MassGen does not record them.
WITH calls AS (
  SELECT run_id, tool_name, span_id, duration, is_success
  FROM tool_calls
  WHERE {run} AND start_timestamp < {to} AND coalesce(end_timestamp, start_timestamp) >= {from}
),
tools AS (
  SELECT run_id, tool_name, count(*) AS calls, count(is_success) AS ended,
    100.0 * count(*) FILTER (WHERE is_success) / nullif(count(is_success), 0) AS share,
    1000 * quantile_cont(duration, 0.5) AS p50, 1000 * quantile_cont(duration, 0.95) AS p95
  FROM calls
  GROUP BY run_id, tool_name
),
notes AS (
  SELECT run_id, tool_name, calls,
    CASE WHEN ended = 0 THEN 'no end recorded' ELSE concat(round(share, 1), ' % ok, p50 ', round(p50, 1), ' ms, p95 ', round(p95, 1), ' ms') END AS note
  FROM tools
)
SELECT c.run_id, c.tool_name AS label,
  CASE WHEN is_success THEN 'ok' WHEN is_success = false THEN 'failed' ELSE 'cut' END AS part,
  count(*) AS value, max(n.note) AS note, max_by(c.span_id, c.duration, 200) AS spans
FROM calls AS c JOIN notes AS n ON n.run_id = c.run_id AND n.tool_name = c.tool_name
GROUP BY c.run_id, c.tool_name, part
ORDER BY c.run_id, max(n.calls) DESC, label, part DESC
