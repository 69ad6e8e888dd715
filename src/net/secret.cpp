// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/secret.h"

namespace mgx {

std::string Secret::masked() const
{
    constexpr std::size_t kLongEnough = 20; ///< below it four letters would tell too much
    constexpr std::size_t kEnd = 4;
    if (m_text.empty())
        return {};
    if (m_text.size() < kLongEnough)
        return "••••••••";
    std::string head;
    if (m_text.starts_with("pylf_v")) { // version and region are no secret
        const std::size_t region = m_text.find('_', 6);
        const std::size_t end = region == std::string::npos ? region : m_text.find('_', region + 1);
        if (end != std::string::npos && end < kLongEnough)
            head = m_text.substr(0, end + 1);
    }
    return head + "…" + m_text.substr(m_text.size() - kEnd);
}

} // namespace mgx
