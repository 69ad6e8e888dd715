// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/trace_file.h"

#include "ingest/gzip_stream.h"
#include "ingest/massgen/run_files.h"
#include "ingest/records.h"

#include <array>

namespace mgx {

namespace {

constexpr std::uint64_t kHeadBytes = 64 << 10;
constexpr int kLeastCertain = 50;

struct Split
{
    std::string folder;
    std::string name;
};

Split split(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    return {path.substr(0, slash == 0 ? 1 : slash), path.substr(slash + 1)};
}

/// The first bytes of what a gzip file holds.
std::string inflatedHead(std::string_view compressed)
{
    std::string text;
    (void)GzipStream().consume(compressed, [&](std::string_view bytes) {
        text += bytes.substr(0, kHeadBytes - text.size());
        return text.size() < kHeadBytes;
    });
    return text;
}

} // namespace

const Format* formatOf(const std::string& path)
{
    ImportReport ignored;
    const auto [folder, name] = split(path);
    const std::optional<std::string> head = RunFiles(folder, {}, ignored).readRange(name, 0, kHeadBytes);
    if (!head)
        return nullptr;
    const std::string text = isGzip(*head) ? inflatedHead(*head) : *head;
    const Format* best = nullptr;
    int certainty = kLeastCertain - 1;
    for (const Format* format : std::array{&recordsFormat()}) {
        if (const int found = format->probe(text); found > certainty) {
            best = format;
            certainty = found;
        }
    }
    return best;
}

Result<void> importTraceFile(const std::string& path, ImportContext& context)
{
    const Format* format = formatOf(path);
    if (!format)
        return failure("is no trace that can be read", path, "expected records as NDJSON");
    const auto [folder, name] = split(path);
    ImportReport reading; // counts bytes that the importer counts itself
    const RunFiles files(folder, {}, reading);
    const std::uint64_t size = files.sizeOf(name).value_or(0);
    const std::uint32_t source = context.builder.addSource(SourceKind::File, path);
    const std::unique_ptr<Importer> importer = format->create(context, path, source);
    Result<void> outcome;
    std::uint64_t done = 0;
    std::unique_ptr<GzipStream> gzip;
    files.stream(name, [&](std::string_view chunk) {
        if (done == 0 && isGzip(chunk))
            gzip = std::make_unique<GzipStream>();
        if (!gzip) {
            outcome = importer->consume(chunk);
        } else {
            const Result<void> inflated = gzip->consume(chunk, [&](std::string_view bytes) {
                outcome = importer->consume(bytes);
                return outcome.has_value() && !context.cancel.isCancelled();
            });
            // Damage ends the file, not what was read of it.
            if (!inflated) {
                context.report.add(Problem{Problem::Severity::Error, path, "byte " + std::to_string(done), inflated.error().what});
                return false;
            }
        }
        done += chunk.size();
        context.onProgress(done, size);
        return outcome.has_value() && !context.cancel.isCancelled();
    });
    if (context.cancel.isCancelled())
        return failure("cancelled", path);
    if (gzip && !gzip->isComplete())
        context.report.add(Problem{Problem::Severity::Warning, path, {}, "the gzip file is cut off; what came before was read"});
    return outcome ? importer->finish() : outcome;
}

} // namespace mgx
