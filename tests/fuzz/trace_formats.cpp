// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "base/text.h"
#include "ingest/archive.h"
#include "ingest/chrome/chrome_trace.h"
#include "ingest/format.h"
#include "ingest/jaeger.h"
#include "ingest/logfire_rows.h"
#include "ingest/otel/otlp_json.h"
#include "ingest/otel/otlp_protobuf.h"
#include "ingest/records_csv.h"
#include "ingest/span_objects.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mgx::fuzz {

namespace {

struct Outcome
{
    bool isUsable = false;
    RowId rows = 0;
    std::uint64_t records = 0;
    std::uint64_t skipped = 0;
    std::string problems;
    std::shared_ptr<const TraceSnapshot> snapshot;

    [[nodiscard]] bool isSame(const Outcome& other) const
    {
        return isUsable == other.isUsable && rows == other.rows && records == other.records && skipped == other.skipped
            && problems == other.problems;
    }
};

Outcome import(const Format& format, std::string_view bytes, std::size_t step)
{
    SnapshotBuilder builder;
    ImportReport report;
    ImportContext context{builder, report, {}};
    const auto importer = format.create(context, "corpus", builder.addSource(SourceKind::File, "corpus"), FileHead(bytes));
    Outcome outcome;
    outcome.isUsable = true;
    for (std::size_t at = 0; outcome.isUsable && at < bytes.size(); at += step)
        outcome.isUsable = importer->consume(bytes.substr(at, step)).has_value();
    if (outcome.isUsable)
        outcome.isUsable = importer->finish().has_value();
    outcome.snapshot = builder.publish();
    outcome.rows = builder.rowCount();
    outcome.records = report.records;
    outcome.skipped = report.skipped;
    for (const Problem& problem : report.problems()) {
        promise(!problem.sentence.empty() && !problem.file.empty(), "a problem names its file and says what it is");
        outcome.problems += problem.where + ' ' + problem.sentence + ' ' + std::to_string(problem.count) + ';';
    }
    return outcome;
}

void promiseJson(std::string_view json, const char* what)
{
    promise(json.empty() || nlohmann::json::accept(json), what);
}

/// The first byte says where the rest is cut.
void check(const Format& format, std::string_view bytes)
{
    if (bytes.empty())
        return;
    const std::size_t step = 1 + static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    const int certainty = format.probe(FileHead(bytes));
    promise(certainty >= 0 && certainty <= 101, "a probe answers from 0 to 101");
    const Outcome whole = import(format, bytes, std::max<std::size_t>(1, bytes.size()));
    promise(whole.isSame(import(format, bytes, step)), "an import does not depend on the chunks");
    promise(whole.rows == whole.records, "every record is a row");
    promise(whole.skipped == 0 || !whole.problems.empty(), "what is skipped is reported");
    const TraceSnapshot& s = *whole.snapshot;
    for (RowId row = 0; row < std::min<RowId>(s.rowCount(), 200); ++row) {
        promiseJson(s.attributes(row), "attributes are JSON");
        promiseJson(s.rest(row), "the other columns are JSON");
        promiseJson(s.resource(row), "the resource is JSON");
        promise(isValidUtf8(s.name(row)) && isValidUtf8(s.message(row)) && isValidUtf8(s.service(row)), "texts are UTF-8");
        promise(s.end(row) >= s.start(row), "nothing ends before it starts");
    }
}

/// Bytes in memory as a stream, in pieces.
class MemoryStream final : public ByteStream
{
public:
    MemoryStream(std::string_view bytes, std::size_t step) : m_bytes(bytes), m_step(step) {}
    Result<std::string_view> next() override
    {
        const std::string_view piece = m_bytes.substr(std::min(m_at, m_bytes.size()), m_step);
        m_at += piece.size();
        return piece;
    }
    bool seek(std::uint64_t place) override
    {
        m_at = static_cast<std::size_t>(std::min<std::uint64_t>(place, m_bytes.size()));
        return true;
    }
    std::uint64_t size() const override { return m_bytes.size(); }

private:
    std::string_view m_bytes;
    std::size_t m_step;
    std::size_t m_at = 0;
};

} // namespace

void otlpJson(std::string_view bytes)
{
    check(otlpJsonFormat(), bytes);
}

void otlpProtobuf(std::string_view bytes)
{
    check(otlpProtobufFormat(), bytes);
}

void spanObjects(std::string_view bytes)
{
    check(consoleSpansFormat(), bytes);
    check(zipkinFormat(), bytes);
    check(langfuseFormat(), bytes);
}

void jaegerTraces(std::string_view bytes)
{
    check(jaegerFormat(), bytes);
}

void chromeTrace(std::string_view bytes)
{
    check(chromeTraceFormat(), bytes);
}

void logfireRows(std::string_view bytes)
{
    check(logfireRowsFormat(), bytes);
    check(recordsCsvFormat(), bytes);
}

void archives(std::string_view bytes)
{
    if (bytes.empty())
        return;
    const std::size_t step = 1 + 16 * std::size_t(static_cast<unsigned char>(bytes.front()));
    bytes.remove_prefix(1);
    ArchiveLimits limits;
    limits.freeBytes = 1 << 20;
    limits.maxBytes = 8 << 20;
    MemoryStream memory(bytes, step);
    HeadedStream stream(memory, FileHead::kBytes);
    std::uint64_t total = 0;
    const Result<void> outcome = readArchive(stream, limits, [&](const std::string& name, ByteStream& file) {
        promise(("/" + name + "/").find("/../") == std::string::npos, "no name leads upwards");
        promise(name.empty() || name.front() != '/', "no name begins at the root");
        promise(isValidUtf8(name), "names are UTF-8");
        for (;;) {
            const Result<std::string_view> chunk = file.next();
            if (!chunk || chunk->empty())
                return true;
            total += chunk->size();
        }
    });
    promise(outcome || !outcome.error().what.empty(), "a refusal says why");
    promise(total <= (limits.maxBytes + (32u << 20)), "what comes out is bounded");
}

} // namespace mgx::fuzz
