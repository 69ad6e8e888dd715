-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Answers and votes
-- kind: flow
-- unit: count
-- parts: answer=Answer, vote=Vote, ~lost=Vote that did not count
-- empty: No answer was given in this stretch of time.
WITH last_answer AS (
  SELECT run_id, max(answered_at) AS answered_at FROM answers GROUP BY run_id
),
cast_votes AS (
  SELECT v.run_id, v.agent_id, v.for_label, v.voted_at, v.span_id, v.reason,
    v.voted_at >= coalesce(a.answered_at, v.voted_at)
      AND row_number() OVER (PARTITION BY v.run_id, v.agent_id ORDER BY v.voted_at DESC) = 1 AS is_counted
  FROM votes AS v LEFT JOIN last_answer AS a ON a.run_id = v.run_id
)
SELECT run_id, agent_id, 'answer' AS part, label, answered_at AS x, is_winner, span_id, NULL AS hint
FROM answers
WHERE {run} AND answered_at >= {from} AND answered_at <= {to}
UNION ALL
SELECT run_id, agent_id, CASE WHEN is_counted THEN 'vote' ELSE 'lost' END, for_label, voted_at, false, span_id, reason
FROM cast_votes
WHERE {run} AND voted_at >= {from} AND voted_at <= {to}
UNION ALL
SELECT run_id, agent_id, 'lost', voted_for_label, end_timestamp, false, span_id, 'ignored by MassGen'
FROM rounds
WHERE {run} AND outcome = 'vote_ignored' AND end_timestamp >= {from} AND end_timestamp <= {to}
ORDER BY run_id, x
