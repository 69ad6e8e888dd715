// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/import_report.h"
#include "ingest/massgen/json_writer.h"
#include "store/snapshot_builder.h"

#include <map>
#include <string>
#include <string_view>

namespace mgx {

/// A record of a run before it gets its ids.
struct EmittedRecord
{
    std::string key; ///< what makes the record unique in its run; its span id is made of it
    RecordKind kind = RecordKind::Span;
    std::string name;
    std::string message;
    std::string agent;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime; ///< of a log: not used
    TimeQuality quality = TimeQuality::Exact;
    std::uint8_t level = level::kInfo;
    std::string parentKey; ///< empty = no parent
    RowId repairedParent = kNoRow;
    JsonWriter attributes;
    std::string error; ///< what went wrong; sets the status columns
    std::string file;  ///< relative to the run unit
    std::string pointer;
    std::uint64_t line = 0;
};

/// Hands the records of one run to the builder, with the columns that all of them share. Ids are hashes of the run's path
/// and the key: a second import of the same folder gives the same ids.
class RecordEmitter
{
public:
    struct Target
    {
        SnapshotBuilder& builder;
        ImportReport& report;
        std::uint32_t source = 0;
        RunId run = kNoRun;
        std::string unitPath;
        std::string filePrefix;
        std::string version;
    };

    explicit RecordEmitter(Target target);

    RowId emit(EmittedRecord row);
    [[nodiscard]] TraceId trace() const { return m_trace; }

private:
    [[nodiscard]] std::uint64_t spanIdOf(std::string_view key) const;
    [[nodiscard]] std::uint32_t fileOf(const std::string& relative);
    [[nodiscard]] std::string restOf(const EmittedRecord& row) const;

    Target m_target;
    TraceId m_trace;
    std::string m_idPrefix;
    std::map<std::string, std::uint32_t> m_files;
};

} // namespace mgx
