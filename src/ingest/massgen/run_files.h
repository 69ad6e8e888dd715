// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/import_report.h"
#include "ingest/massgen/json_document.h"

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Reads files below one folder and never writes. No path leads out of the folder: symbolic links are not followed in any
/// component, "..", absolute paths and everything that is no regular file read as missing. What is wrong with a file goes
/// to the report under its name relative to what was opened.
class RunFiles
{
public:
    /// `prefix` stands before the names in problems: empty, or "subagents/x/full_logs/".
    RunFiles(std::string folder, std::string prefix, ImportReport& report)
        : m_folder(std::move(folder)), m_prefix(std::move(prefix)), m_report(&report)
    {}

    [[nodiscard]] const std::string& folder() const { return m_folder; }
    [[nodiscard]] std::string nameOf(std::string_view relative) const { return m_prefix + std::string(relative); }
    [[nodiscard]] std::string pathOf(std::string_view relative) const { return m_folder + '/' + std::string(relative); }
    [[nodiscard]] ImportReport& report() const { return *m_report; }
    void warn(std::string_view file, std::string_view where, std::string_view sentence) const;
    void inform(std::string_view file, std::string_view where, std::string_view sentence) const;

    [[nodiscard]] bool has(std::string_view relative) const;
    /// Size in bytes; nothing if there is no such regular file.
    [[nodiscard]] std::optional<std::uint64_t> sizeOf(std::string_view relative) const;
    [[nodiscard]] TimeNs modifiedTime(std::string_view relative) const;

    /// Whole content, at most kMaxDocumentBytes; a longer file is cut there with a problem.
    [[nodiscard]] std::optional<std::string> read(std::string_view relative) const;
    [[nodiscard]] std::optional<std::string> readRange(std::string_view relative, std::uint64_t from,
                                                       std::uint64_t bytes) const;
    /// Content as UTF-8 text: without a byte order mark, other encodings read as Windows-1252.
    [[nodiscard]] std::optional<std::string> readText(std::string_view relative) const;
    /// A JSON document; damage is reported. Nothing if the file is missing, empty or hopeless (the last two are reported).
    [[nodiscard]] std::optional<JsonDocument> readJson(std::string_view relative) const;
    /// Reports members of the object at `pointer` that are there but have another type than they should.
    void checkTypes(std::string_view file, std::string_view pointer, const JsonValue& object,
                    std::initializer_list<std::string_view> keys, JsonValue::Type type) const;
    /// Calls `onChunk` with pieces of at most 1 MiB until it returns false; false if the file could not be read.
    bool stream(std::string_view relative, const std::function<bool(std::string_view)>& onChunk) const;

    /// Names of the real folders (no links) in `relative` ("" = the folder itself), in natural order.
    [[nodiscard]] std::vector<std::string> folders(std::string_view relative) const;

    static constexpr std::uint64_t kMaxDocumentBytes = std::uint64_t(512) << 20;

private:
    std::string m_folder;
    std::string m_prefix;
    ImportReport* m_report;
};

/// Names of the real folders in a folder, in natural order; symbolic links are left out.
[[nodiscard]] std::vector<std::string> realFoldersIn(const std::string& path);

} // namespace mgx
