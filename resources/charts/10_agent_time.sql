-- SPDX-License-Identifier: GPL-3.0-or-later
-- title: Where each agent's time went
-- kind: bars
-- unit: seconds
-- parts: model=Model, unrecorded=Model or MassGen, tool=Tools, retry=Retries, back_off=Back-off, own=MassGen, ~waiting=Waiting for others
-- empty: No agent of this run is known.
-- missing: When the rounds began and ended is not recorded.
SELECT run_id, agent_id, kind AS part,
  sum(epoch(least(end_timestamp, {to})) - epoch(greatest(start_timestamp, {from}))) AS value,
  max_by(span_id, duration, 200) AS spans
FROM agent_time
WHERE {run} AND end_timestamp > {from} AND start_timestamp < {to}
GROUP BY run_id, agent_id, kind
ORDER BY run_id, agent_id, kind
