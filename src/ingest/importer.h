// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/result.h"
#include "ingest/file_head.h"
#include "ingest/import_report.h"
#include "store/snapshot_builder.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mgx {

/// What an importer works with: records go to `builder`, problems to `report`. It looks at `cancel` at least every few
/// milliseconds and calls `onProgress` between batches; the caller decides there whether to publish.
struct ImportContext
{
    SnapshotBuilder& builder;
    ImportReport& report;
    CancelToken cancel;
    /// Bytes done and bytes in all (0 = unknown).
    std::function<void(std::uint64_t, std::uint64_t)> onProgress = [](std::uint64_t, std::uint64_t) {};
};

/// Reads one format. One object per import; not thread-safe.
class Importer
{
public:
    virtual ~Importer() = default;
    /// Next bytes of the input, cut anywhere. Damage is reported and survived; an error means that nothing can be used.
    [[nodiscard]] virtual Result<void> consume(std::string_view chunk) = 0;
    /// The input has ended.
    [[nodiscard]] virtual Result<void> finish() = 0;
};

/// A format that is recognised by content.
struct Format
{
    std::string_view name; ///< as a person reads it: "records (NDJSON)"
    /// 0 = certainly not, 100 = certainly.
    int (*probe)(const FileHead& head);
    /// `fileName` is what records and problems refer to; `head` is what was probed.
    std::unique_ptr<Importer> (*create)(ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head);
};

} // namespace mgx
