// SPDX-License-Identifier: GPL-3.0-or-later
// bench_records FILE: how long a records NDJSON file takes to be read and indexed; one JSON line per figure.
#include "ingest/records.h"

#include <chrono>
#include <cstdio>
#include <vector>

using namespace mgx;

int main(int argc, char** argv)
{
    std::FILE* file = argc > 1 ? std::fopen(argv[1], "rb") : nullptr;
    if (!file) {
        std::fprintf(stderr, "usage: bench_records FILE\n");
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const auto ms = [&] { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(); };
    SnapshotBuilder builder;
    ImportReport report;
    ImportContext context{builder, report, {}};
    const auto importer = recordsFormat().create(context, argv[1], builder.addSource(SourceKind::File, argv[1]));
    std::vector<char> buffer(1 << 20);
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), file))
        (void)importer->consume({buffer.data(), n});
    std::fclose(file);
    std::printf("{\"bench\":\"records\",\"figure\":\"read\",\"value\":%.1f,\"unit\":\"ms\"}\n", ms());
    (void)importer->finish();
    const auto snapshot = builder.publish();
    std::printf("{\"bench\":\"records\",\"figure\":\"indexed\",\"value\":%.1f,\"unit\":\"ms\"}\n", ms());
    std::printf("{\"bench\":\"records\",\"figure\":\"rows\",\"value\":%u,\"unit\":\"rows\"}\n", snapshot->rowCount());
    std::printf("{\"bench\":\"records\",\"figure\":\"store\",\"value\":%.1f,\"unit\":\"MB\"}\n", double(snapshot->byteSize()) / 1e6);
    std::printf("{\"bench\":\"records\",\"figure\":\"problems\",\"value\":%zu,\"unit\":\"problems\"}\n", report.problems().size());
    return 0;
}
