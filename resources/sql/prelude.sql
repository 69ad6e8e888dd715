-- SPDX-License-Identifier: GPL-3.0-or-later
-- Macros that give the answers of Logfire's engine (DataFusion with its JSON functions) in DuckDB, once per connection:
-- temporary macros belong to one. The rewriter (src/engine/dialect) aims at those that begin with lf_; the others replace
-- functions by name, and the built-in stays reachable as system.main.f. lf_div and lf_mod are functions of the application.

-- ---- amplifiers: functions that make much out of little escape the memory limit and answer no interrupt, so they are bounded
CREATE TEMP MACRO lf_at_most(n, most) AS CASE WHEN n > most THEN error('the result is too large: at most ' || most) ELSE n END;
CREATE TEMP MACRO lf_number(x) AS coalesce(TRY_CAST(CAST(x AS VARCHAR) AS DOUBLE), epoch(TRY_CAST(CAST(x AS VARCHAR) AS TIMESTAMP)), epoch(TRY_CAST(CAST(x AS VARCHAR) AS INTERVAL)));
CREATE TEMP MACRO lf_is_long(a, b, c) AS abs(lf_number(b) - lf_number(a)) > 1000000 * abs(lf_number(c));
CREATE TEMP MACRO range(a) AS system.main.range(lf_at_most(a, 1000000)),
  (a, b) AS CASE WHEN lf_is_long(a, b, 1) THEN error('a list of more than 1000000 elements') ELSE system.main.range(a, b) END,
  (a, b, c) AS CASE WHEN lf_is_long(a, b, c) THEN error('a list of more than 1000000 elements') ELSE system.main.range(a, b, c) END;
CREATE TEMP MACRO generate_series(a) AS system.main.generate_series(lf_at_most(a, 1000000)),
  (a, b) AS CASE WHEN lf_is_long(a, b, 1) THEN error('a list of more than 1000000 elements') ELSE system.main.generate_series(a, b) END,
  (a, b, c) AS CASE WHEN lf_is_long(a, b, c) THEN error('a list of more than 1000000 elements') ELSE system.main.generate_series(a, b, c) END;
