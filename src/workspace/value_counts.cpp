// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/value_counts.h"

#include "base/text.h"
#include "workspace/secret_text.h"

#include <algorithm>

namespace mgx {

std::string offeredText(std::string_view text)
{
    std::string offered(utf8Prefix(text, kOfferedBytes));
    // Besides the controls of ASCII, those that turn the direction of writing: they could make a text look like another.
    const auto isTurning = [&](std::size_t i) {
        const auto byte = [&](std::size_t ahead) { return i + ahead < offered.size() ? static_cast<unsigned char>(offered[i + ahead]) : 0u; };
        return byte(0) == 0xE2 && ((byte(1) == 0x80 && ((byte(2) >= 0x8B && byte(2) <= 0x8F) || (byte(2) >= 0xA8 && byte(2) <= 0xAE)))
                                   || (byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xAF));
    };
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const auto c = static_cast<unsigned char>(offered[i]);
        if (isTurning(i))
            offered.replace(i, 3, " ");
        else if (c == 0xC2 && i + 1 < offered.size() && static_cast<unsigned char>(offered[i + 1]) < 0xA0)
            offered.replace(i, 2, " ");
        else if (c < 0x20 || c == 0x7F)
            offered[i] = ' ';
    }
    return text.size() > kOfferedBytes ? offered + "…" : offered;
}

void ValueCounts::add(std::string_view text, std::uint64_t count)
{
    if (text.empty())
        return;
    if (m_lastCount && text.data() == m_lastText.data() && text.size() == m_lastText.size()) {
        *m_lastCount += count;
        return;
    }
    auto found = m_counts.find(text);
    if (found == m_counts.end()) {
        if (m_counts.size() >= kMostTexts) {
            m_isFull = true;
            return;
        }
        found = m_counts.emplace(text, 0).first;
    }
    found->second += count;
    m_lastText = text;
    m_lastCount = &found->second;
}

DataColumn ValueCounts::column(std::string name, std::size_t limit, bool& isTruncated) const
{
    std::vector<std::pair<std::string_view, std::uint64_t>> sorted(m_counts.begin(), m_counts.end());
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    DataColumn column{std::move(name), {}};
    for (const auto& [text, count] : sorted) {
        if (column.values.size() >= limit) {
            isTruncated = true;
            break;
        }
        if (!isSecretText(text.substr(0, 4 * kOfferedBytes)))
            column.values.push_back({offeredText(text), count, {}});
    }
    isTruncated |= m_isFull;
    return column;
}

} // namespace mgx
