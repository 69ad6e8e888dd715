SELECT
  attributes->>'massgen.agent_id' as agent,
  COUNT(*) as rounds,
  SUM(duration) as total_time,
  AVG(duration) as avg_round_time
FROM records
WHERE trace_id = 'b12aa1f6d42fddbb7a86f7a243c71b9a' AND span_name LIKE 'agent.%'
GROUP BY attributes->>'massgen.agent_id'