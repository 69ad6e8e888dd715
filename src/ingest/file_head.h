// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// The first bytes of a file, as what decides about its format. For JSON: which members are where, however it is laid out and
/// wherever it is cut; for CSV: the names of the columns. Costs some 100 µs, far ahead up to 20 ms; one thread.
class FileHead
{
public:
    static constexpr std::size_t kBytes = 64 << 10;
    /// Where the first bytes tell nothing: what stands before the spans may be long (Chrome's metadata with its source maps).
    static constexpr std::size_t kFarBytes = 16 << 20;

    /// Looks at no more than `most` bytes.
    explicit FileHead(std::string_view bytes, std::size_t most = kBytes);

    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    /// Begins with { or [, after blanks and a byte order mark.
    [[nodiscard]] bool isJson() const { return m_isJson; }
    /// Whether the JSON has a member at a path such as `data[].spans[].spanID`; a document of a sequence counts like the first.
    [[nodiscard]] bool hasPath(const std::string& path) const { return m_paths.count(path) > 0; }
    /// How many of the members are below `prefix`: countOf("[].", {"ph", "ts"}).
    [[nodiscard]] std::size_t countOf(const std::string& prefix, std::initializer_list<std::string_view> keys) const;
    /// Names in the first line, if that looks like the header of a CSV file.
    [[nodiscard]] const std::vector<std::string>& csvHeader() const { return m_header; }
    /// At most `limit` members as a person reads them: "name, ts, args"; empty if it is no JSON.
    [[nodiscard]] std::string membersSeen(std::size_t limit) const;

private:
    void readJson();
    void readHeader();

    std::string_view m_bytes;
    bool m_isJson = false;
    std::set<std::string> m_paths;
    std::vector<std::string> m_header;
};

} // namespace mgx
