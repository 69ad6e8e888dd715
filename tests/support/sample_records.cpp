// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sample_records.h"

#include "ingest/gzip_stream.h"

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

namespace mgx::testing {

std::string corpusPath()
{
    return MGX_SOURCE_DIR "/tests/cases/sql/records.ndjson.gz";
}

std::string recordLines(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    if (!path.ends_with(".gz"))
        return bytes.str();
    std::string lines;
    const Result<void> inflated = GzipStream().consume(bytes.str(), [&](std::string_view text) {
        lines += text;
        return true;
    });
    return inflated ? lines : std::string();
}

std::string movedToNow(const std::string& lines, TimeNs ago)
{
    constexpr const char* kTimes[] = {"start_timestamp", "end_timestamp", "created_at"};
    std::vector<nlohmann::ordered_json> records;
    TimeNs newest = 0;
    std::stringstream stream(lines);
    for (std::string line; std::getline(stream, line);) {
        records.push_back(nlohmann::ordered_json::parse(line));
        if (const auto end = parseIsoTime(records.back().value("end_timestamp", "")))
            newest = std::max(newest, end->ns);
    }
    const TimeNs now = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    std::string moved;
    for (nlohmann::ordered_json& record : records) {
        for (const char* key : kTimes) {
            if (const auto time = parseIsoTime(record.value(key, "")))
                record[key] = formatIsoUtc(time->ns + now - ago - newest);
        }
        moved += record.dump() + "\n";
    }
    return moved;
}

} // namespace mgx::testing
