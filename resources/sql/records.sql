-- SPDX-License-Identifier: GPL-3.0-or-later
-- Logfire's `records`: its columns, their order and their types, so that text written for Logfire runs here unchanged.
-- records_all holds the spans that have not ended as well; m.exported_records is what goes into files.
CREATE VIEW m.exported_records AS SELECT
  start_timestamp,
  end_timestamp,
  duration,
  coalesce(created_at, end_timestamp) AS created_at,
  trace_id,
  span_id,
  parent_span_id,
  kind,
  level,
  span_name,
  coalesce(message, span_name) AS message,
  is_exception,
  exception_type,
  exception_message,
  mgx_rest_text(id, 'exception_stacktrace') AS exception_stacktrace,
  tags,
  mgx_attributes(id) AS attributes,
  mgx_rest(id, 'attributes_json_schema') AS attributes_json_schema,
  mgx_rest(id, 'otel_events') AS otel_events,
  mgx_rest(id, 'otel_links') AS otel_links,
  otel_status_code,
  otel_status_message,
  otel_scope_name,
  otel_scope_version,
  mgx_rest(id, 'otel_scope_attributes') AS otel_scope_attributes,
  mgx_resource(id) AS otel_resource_attributes,
  service_name,
  service_namespace,
  service_version,
  service_instance_id,
  process_pid,
  deployment_environment,
  telemetry_sdk_name,
  telemetry_sdk_language,
  telemetry_sdk_version,
  http_response_status_code,
  http_method,
  http_route,
  url_full,
  url_path,
  url_query,
  mgx_rest_text(id, 'log_body') AS log_body,
  agent_id,
  repaired_parent_span_id
FROM m.records;

CREATE VIEW records_all AS SELECT * EXCLUDE (agent_id, repaired_parent_span_id) FROM m.exported_records;

CREATE VIEW records AS SELECT * FROM records_all WHERE kind <> 'pending_span';

-- The same rows with what this application adds: the agent, the run (see `runs`), and the parent where the recorded one was wrong.
CREATE VIEW records_by_agent AS SELECT
  run_id,
  agent_id,
  trace_id,
  span_id,
  coalesce(repaired_parent_span_id, parent_span_id) AS parent_span_id,
  kind,
  level,
  span_name,
  coalesce(message, span_name) AS message,
  start_timestamp,
  end_timestamp,
  duration,
  is_exception,
  mgx_attributes(id) AS attributes
FROM m.records;
