// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/trace_file.h"

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

} // namespace

const Format* formatOf(const std::string& path)
{
    ImportReport ignored;
    const auto [folder, name] = split(path);
    const std::optional<std::string> head = RunFiles(folder, {}, ignored).readRange(name, 0, kHeadBytes);
    if (!head)
        return nullptr;
    const Format* best = nullptr;
    int certainty = kLeastCertain - 1;
    for (const Format* format : std::array{&recordsFormat()}) {
        if (const int found = format->probe(*head); found > certainty) {
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
    files.stream(name, [&](std::string_view chunk) {
        outcome = importer->consume(chunk);
        done += chunk.size();
        context.onProgress(done, size);
        return outcome.has_value() && !context.cancel.isCancelled();
    });
    if (context.cancel.isCancelled())
        return failure("cancelled", path);
    return outcome ? importer->finish() : outcome;
}

} // namespace mgx
