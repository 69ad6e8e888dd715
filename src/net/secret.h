// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

namespace mgx {

/// A token or key. It never prints itself: whoever needs the text says reveal(), and everything that people see is masked().
class Secret
{
public:
    Secret() = default;
    explicit Secret(std::string text) : m_text(std::move(text)) {}

    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    [[nodiscard]] const std::string& reveal() const { return m_text; }
    /// "pylf_v1_us_…x3Kd": enough to tell two tokens apart, too little to use one; dots alone for a short one.
    [[nodiscard]] std::string masked() const;

    bool operator==(const Secret&) const = default;

private:
    std::string m_text;
};

} // namespace mgx
