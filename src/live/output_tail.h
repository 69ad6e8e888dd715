// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mgx {

/// Reads what has been added to a file since the last time. A file that has become shorter is read from its start again.
class OutputTail
{
public:
    explicit OutputTail(std::string path = {}) : m_path(std::move(path)) {}

    /// At most 4 MiB at once; empty if there is nothing new.
    [[nodiscard]] std::string next();
    [[nodiscard]] std::uint64_t position() const { return m_position; }

private:
    std::string m_path;
    std::uint64_t m_position = 0;
};

} // namespace mgx
