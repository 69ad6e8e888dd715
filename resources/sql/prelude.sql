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
  WHEN 'DOUBLE' THEN lf_float_text(CAST(x AS VARCHAR), false) WHEN 'FLOAT' THEN lf_float_text(CAST(x AS VARCHAR), true)
  WHEN 'INTERVAL' THEN lf_interval_text(TRY_CAST(CAST(x AS VARCHAR) AS INTERVAL))
  WHEN 'TIMESTAMP WITH TIME ZONE' THEN lf_iso(CAST(CAST(x AS VARCHAR) AS TIMESTAMPTZ) AT TIME ZONE 'UTC') || 'Z'
  WHEN 'TIMESTAMP' THEN lf_iso(CAST(CAST(x AS VARCHAR) AS TIMESTAMP)) ELSE CAST(x AS VARCHAR) END;

-- ---- levels
CREATE TEMP MACRO level_num(n) AS CASE lower(n) WHEN 'trace' THEN 1 WHEN 'debug' THEN 5 WHEN 'info' THEN 9 WHEN 'notice' THEN 10 WHEN 'warn' THEN 13 WHEN 'warning' THEN 13 WHEN 'error' THEN 17 WHEN 'fatal' THEN 21 END;
CREATE TEMP MACRO level_name(n) AS CASE n WHEN 1 THEN 'trace' WHEN 5 THEN 'debug' WHEN 9 THEN 'info' WHEN 10 THEN 'notice' WHEN 13 THEN 'warn' WHEN 17 THEN 'error' WHEN 21 THEN 'fatal' ELSE CAST(n AS VARCHAR) END;

