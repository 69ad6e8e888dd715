// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/data_catalog.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mgx {

/// Longest text that is offered whole; a longer one is cut and ends in "…", which says that it is no value to compare with.
inline constexpr std::size_t kOfferedBytes = 120;

/// The text as it may be shown: cut, control characters as blanks.
[[nodiscard]] std::string offeredText(std::string_view text);

/// Counts texts that live as long as the counter, mostly the same ones in a row. Holds a bounded number of them.
class ValueCounts
{
public:
    void add(std::string_view text, std::uint64_t count = 1);
    /// Most frequent first, at most `limit`, without secrets; says whether there were more.
    [[nodiscard]] DataColumn column(std::string name, std::size_t limit, bool& isTruncated) const;

private:
    static constexpr std::size_t kMostTexts = 20'000;

    std::unordered_map<std::string_view, std::uint64_t> m_counts;
    std::string_view m_lastText;
    std::uint64_t* m_lastCount = nullptr;
    bool m_isFull = false;
};

} // namespace mgx
