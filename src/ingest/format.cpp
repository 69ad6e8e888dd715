// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/format.h"

#include "ingest/chrome/chrome_trace.h"
#include "ingest/jaeger.h"
#include "ingest/logfire_rows.h"
#include "ingest/otel/otlp_json.h"
#include "ingest/otel/otlp_protobuf.h"
#include "ingest/parquet_file.h"
#include "ingest/records.h"
#include "ingest/records_csv.h"
#include "ingest/span_objects.h"

#include <array>

namespace mgx {

namespace {

constexpr int kLeastCertain = 50;

} // namespace

std::span<const Format* const> allFormats()
{
    static const std::array<const Format*, 11> formats = {
        &recordsFormat(),    &logfireRowsFormat(), &recordsCsvFormat(), &otlpJsonFormat(),   &otlpProtobufFormat(),
        &consoleSpansFormat(), &jaegerFormat(),    &zipkinFormat(),     &langfuseFormat(), &chromeTraceFormat(),
        &parquetFormat(),
    };
    return formats;
}

const Format* recogniseFormat(std::string_view bytes)
{
    return recogniseFormat(FileHead(bytes));
}

const Format* recogniseFormat(const FileHead& head)
{
    const Format* best = nullptr;
    int certainty = kLeastCertain - 1;
    for (const Format* format : allFormats()) {
        if (const int found = format->probe(head); found > certainty) {
            best = format;
            certainty = found;
        }
    }
    return best;
}

std::string whatWasLookedFor(std::string_view bytes)
{
    std::string text = "looked for";
    for (const Format* format : allFormats()) {
        text += format == allFormats().front() ? " " : format == allFormats().back() ? " and " : ", ";
        text += format->name;
    }
    text += ", plain or in gz, zst, zip or tar";
    if (bytes.empty())
        return text;
    text += "; found ";
    const FileHead head(bytes);
    if (!head.isJson())
        return text + (bytes.find('\0') != std::string_view::npos ? "bytes of another kind" : "a text that is no JSON");
    const std::string members = head.membersSeen(6);
    return text + (members.empty() ? "JSON without members" : "JSON with " + members);
}

} // namespace mgx
