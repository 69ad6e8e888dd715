// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/import_report.h"
#include "store/record.h"

#include <memory>
#include <string>
#include <string_view>

namespace mgx {

/// Reads lines of Logfire's `records` table as NDJSON (columns: Logfire's SQL reference) into drafts. JSON columns may be
/// objects or JSON text. Our own export's columns `source`, `source_ref` and `time_quality` are understood; every other
/// column goes to RecordDraft::rest as it is. One thread; about 1 µs per line and kB.
class RecordLineReader
{
public:
    RecordLineReader();
    ~RecordLineReader();

    enum class Status : std::uint8_t { Good, Repaired, Unusable };
    struct Read
    {
        Status status = Status::Good;
        RecordDraft draft;          ///< views live until the next call
        SourceKind source = SourceKind::File;
        std::string problem;        ///< what was wrong; empty if nothing
    };
    /// `isPadded`: 64 bytes behind the line may be read, whatever they are; that saves a copy.
    [[nodiscard]] Read read(std::string_view line, bool isPadded = false);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The value of a member with a text as value, anywhere in compact JSON; empty if there is none.
[[nodiscard]] std::string compactJsonText(std::string_view json, std::string_view key);
/// The same without a copy: a view into `json`, or into `unescaped` where the text holds escapes.
[[nodiscard]] std::string_view compactJsonText(std::string_view json, std::string_view key, std::string& unescaped);

} // namespace mgx
