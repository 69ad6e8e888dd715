// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "ingest/records.h"

#include <algorithm>
#include <string>

namespace mgx::fuzz {

namespace {

struct Outcome
{
    RowId rows = 0;
    std::uint64_t records = 0;
    std::uint64_t skipped = 0;
    std::string problems;

    bool operator==(const Outcome&) const = default;
};

Outcome import(std::string_view bytes, std::size_t step)
{
    SnapshotBuilder builder;
    ImportReport report;
    ImportContext context{builder, report, {}};
    const auto importer = recordsFormat().create(context, "corpus", builder.addSource(SourceKind::File, "corpus"), FileHead(bytes));

    bool isUsable = true;
    for (std::size_t at = 0; isUsable && at < bytes.size(); at += step)
        isUsable = importer->consume(bytes.substr(at, step)).has_value();
    if (isUsable)
        isUsable = importer->finish().has_value();

    const auto snapshot = builder.publish();
    promise(snapshot != nullptr, "there is always a snapshot");
    Outcome outcome{builder.rowCount(), report.records, report.skipped, isUsable ? "" : "unusable;"};
    for (const Problem& problem : report.problems())
        outcome.problems += problem.where + ' ' + problem.sentence + ' ' + std::to_string(problem.count) + ';';
    return outcome;
}

} // namespace

void recordsNdjson(std::string_view bytes)
{
    if (bytes.empty())
        return;
    // The first byte says where the rest is cut.
    const std::size_t step = 1 + static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);

    const int probability = recordsFormat().probe(FileHead(bytes));
    promise(probability >= 0 && probability <= 100, "a probe answers from 0 to 100");

    const Outcome whole = import(bytes, std::max<std::size_t>(1, bytes.size()));
    const Outcome pieces = import(bytes, step);
    promise(whole == pieces, "an import does not depend on the chunks");
    promise(whole.skipped == 0 || !whole.problems.empty(), "what is skipped is reported");
}

} // namespace mgx::fuzz