-- ---- time
CREATE TEMP MACRO date_bin(w, ts) AS time_bucket(w, ts, TIMESTAMPTZ '1970-01-01 00:00:00+00'), (w, ts, o) AS time_bucket(w, ts, CAST(o AS TIMESTAMPTZ));
CREATE TEMP MACRO lf_utc(t) AS CASE WHEN typeof(t) IN ('DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'VARCHAR', 'TIMESTAMP_NS', 'TIMESTAMP_S', 'TIMESTAMP_MS', '"NULL"')
  THEN CAST(CAST(CAST(t AS VARCHAR) AS TIMESTAMPTZ) AS TIMESTAMP) ELSE error('a time is needed, not ' || typeof(t)) END;
CREATE TEMP MACRO to_char(t, f) AS lf_to_char(lf_utc(t), f);
CREATE TEMP MACRO date_format(t, f) AS lf_to_char(lf_utc(t), f);
CREATE TEMP MACRO today() AS CAST(now() AS DATE);
CREATE TEMP MACRO to_timestamp(t) AS CASE WHEN typeof(t) = 'VARCHAR' OR typeof(t) LIKE 'TIMESTAMP%' OR typeof(t) = 'DATE' THEN CAST(CAST(t AS VARCHAR) AS TIMESTAMPTZ) ELSE make_timestamptz(CAST(TRY_CAST(t AS DOUBLE) * 1000000 AS BIGINT)) END,
  (t, f) AS CAST(strptime(t, f) AS TIMESTAMPTZ);
CREATE TEMP MACRO to_timestamp_seconds(t) AS date_trunc('second', to_timestamp(t));
CREATE TEMP MACRO to_timestamp_millis(t) AS CASE WHEN typeof(t) = 'VARCHAR' THEN date_trunc('millisecond', to_timestamp(t)) ELSE make_timestamptz(TRY_CAST(t AS BIGINT) * 1000) END;
CREATE TEMP MACRO to_timestamp_micros(t) AS CASE WHEN typeof(t) = 'VARCHAR' THEN to_timestamp(t) ELSE make_timestamptz(TRY_CAST(t AS BIGINT)) END;
CREATE TEMP MACRO to_timestamp_nanos(t) AS make_timestamptz(TRY_CAST(t AS BIGINT) // 1000);
CREATE TEMP MACRO from_unixtime(t) AS make_timestamp(CAST(t AS BIGINT) * 1000000);
CREATE TEMP MACRO to_unixtime(t) AS CAST(trunc(epoch(CAST(CAST(t AS VARCHAR) AS TIMESTAMPTZ))) AS BIGINT);
CREATE TEMP MACRO to_date(t) AS CAST(t AS DATE), (t, f) AS CAST(strptime(t, f) AS DATE);
CREATE TEMP MACRO to_time(t) AS CAST(t AS TIME);
CREATE TEMP MACRO datepart(p, t) AS date_part(p, t);
CREATE TEMP MACRO datetrunc(p, t) AS date_trunc(p, t);

-- ---- text and regular expressions
CREATE TEMP MACRO substr(s, a) AS system.main.substring(s, greatest(a, 1)), (s, a, n) AS CASE WHEN n < 0 THEN error('a negative length') ELSE system.main.substring(s, greatest(a, 1), greatest(a + n - greatest(a, 1), 0)) END;
CREATE TEMP MACRO substring(s, a) AS system.main.substr(s, greatest(a, 1)), (s, a, n) AS CASE WHEN n < 0 THEN error('a negative length') ELSE system.main.substr(s, greatest(a, 1), greatest(a + n - greatest(a, 1), 0)) END;
CREATE TEMP MACRO split_part(s, d, n) AS CASE WHEN n = 0 THEN error('parts are counted from 1') WHEN d = '' THEN CASE WHEN abs(n) = 1 THEN CAST(s AS VARCHAR) ELSE '' END ELSE system.main.split_part(s, d, n) END;
CREATE TEMP MACRO lf_overlay(s, r, p) AS left(s, p - 1) || r || system.main.substr(s, p + length(r)), (s, r, p, n) AS left(s, p - 1) || r || system.main.substr(s, p + n);
CREATE TEMP MACRO lf_display(x) AS CASE WHEN typeof(x) IN ('DOUBLE', 'FLOAT') THEN regexp_replace(CAST(x AS VARCHAR), '\.0$', '') ELSE CAST(x AS VARCHAR) END;
CREATE TEMP MACRO lf_join(l, s) AS lf_join_texts(list_transform(l, lambda x : lf_display(x)), s);
CREATE TEMP MACRO array_to_string(l, s) AS lf_join(l, s), (l, s, n) AS lf_join(list_transform(l, lambda x : coalesce(lf_display(x), n)), s);
CREATE TEMP MACRO array_join(l, s) AS lf_join(l, s), (l, s, n) AS array_to_string(l, s, n);
CREATE TEMP MACRO list_to_string(l, s) AS lf_join(l, s), (l, s, n) AS array_to_string(l, s, n);
CREATE TEMP MACRO lf_parts(s, d) AS CASE WHEN s = '' THEN [] WHEN d IS NULL THEN string_split(s, '') ELSE string_split(s, d) END;
CREATE TEMP MACRO string_to_array(s, d) AS lf_parts(s, d), (s, d, n) AS list_transform(lf_parts(s, d), lambda x : nullif(x, n));
CREATE TEMP MACRO string_to_list(s, d) AS lf_parts(s, d);
CREATE TEMP MACRO btrim(s) AS trim(s), (s, c) AS trim(s, c);
CREATE TEMP MACRO lpad(s, n) AS system.main.lpad(s, lf_at_most(n, 100000), ' '), (s, n, p) AS CASE WHEN p = '' THEN left(s, greatest(n, 0)) ELSE system.main.lpad(s, lf_at_most(n, 100000), p) END;
CREATE TEMP MACRO rpad(s, n) AS system.main.rpad(s, lf_at_most(n, 100000), ' '), (s, n, p) AS CASE WHEN p = '' THEN left(s, greatest(n, 0)) ELSE system.main.rpad(s, lf_at_most(n, 100000), p) END;
CREATE TEMP MACRO initcap(s) AS lf_initcap(s);
CREATE TEMP MACRO octet_length(s) AS strlen(s);
CREATE TEMP MACRO character_length(s) AS length(CAST(s AS VARCHAR));
CREATE TEMP MACRO char_length(s) AS length(CAST(s AS VARCHAR));
CREATE TEMP MACRO to_hex(n) AS lower(system.main.to_hex(n));
CREATE TEMP MACRO lf_blob(s) AS CASE WHEN typeof(s) = 'BLOB' THEN CAST(CAST(s AS VARCHAR) AS BLOB) ELSE system.main.encode(CAST(s AS VARCHAR)) END;
CREATE TEMP MACRO encode(s, f) AS CASE f WHEN 'hex' THEN lower(hex(lf_blob(s))) WHEN 'base64' THEN rtrim(base64(lf_blob(s)), '=') ELSE error('unknown encoding') END;
CREATE TEMP MACRO decode(s, f) AS CASE f WHEN 'hex' THEN unhex(s) WHEN 'base64' THEN from_base64(s || CASE length(s) % 4 WHEN 2 THEN '==' WHEN 3 THEN '=' ELSE '' END) ELSE error('unknown encoding') END;
CREATE TEMP MACRO digest(s, a) AS lf_digest(lf_blob(s), a);
CREATE TEMP MACRO sha224(s) AS lf_digest(lf_blob(s), 'sha224');
CREATE TEMP MACRO sha256(s) AS lf_digest(lf_blob(s), 'sha256');
CREATE TEMP MACRO sha384(s) AS lf_digest(lf_blob(s), 'sha384');
CREATE TEMP MACRO sha512(s) AS lf_digest(lf_blob(s), 'sha512');
CREATE TEMP MACRO find_in_set(s, l) AS coalesce(list_position(string_split(l, ','), s), 0);
CREATE TEMP MACRO substr_index(s, d, n) AS CASE WHEN n > 0 THEN lf_join(list_slice(string_split(s, d), 1, n), d) WHEN n = 0 THEN '' ELSE lf_join(list_slice(string_split(s, d), n, -1), d) END;
CREATE TEMP MACRO substring_index(s, d, n) AS substr_index(s, d, n);
CREATE TEMP MACRO regexp_like(s, p) AS regexp_matches(s, p);
CREATE TEMP MACRO regexp_match(s, p) AS CASE WHEN regexp_matches(s, p) THEN CASE WHEN p LIKE '%(%' THEN [regexp_extract(s, p, 1)] ELSE [regexp_extract(s, p)] END END;
CREATE TEMP MACRO regexp_count(s, p) AS len(regexp_extract_all(s, p)), (s, p, a) AS len(regexp_extract_all(system.main.substr(s, a), p));
CREATE TEMP MACRO lf_place(s, p, a) AS CASE WHEN regexp_matches(system.main.substr(s, a), p) THEN a - 1 + length(regexp_extract(system.main.substr(s, a), '(?s)^(.*?)(?:' || p || ')', 1)) + 1 ELSE 0 END;
CREATE TEMP MACRO lf_nth_place(s, p, a, n) AS CASE WHEN len(regexp_extract_all(system.main.substr(s, a), p)) >= n THEN a + length(regexp_extract(system.main.substr(s, a), '(?s)^((?:.*?(?:' || p || ')){' || (n - 1) || '}.*?)(?:' || p || ')', 1)) ELSE 0 END;
CREATE TEMP MACRO regexp_instr(s, p) AS lf_place(s, p, 1), (s, p, a) AS lf_place(s, p, a), (s, p, a, n) AS lf_nth_place(s, p, a, n);
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
CREATE TEMP MACRO array_element(l, i) AS list_extract(l, i);
CREATE TEMP MACRO empty(l) AS len(l) = 0;
CREATE TEMP MACRO array_empty(l) AS len(l) = 0;
CREATE TEMP MACRO cardinality(l) AS len(l);
CREATE TEMP MACRO array_remove_all(l, v) AS list_filter(l, lambda x : x IS DISTINCT FROM v);
CREATE TEMP MACRO array_remove(l, v) AS CASE WHEN list_position(l, v) IS NULL THEN l ELSE list_concat(list_slice(l, 1, list_position(l, v) - 1), list_slice(l, list_position(l, v) + 1, len(l))) END;
-- in the order of the first occurrence, which takes quadratic time: long lists are answered in another order
CREATE TEMP MACRO lf_uniq(l) AS CASE WHEN len(l) > 2000 THEN list_distinct(l) ELSE list_filter(l, lambda x, i : list_position(l, x) = i) END;
CREATE TEMP MACRO lf_short(l) AS CASE WHEN len(l) > 2000 THEN error('a list of more than 2000 elements') ELSE l END;
CREATE TEMP MACRO array_union(a, b) AS lf_uniq(list_concat(a, b));
CREATE TEMP MACRO array_except(a, b) AS list_filter(lf_uniq(a), lambda x : NOT list_contains(lf_short(b), x));
CREATE TEMP MACRO array_intersect(a, b) AS CASE WHEN len(b) > 2000 THEN list_intersect(a, b) ELSE list_filter(lf_uniq(a), lambda x : list_contains(b, x)) END;
CREATE TEMP MACRO array_distinct(l) AS lf_uniq(l);
CREATE TEMP MACRO array_repeat(v, n) AS list_transform(range(0, n), lambda i : v);
CREATE TEMP MACRO array_any_value(l) AS list_filter(l, lambda x : x IS NOT NULL)[1];
CREATE TEMP MACRO arrays_overlap(a, b) AS list_has_any(a, b);
CREATE TEMP MACRO array_position(l, v) AS list_position(l, v), (l, v, a) AS nullif(list_position(list_slice(l, a, len(l)), v) + a - 1, 0);
CREATE TEMP MACRO array_indexof(l, v) AS list_position(l, v), (l, v, a) AS array_position(l, v, a);
CREATE TEMP MACRO array_positions(l, v) AS list_filter(system.main.range(1, len(l) + 1), lambda i : l[i] IS NOT DISTINCT FROM v);
CREATE TEMP MACRO list_positions(l, v) AS array_positions(l, v);
CREATE TEMP MACRO array_push_front(v, l) AS list_prepend(v, l);
CREATE TEMP MACRO array_push_back(l, v) AS list_append(l, v);
CREATE TEMP MACRO lf_nth_of(l, v, i) AS len(list_filter(list_slice(lf_short(l), 1, i), lambda y : y IS NOT DISTINCT FROM v));
CREATE TEMP MACRO array_remove_n(l, v, n) AS list_filter(l, lambda x, i : x IS DISTINCT FROM v OR lf_nth_of(l, v, i) > n);
CREATE TEMP MACRO array_replace_n(l, v, w, n) AS list_transform(l, lambda x, i : CASE WHEN x IS NOT DISTINCT FROM v AND lf_nth_of(l, v, i) <= n THEN w ELSE x END);
CREATE TEMP MACRO array_replace(l, v, w) AS array_replace_n(l, v, w, 1);
CREATE TEMP MACRO list_replace(l, v, w) AS array_replace_n(l, v, w, 1);
CREATE TEMP MACRO array_replace_all(l, v, w) AS list_transform(l, lambda x : CASE WHEN x IS NOT DISTINCT FROM v THEN w ELSE x END);
CREATE TEMP MACRO list_replace_all(l, v, w) AS array_replace_all(l, v, w);
CREATE TEMP MACRO array_distance(a, b) AS list_distance(a, b);
CREATE TEMP MACRO get_field(s, f) AS struct_extract(s, f);
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
