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
  SELECT run_id, tool_name, count(*) AS calls,
    count(*) FILTER (WHERE is_success) AS succeeded, count(is_success) AS ended,
    quantile_cont(duration, 0.5) AS p50, quantile_cont(duration, 0.95) AS p95
  FROM calls
  GROUP BY run_id, tool_name
)
SELECT c.run_id, c.tool_name AS label,
  CASE WHEN is_success THEN 'ok' WHEN is_success = false THEN 'failed' ELSE 'cut' END AS part,
  count(*) AS value,
  CASE WHEN max(t.ended) = 0 THEN 'no end recorded' ELSE CAST(round(100.0 * max(t.succeeded) / max(t.ended)) AS BIGINT) || ' % ok' END
    || coalesce(', p50 ' || round(1000 * max(t.p50), 1) || ' ms, p95 ' || round(1000 * max(t.p95), 1) || ' ms', '') AS note,
  max_by(c.span_id, c.duration, 200) AS spans
FROM calls AS c JOIN tools AS t ON t.run_id = c.run_id AND t.tool_name = c.tool_name
GROUP BY c.run_id, c.tool_name, part
ORDER BY c.run_id, max(t.calls) DESC, label, part DESC
