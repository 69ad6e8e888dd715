// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "fusion/context_repair.h"
#include "fusion/fuse.h"
#include "ingest/otel/otlp_protobuf.h"
#include "ingest/records.h"

#include <nlohmann/json.hpp>

namespace mgx::fuzz {

namespace {

std::shared_ptr<const TraceSnapshot> import(const Format& format, std::string_view bytes, SourceKind kind)
{
    SnapshotBuilder builder;
    ImportReport report;
    ImportContext context{builder, report, {}};
    const auto importer = format.create(context, "corpus", builder.addSource(kind, "corpus"), FileHead(bytes));
    const bool isUsable = importer->consume(bytes).has_value() && importer->finish().has_value();
    const auto before = builder.publish();
    if (isUsable)
        repairParents(builder);
    auto after = builder.publish();
    for (RowId row = 0; row < after->rowCount(); ++row)
        promise(after->recordedParent(row) == before->recordedParent(row), "what was recorded stays");
    return after;
}

void promiseTree(const TraceSnapshot& s)
{
    for (RowId row = 0; row < s.rowCount(); ++row) {
        RowId steps = 0;
        for (RowId up = s.parent(row); up != kNoRow; up = s.parent(up))
            promise(++steps <= s.rowCount(), "nobody is his own ancestor");
        if (const RepairNote* note = s.repair(row))
            promise(note->evidence != 0 && note->confidence > 0 && note->confidence <= 100, "a repair has reasons");
    }
}

} // namespace

/// Two sources, parted by the first empty line (records) or by half (protobuf): repaired, then put on one timeline.
void fusion(std::string_view bytes)
{
    const std::size_t empty = bytes.find("\n\n");
    const bool isText = !bytes.empty() && bytes.front() == '{';
    const std::size_t cut = empty == std::string_view::npos ? bytes.size() / 2 : empty + 1;
    const Format& format = isText ? recordsFormat() : otlpProtobufFormat();
    const auto first = import(format, bytes.substr(0, cut), SourceKind::Otlp);
    const auto second = import(format, isText ? bytes.substr(cut) : bytes, SourceKind::Logfire);
    promiseTree(*first);
    promiseTree(*second);
    const Fused fused = fuse({first, second});
    promise(fused.snapshot != nullptr, "there is always a picture");
    promise(fused.snapshot->rowCount() + fused.pairedRows + fused.duplicateRows >= std::max(first->rowCount(), second->rowCount()),
            "no row is lost");
    promiseTree(*fused.snapshot);
    for (RowId row = 0; row < fused.snapshot->rowCount(); ++row) {
        const std::string_view attributes = fused.snapshot->attributes(row);
        promise(attributes.empty() || nlohmann::json::accept(attributes), "attributes are JSON");
    }
}

} // namespace mgx::fuzz
