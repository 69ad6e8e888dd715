// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "base/text.h"
#include "ingest/json_splitter.h"
#include "ingest/record_line.h"

#include <nlohmann/json.hpp>

namespace mgx::fuzz {

namespace {

void promiseJson(std::string_view json, const char* what)
{
    promise(json.empty() || nlohmann::json::accept(json), what);
}

} // namespace

void recordLines(std::string_view bytes)
{
    RecordLineReader reader;
    LineSplitter splitter;
    const auto readLine = [&reader](const LineSplitter::Line& line) {
        const RecordLineReader::Read read = reader.read(line.text);
        promise((read.status == RecordLineReader::Status::Good) == read.problem.empty(), "every repair has a sentence");
        if (read.status == RecordLineReader::Status::Unusable)
            return;
        promiseJson(read.draft.attributes, "attributes are JSON");
        promiseJson(read.draft.resource, "the resource is JSON");
        promiseJson(read.draft.rest, "the other columns are JSON");
        promise(isValidUtf8(read.draft.name) && isValidUtf8(read.draft.message), "texts are UTF-8");
    };
    splitter.consume(bytes, readLine);
    splitter.finish(readLine);
}

} // namespace mgx::fuzz
