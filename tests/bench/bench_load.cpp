// SPDX-License-Identifier: GPL-3.0-or-later
// bench_load CHROME.json RECORDS.ndjson: both hold the same spans. How long we take to read each and index it, and how long
// DuckDB's NDJSON reader takes to load them into a table (attributes kept as JSON, as we do), in turns in one run; one JSON line per figure, best of three.
// Both use all cores. Make the files with make_trace.py.
#include "ingest/catalog.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <duckdb.h>
#include <string>

using namespace mgx;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kTimes = 3;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void print(const char* figure, double value, const char* unit)
{
    std::printf("{\"bench\":\"load\",\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", figure, value, unit);
    std::fflush(stdout);
}

/// Seconds until everything is indexed; negative where the file cannot be read.
double ours(const std::string& path, std::size_t& rows)
{
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = path;
    const Clock::time_point start = Clock::now();
    const Result<Imported> imported = importItem(item, {});
    const double seconds = secondsSince(start);
    if (!imported) {
        std::fprintf(stderr, "%s\n", imported.error().sentence().c_str());
        return -1;
    }
    rows = imported->snapshot->rowCount();
    return seconds;
}

double duckdbs(const std::string& path)
{
    duckdb_database database = nullptr;
    duckdb_connection connection = nullptr;
    if (duckdb_open(nullptr, &database) == DuckDBError || duckdb_connect(database, &connection) == DuckDBError)
        return -1;
    std::string quoted;
    for (const char c : path)
        quoted += c == '\'' ? "''" : std::string(1, c);
    const std::string sql = "CREATE TABLE records AS SELECT * FROM read_ndjson_auto('" + quoted + "', maximum_depth=1)";
    duckdb_result result = {};
    const Clock::time_point start = Clock::now();
    const bool isGood = duckdb_query(connection, sql.c_str(), &result) == DuckDBSuccess;
    const double seconds = secondsSince(start);
    if (!isGood)
        std::fprintf(stderr, "%s\n", duckdb_result_error(&result));
    duckdb_destroy_result(&result);
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return isGood ? seconds : -1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: bench_load CHROME.json RECORDS.ndjson\n");
        return 2;
    }
    double best[3] = {1e9, 1e9, 1e9};
    std::size_t rows = 0;
    for (int i = 0; i < kTimes; ++i) {
        const double seconds[3] = {ours(argv[1], rows), ours(argv[2], rows), duckdbs(argv[2])};
        for (int k = 0; k < 3; ++k) {
            if (seconds[k] < 0)
                return 1;
            best[k] = std::min(best[k], seconds[k]);
        }
    }
    print("spans", static_cast<double>(rows), "spans");
    print("Chrome JSON, read and indexed", best[0], "s");
    print("records NDJSON, read and indexed", best[1], "s");
    print("DuckDB, the same NDJSON into a table", best[2], "s");
    print("Chrome JSON: our time in DuckDB's", best[0] / best[2], "ratio");
    print("records NDJSON: our time in DuckDB's", best[1] / best[2], "ratio");
    return 0;
}
