// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx::fuzz {

/// A log folder below the temporary folder, filled from one input: parts that begin with a line "#file:NAME" become the
/// files of a run unit. Only names that MassGen writes are taken, so nothing is written anywhere else. Gone when done.
class RunFolder
{
public:
    explicit RunFolder(std::string_view bytes);
    ~RunFolder();
    RunFolder(const RunFolder&) = delete;
    RunFolder& operator=(const RunFolder&) = delete;

    [[nodiscard]] const std::string& unit() const { return m_unit; } ///< …/log_…/turn_1/attempt_1

private:
    void write(std::string_view name, std::string_view content) const;

    std::string m_root;
    std::string m_unit;
};

} // namespace mgx::fuzz
