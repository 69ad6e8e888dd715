-- SPDX-License-Identifier: GPL-3.0-or-later
-- What happened in MassGen runs, a table per kind of thing. Times are UTC, durations seconds, money USD. run_id joins them all;
-- span_id (with trace_id) joins `records`. A column is NULL where the run did not record it.

-- One row per run: a turn and attempt of a log folder, or a coordination session of a trace.
CREATE TABLE m.runs (
  run_id INTEGER, trace_id VARCHAR, span_id VARCHAR, name VARCHAR, path VARCHAR, turn INTEGER, attempt INTEGER,
  generation VARCHAR,                  -- of MassGen's log format, G0 to G3
  massgen_version VARCHAR, question VARCHAR,
  state VARCHAR,                       -- complete, running, incomplete, failed
  state_reason VARCHAR, start_timestamp TIMESTAMPTZ, end_timestamp TIMESTAMPTZ, duration DOUBLE,
  winner VARCHAR,                      -- agent id
  winner_label VARCHAR, final_answer VARCHAR, input_tokens BIGINT, output_tokens BIGINT, reasoning_tokens BIGINT,
  cached_input_tokens BIGINT, cost_usd DOUBLE,
  parent_run_id INTEGER,               -- of a subagent's or checkpoint's run
  is_superseded BOOLEAN                -- a later attempt replaced it
);

CREATE TABLE m.agents (
  run_id INTEGER, agent_id VARCHAR, model VARCHAR, backend VARCHAR, rounds INTEGER, answers INTEGER, votes INTEGER,
  tool_calls INTEGER, tool_errors INTEGER, input_tokens BIGINT, output_tokens BIGINT, reasoning_tokens BIGINT,
  cached_input_tokens BIGINT, cost_usd DOUBLE, error VARCHAR
);

-- One row per round of an agent. round_type: initial_answer, voting, presentation …; outcome: answer, vote, restarted, error …
CREATE TABLE m.rounds (
  run_id INTEGER, agent_id VARCHAR, round INTEGER, trace_id VARCHAR, span_id VARCHAR, start_timestamp TIMESTAMPTZ,
  end_timestamp TIMESTAMPTZ, duration DOUBLE, round_type VARCHAR, outcome VARCHAR, answer_label VARCHAR, voted_for_label VARCHAR,
  context_answers INTEGER, context_labels VARCHAR[], input_tokens BIGINT, output_tokens BIGINT, reasoning_tokens BIGINT,
  cached_input_tokens BIGINT, cost_usd DOUBLE
);

-- Calls of language models: only where a source records them (OpenTelemetry, Logfire).
CREATE TABLE m.llm_calls (
  run_id INTEGER, agent_id VARCHAR, trace_id VARCHAR, span_id VARCHAR, model VARCHAR, start_timestamp TIMESTAMPTZ,
  end_timestamp TIMESTAMPTZ, duration DOUBLE, input_tokens BIGINT, output_tokens BIGINT, reasoning_tokens BIGINT,
  cached_input_tokens BIGINT, cost_usd DOUBLE
);

-- is_success is NULL for a call that was cut off.
CREATE TABLE m.tool_calls (
  run_id INTEGER, agent_id VARCHAR, round INTEGER, trace_id VARCHAR, span_id VARCHAR, tool_name VARCHAR, tool_type VARCHAR,
  call_id VARCHAR, start_timestamp TIMESTAMPTZ, end_timestamp TIMESTAMPTZ, duration DOUBLE, is_success BOOLEAN, error VARCHAR
);

CREATE TABLE m.answers (
  run_id INTEGER, agent_id VARCHAR, label VARCHAR, trace_id VARCHAR, span_id VARCHAR, answered_at TIMESTAMPTZ, path VARCHAR,
  is_winner BOOLEAN
);

CREATE TABLE m.votes (
  run_id INTEGER, agent_id VARCHAR, for_label VARCHAR, for_agent VARCHAR, trace_id VARCHAR, span_id VARCHAR, voted_at TIMESTAMPTZ,
  reason VARCHAR
);

-- What an agent did with the wall clock of its run: its rows fill the run without gaps or overlaps. kind: model, tool, retry,
-- back_off, waiting, own, unrecorded. reason of a wait: start, answer, vote, presentation, end.
CREATE TABLE m.agent_time (
  run_id INTEGER, agent_id VARCHAR, kind VARCHAR, round INTEGER, trace_id VARCHAR, span_id VARCHAR, start_timestamp TIMESTAMPTZ,
  end_timestamp TIMESTAMPTZ, duration DOUBLE, waits_for VARCHAR, reason VARCHAR
);

-- The chain of steps that set how long the run took. kind: start_up, round, gap, presentation, shut_down.
CREATE TABLE m.critical_path (
  run_id INTEGER, kind VARCHAR, agent_id VARCHAR, round INTEGER, trace_id VARCHAR, span_id VARCHAR, start_timestamp TIMESTAMPTZ,
  end_timestamp TIMESTAMPTZ, duration DOUBLE, reason VARCHAR
);

-- MassGen refused a reply, or an attempt failed, and it asked again.
CREATE TABLE m.retries (
  run_id INTEGER, agent_id VARCHAR, trace_id VARCHAR, span_id VARCHAR, retried_at TIMESTAMPTZ, reason VARCHAR
);

CREATE VIEW runs AS SELECT * FROM m.runs;
CREATE VIEW agents AS SELECT * FROM m.agents;
CREATE VIEW rounds AS SELECT * FROM m.rounds;
CREATE VIEW llm_calls AS SELECT * FROM m.llm_calls;
CREATE VIEW tool_calls AS SELECT * FROM m.tool_calls;
CREATE VIEW answers AS SELECT * FROM m.answers;
CREATE VIEW votes AS SELECT * FROM m.votes;
CREATE VIEW agent_time AS SELECT * FROM m.agent_time;
CREATE VIEW critical_path AS SELECT * FROM m.critical_path;
CREATE VIEW retries AS SELECT * FROM m.retries;

-- Everything that is no span, by time: logs and events of spans.
CREATE VIEW events AS SELECT
  run_id,
  agent_id,
  start_timestamp AS happened_at,
  kind,
  level,
  span_name AS name,
  coalesce(message, span_name) AS message,
  trace_id,
  span_id,
  coalesce(repaired_parent_span_id, parent_span_id) AS parent_span_id,
  mgx_attributes(id) AS attributes
FROM m.records
WHERE kind IN ('log', 'span_event');
