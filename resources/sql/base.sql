-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is loaded: the narrow columns of every record, compressed. Wide columns (JSON, stack traces, log bodies) are not copied: the
-- views read them from the open traces by `id` (source and row), for the rows that a query keeps.
ATTACH ':memory:' AS m (COMPRESS);

CREATE TABLE m.records (
  id BIGINT,
  start_timestamp TIMESTAMPTZ,
  end_timestamp TIMESTAMPTZ,
  duration DOUBLE,                     -- seconds; NULL for logs and open spans
  created_at TIMESTAMPTZ,
  trace_id VARCHAR,
  span_id VARCHAR,
  parent_span_id VARCHAR,
  kind VARCHAR,
  level SMALLINT,
  span_name VARCHAR,
  message VARCHAR,                     -- NULL = same as span_name
  is_exception BOOLEAN,
  exception_type VARCHAR,
  exception_message VARCHAR,
  tags VARCHAR[],
  otel_status_code VARCHAR,
  otel_status_message VARCHAR,
  otel_scope_name VARCHAR,
  otel_scope_version VARCHAR,
  service_name VARCHAR,
  service_namespace VARCHAR,
  service_version VARCHAR,
  service_instance_id VARCHAR,
  process_pid INTEGER,
  deployment_environment VARCHAR,
  telemetry_sdk_name VARCHAR,
  telemetry_sdk_language VARCHAR,
  telemetry_sdk_version VARCHAR,
  http_response_status_code INTEGER,
  http_method VARCHAR,
  http_route VARCHAR,
  url_full VARCHAR,
  url_path VARCHAR,
  url_query VARCHAR,
  agent_id VARCHAR,
  run_id INTEGER,
  repaired_parent_span_id VARCHAR
);