CREATE TEMP MACRO repeat(s, n) AS system.main.repeat(s, lf_at_most(n, 1000000 // greatest(length(s), 1)));
CREATE TEMP MACRO list_resize(l, n) AS system.main.list_resize(l, lf_at_most(n, 1000000)), (l, n, v) AS system.main.list_resize(l, lf_at_most(n, 1000000), v);
CREATE TEMP MACRO array_resize(l, n) AS system.main.list_resize(l, lf_at_most(n, 1000000)), (l, n, v) AS system.main.list_resize(l, lf_at_most(n, 1000000), v);
CREATE TEMP MACRO bar(x, a, b) AS system.main.bar(x, a, b), (x, a, b, w) AS system.main.bar(x, a, b, lf_at_most(w, 1000));

-- ---- JSON: targets of the rewriter. j is JSON, p a constant path ('$."k"[0]' or '/k/0')
CREATE TEMP MACRO lf_json(x) AS CASE WHEN typeof(x) NOT IN ('VARCHAR', 'JSON', '"NULL"') THEN error('expected a JSON text, got ' || typeof(x)) WHEN json_valid(CAST(x AS VARCHAR)) THEN CAST(CAST(x AS VARCHAR) AS JSON) END;
CREATE TEMP MACRO lf_scalar_text(j) AS json_extract_string(j, '$');
CREATE TEMP MACRO lf_get_str(j, p) AS CASE WHEN json_type(j, p) = 'VARCHAR' THEN json_extract_string(j, p) END;
CREATE TEMP MACRO lf_get_float(j, p) AS TRY_CAST(replace(json_extract_string(j, p), ' ', 'x') AS DOUBLE);
CREATE TEMP MACRO lf_get_bool(j, p) AS CASE json_extract_string(j, p) WHEN 'true' THEN true WHEN 'false' THEN false END;
CREATE TEMP MACRO lf_get_int(j, p) AS CASE json_type(j, p)
  WHEN 'BIGINT'  THEN TRY_CAST(json_extract_string(j, p) AS BIGINT)
  WHEN 'UBIGINT' THEN TRY_CAST(json_extract_string(j, p) AS BIGINT)
  WHEN 'VARCHAR' THEN CASE WHEN regexp_full_match(json_extract_string(j, p), '[+-]?[0-9]+') THEN TRY_CAST(json_extract_string(j, p) AS BIGINT) END
  WHEN 'DOUBLE'  THEN CASE WHEN trunc(TRY_CAST(json_extract_string(j, p) AS DOUBLE)) = TRY_CAST(json_extract_string(j, p) AS DOUBLE)
                           THEN TRY_CAST(TRY_CAST(json_extract_string(j, p) AS DOUBLE) AS BIGINT) END END;
-- a JSON value compared with a literal: only a value of exactly that JSON type takes part
CREATE TEMP MACRO lf_only_str(j, p) AS CASE WHEN json_type(j, p) = 'VARCHAR' THEN json_extract_string(j, p) END;
CREATE TEMP MACRO lf_only_int(j, p) AS CASE WHEN json_type(j, p) IN ('BIGINT', 'UBIGINT') THEN TRY_CAST(json_extract_string(j, p) AS BIGINT) END;
CREATE TEMP MACRO lf_only_float(j, p) AS CASE WHEN json_type(j, p) = 'DOUBLE' THEN TRY_CAST(json_extract_string(j, p) AS DOUBLE) END;
CREATE TEMP MACRO lf_only_bool(j, p) AS CASE WHEN json_type(j, p) = 'BOOLEAN' THEN json_extract_string(j, p) = 'true' END;
CREATE TEMP MACRO lf_get_json(j, p) AS CAST(json_extract(j, p) AS VARCHAR);
CREATE TEMP MACRO lf_get_array(j, p) AS CASE WHEN json_type(j, p) = 'ARRAY' THEN list_transform(CAST(json_extract(j, p) AS JSON[]), lambda x : coalesce(CAST(x AS VARCHAR), 'null')) END;
CREATE TEMP MACRO lf_length(j, p) AS CASE json_type(j, p) WHEN 'ARRAY' THEN json_array_length(j, p) WHEN 'OBJECT' THEN len(json_keys(j, p)) END;
CREATE TEMP MACRO lf_keys(j, p) AS CASE WHEN json_type(j, p) = 'OBJECT' THEN json_keys(j, p) END;

-- ---- JSON functions by name, for keys that are not constants (the rewriter resolves constant keys)
CREATE TEMP MACRO lf_key(k) AS CASE WHEN typeof(k) = 'VARCHAR' THEN CASE WHEN CAST(k AS VARCHAR) = '' THEN '/' ELSE '$."' || replace(replace(CAST(k AS VARCHAR), '\', '\\'), '"', '\"') || '"' END ELSE '$[' || CAST(k AS VARCHAR) || ']' END;
CREATE TEMP MACRO json_get(j, a) AS nullif(json_extract(lf_json(j), lf_key(a)), 'null'::JSON);
CREATE TEMP MACRO json_as_text(j, a) AS json_extract_string(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_get_str(j, a) AS lf_get_str(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_get_int(j, a) AS lf_get_int(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_get_float(j, a) AS lf_get_float(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_get_bool(j, a) AS lf_get_bool(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_get_json(j, a) AS lf_get_json(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_get_array(j, a) AS lf_get_array(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_contains(j, a) AS coalesce(json_exists(lf_json(j), lf_key(a)), false);
CREATE TEMP MACRO json_length(j, a) AS lf_length(lf_json(j), lf_key(a));
CREATE TEMP MACRO json_object_keys(j, a) AS lf_keys(lf_json(j), lf_key(a));
CREATE TEMP MACRO lf_has(j, a) AS coalesce(json_exists(lf_json(j), lf_key(a)), false);

-- ---- casts
CREATE TEMP MACRO lf_frac(x) AS typeof(x) IN ('DOUBLE', 'FLOAT') OR typeof(x) LIKE 'DECIMAL%';   -- folded when the statement is bound
CREATE TEMP MACRO lf_i64(x) AS CASE WHEN lf_frac(x) THEN CAST(trunc(TRY_CAST(x AS DOUBLE)) AS BIGINT) ELSE CAST(x AS BIGINT) END;
CREATE TEMP MACRO lf_i32(x) AS CASE WHEN lf_frac(x) THEN CAST(trunc(TRY_CAST(x AS DOUBLE)) AS INTEGER) ELSE CAST(x AS INTEGER) END;
CREATE TEMP MACRO lf_i16(x) AS CASE WHEN lf_frac(x) THEN CAST(trunc(TRY_CAST(x AS DOUBLE)) AS SMALLINT) ELSE CAST(x AS SMALLINT) END;
CREATE TEMP MACRO lf_i8(x) AS CASE WHEN lf_frac(x) THEN CAST(trunc(TRY_CAST(x AS DOUBLE)) AS TINYINT) ELSE CAST(x AS TINYINT) END;
CREATE TEMP MACRO lf_try_i64(x) AS CASE WHEN lf_frac(x) THEN TRY_CAST(trunc(TRY_CAST(x AS DOUBLE)) AS BIGINT) WHEN typeof(x) <> 'VARCHAR' OR regexp_full_match(CAST(x AS VARCHAR), '\s*[+-]?[0-9]+\s*') THEN TRY_CAST(x AS BIGINT) END;
CREATE TEMP MACRO lf_try_i32(x) AS TRY_CAST(lf_try_i64(x) AS INTEGER);
CREATE TEMP MACRO lf_try_i16(x) AS TRY_CAST(lf_try_i64(x) AS SMALLINT);
CREATE TEMP MACRO lf_try_i8(x) AS TRY_CAST(lf_try_i64(x) AS TINYINT);
CREATE TEMP MACRO lf_iso(t) AS strftime(t, '%Y-%m-%dT%H:%M:%S') || CASE WHEN epoch_us(t) % 1000000 = 0 THEN '' WHEN epoch_us(t) % 1000 = 0 THEN strftime(t, '.%g') ELSE strftime(t, '.%f') END;
CREATE TEMP MACRO lf_text(x) AS CASE typeof(x)
  WHEN 'TIMESTAMP WITH TIME ZONE' THEN lf_iso(CAST(CAST(x AS VARCHAR) AS TIMESTAMPTZ) AT TIME ZONE 'UTC') || 'Z'
  WHEN 'TIMESTAMP' THEN lf_iso(CAST(CAST(x AS VARCHAR) AS TIMESTAMP)) ELSE CAST(x AS VARCHAR) END;

-- ---- levels
CREATE TEMP MACRO level_num(n) AS CASE lower(n) WHEN 'trace' THEN 1 WHEN 'debug' THEN 5 WHEN 'info' THEN 9 WHEN 'notice' THEN 10 WHEN 'warn' THEN 13 WHEN 'warning' THEN 13 WHEN 'error' THEN 17 WHEN 'fatal' THEN 21 END;
CREATE TEMP MACRO level_name(n) AS CASE n WHEN 1 THEN 'trace' WHEN 5 THEN 'debug' WHEN 9 THEN 'info' WHEN 10 THEN 'notice' WHEN 13 THEN 'warn' WHEN 17 THEN 'error' WHEN 21 THEN 'fatal' ELSE CAST(n AS VARCHAR) END;

-- ---- time
CREATE TEMP MACRO date_bin(w, ts) AS time_bucket(w, ts, TIMESTAMPTZ '1970-01-01 00:00:00+00'), (w, ts, o) AS time_bucket(w, ts, CAST(o AS TIMESTAMPTZ));
CREATE TEMP MACRO to_char(t, f) AS strftime(t, f);
CREATE TEMP MACRO date_format(t, f) AS strftime(t, f);
CREATE TEMP MACRO today() AS CAST(now() AS DATE);
CREATE TEMP MACRO to_timestamp(t) AS CASE WHEN typeof(t) = 'VARCHAR' OR typeof(t) LIKE 'TIMESTAMP%' OR typeof(t) = 'DATE' THEN CAST(CAST(t AS VARCHAR) AS TIMESTAMPTZ) ELSE make_timestamptz(CAST(TRY_CAST(t AS DOUBLE) * 1000000 AS BIGINT)) END,
  (t, f) AS CAST(strptime(t, f) AS TIMESTAMPTZ);
CREATE TEMP MACRO to_timestamp_seconds(t) AS to_timestamp(t);
CREATE TEMP MACRO to_timestamp_millis(t) AS CASE WHEN typeof(t) = 'VARCHAR' THEN to_timestamp(t) ELSE make_timestamptz(TRY_CAST(t AS BIGINT) * 1000) END;
CREATE TEMP MACRO to_timestamp_micros(t) AS CASE WHEN typeof(t) = 'VARCHAR' THEN to_timestamp(t) ELSE make_timestamptz(TRY_CAST(t AS BIGINT)) END;
CREATE TEMP MACRO to_timestamp_nanos(t) AS make_timestamptz(TRY_CAST(t AS BIGINT) // 1000);
CREATE TEMP MACRO from_unixtime(t) AS make_timestamp(CAST(t AS BIGINT) * 1000000);
CREATE TEMP MACRO to_unixtime(t) AS CAST(trunc(epoch(CAST(CAST(t AS VARCHAR) AS TIMESTAMPTZ))) AS BIGINT);
CREATE TEMP MACRO to_date(t) AS CAST(t AS DATE);

-- ---- text and regular expressions
CREATE TEMP MACRO substr(s, a) AS system.main.substring(s, greatest(a, 1)), (s, a, n) AS system.main.substring(s, greatest(a, 1), greatest(a + n - greatest(a, 1), 0));
CREATE TEMP MACRO substring(s, a) AS system.main.substr(s, greatest(a, 1)), (s, a, n) AS system.main.substr(s, greatest(a, 1), greatest(a + n - greatest(a, 1), 0));
CREATE TEMP MACRO lf_overlay(s, r, p) AS left(s, p - 1) || r || system.main.substr(s, p + length(r)), (s, r, p, n) AS left(s, p - 1) || r || system.main.substr(s, p + n);
CREATE TEMP MACRO array_to_string(l, s) AS system.main.substr(list_reduce(list_filter(list_transform(l, lambda x : CAST(x AS VARCHAR)), lambda x : x IS NOT NULL), lambda a, b : a || s || b, ''), length(s) + 1);
CREATE TEMP MACRO btrim(s) AS trim(s), (s, c) AS trim(s, c);
CREATE TEMP MACRO lpad(s, n) AS system.main.lpad(s, lf_at_most(n, 100000), ' '), (s, n, p) AS system.main.lpad(s, lf_at_most(n, 100000), p);
CREATE TEMP MACRO rpad(s, n) AS system.main.rpad(s, lf_at_most(n, 100000), ' '), (s, n, p) AS system.main.rpad(s, lf_at_most(n, 100000), p);
CREATE TEMP MACRO initcap(s) AS list_aggregate(list_transform(range(1, length(s) + 1), lambda i : CASE WHEN i = 1 OR NOT regexp_matches(s[i - 1], '[\pL\pN]') THEN upper(s[i]) ELSE lower(s[i]) END), 'string_agg', '');
CREATE TEMP MACRO octet_length(s) AS strlen(s);
CREATE TEMP MACRO character_length(s) AS length(CAST(s AS VARCHAR));
CREATE TEMP MACRO char_length(s) AS length(CAST(s AS VARCHAR));
CREATE TEMP MACRO to_hex(n) AS lower(system.main.to_hex(n));
CREATE TEMP MACRO encode(s, f) AS CASE f WHEN 'hex' THEN lower(hex(CAST(s AS VARCHAR))) WHEN 'base64' THEN rtrim(base64(system.main.encode(CAST(s AS VARCHAR))), '=') ELSE error('unknown encoding') END;
CREATE TEMP MACRO find_in_set(s, l) AS coalesce(list_position(string_split(l, ','), s), 0);
CREATE TEMP MACRO substr_index(s, d, n) AS CASE WHEN n > 0 THEN array_to_string(list_slice(string_split(s, d), 1, n), d) ELSE array_to_string(list_slice(string_split(s, d), n, -1), d) END;
CREATE TEMP MACRO regexp_like(s, p) AS regexp_matches(s, p);
CREATE TEMP MACRO regexp_match(s, p) AS CASE WHEN regexp_matches(s, p) THEN CASE WHEN p LIKE '%(%' THEN [regexp_extract(s, p, 1)] ELSE [regexp_extract(s, p)] END END;
CREATE TEMP MACRO regexp_count(s, p) AS len(regexp_extract_all(s, p)), (s, p, a) AS len(regexp_extract_all(system.main.substr(s, a), p));
CREATE TEMP MACRO regexp_instr(s, p) AS CASE WHEN regexp_matches(s, p) THEN instr(s, regexp_extract(s, p)) ELSE 0 END;
CREATE TEMP MACRO nvl(a, b) AS coalesce(a, b);
CREATE TEMP MACRO nvl2(a, b, c) AS CASE WHEN a IS NOT NULL THEN b ELSE c END;
CREATE TEMP MACRO uuid() AS CAST(gen_random_uuid() AS VARCHAR);

-- ---- numbers
CREATE TEMP MACRO lf_logdom(x) AS CASE WHEN x = 0 THEN '-Infinity'::DOUBLE WHEN x < 0 THEN 'NaN'::DOUBLE END;
CREATE TEMP MACRO ln(x) AS CASE WHEN x <= 0 THEN lf_logdom(x) ELSE system.main.ln(x) END;
CREATE TEMP MACRO log10(x) AS CASE WHEN x <= 0 THEN lf_logdom(x) ELSE system.main.log10(x) END;
CREATE TEMP MACRO log2(x) AS CASE WHEN x <= 0 THEN lf_logdom(x) ELSE system.main.log2(x) END;
CREATE TEMP MACRO log(x) AS CASE WHEN x <= 0 THEN lf_logdom(x) ELSE system.main.log10(x) END, (b, x) AS CASE WHEN x <= 0 THEN lf_logdom(x) ELSE system.main.ln(x) / system.main.ln(b) END;
CREATE TEMP MACRO iszero(x) AS x = 0;
CREATE TEMP MACRO nanvl(a, b) AS CASE WHEN isnan(a) THEN b ELSE a END;

-- ---- lists
CREATE TEMP MACRO make_array() AS [], (a) AS [a], (a,b) AS [a,b], (a,b,c) AS [a,b,c], (a,b,c,d) AS [a,b,c,d], (a,b,c,d,e) AS [a,b,c,d,e], (a,b,c,d,e,f) AS [a,b,c,d,e,f];
CREATE TEMP MACRO array_element(l, i) AS list_extract(l, i);
CREATE TEMP MACRO empty(l) AS len(l) = 0;
CREATE TEMP MACRO array_empty(l) AS len(l) = 0;
CREATE TEMP MACRO cardinality(l) AS len(l);
CREATE TEMP MACRO array_remove_all(l, v) AS list_filter(l, lambda x : x IS DISTINCT FROM v);
CREATE TEMP MACRO array_remove(l, v) AS CASE WHEN list_position(l, v) IS NULL THEN l ELSE list_concat(list_slice(l, 1, list_position(l, v) - 1), list_slice(l, list_position(l, v) + 1, len(l))) END;
CREATE TEMP MACRO lf_uniq(l) AS list_filter(l, lambda x, i : list_position(l, x) = i);
CREATE TEMP MACRO array_union(a, b) AS lf_uniq(list_concat(a, b));
CREATE TEMP MACRO array_except(a, b) AS list_filter(lf_uniq(a), lambda x : NOT list_contains(b, x));
CREATE TEMP MACRO array_intersect(a, b) AS list_filter(lf_uniq(a), lambda x : list_contains(b, x));
CREATE TEMP MACRO array_distinct(l) AS lf_uniq(l);
CREATE TEMP MACRO array_repeat(v, n) AS list_transform(range(0, n), lambda i : v);
CREATE TEMP MACRO array_any_value(l) AS list_filter(l, lambda x : x IS NOT NULL)[1];
CREATE TEMP MACRO array_max(l) AS list_max(l);
CREATE TEMP MACRO array_min(l) AS list_min(l);

-- ---- catalogue
-- what information_schema shows of the tables for queries, with the reference's names of types
CREATE TEMP VIEW lf_columns AS SELECT 'datafusion' AS table_catalog, 'public' AS table_schema, table_name, column_name,
  ordinal_position - 1 AS ordinal_position, CAST(NULL AS VARCHAR) AS column_default,
  -- a view does not say of its columns whether they can be NULL
  CASE WHEN table_name IN ('records', 'records_all') AND column_name IN ('start_timestamp', 'end_timestamp', 'created_at', 'trace_id', 'span_id', 'kind', 'level', 'span_name', 'message', 'service_name')
       THEN 'NO' ELSE is_nullable END AS is_nullable,
  CASE data_type WHEN 'TIMESTAMP WITH TIME ZONE' THEN 'Timestamp(µs, "UTC")' WHEN 'DOUBLE' THEN 'Float64' WHEN 'VARCHAR' THEN 'Utf8' WHEN 'JSON' THEN 'Utf8' WHEN 'SMALLINT' THEN 'Int16'
    WHEN 'INTEGER' THEN 'Int32' WHEN 'BIGINT' THEN 'Int64' WHEN 'BOOLEAN' THEN 'Boolean' WHEN 'VARCHAR[]' THEN 'List(Utf8)' WHEN 'INTEGER[]' THEN 'List(Int32)' WHEN 'DOUBLE[]' THEN 'List(Float64)'
    WHEN 'DATE' THEN 'Date32' ELSE data_type END AS data_type
  FROM information_schema.columns WHERE table_catalog = 'memory' AND table_schema = 'main' ORDER BY table_name, ordinal_position;
CREATE TEMP VIEW lf_tables AS SELECT 'datafusion' AS table_catalog, 'public' AS table_schema, table_name, CASE table_type WHEN 'VIEW' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type
  FROM information_schema.tables WHERE table_catalog = 'memory' AND table_schema = 'main' ORDER BY table_name;
