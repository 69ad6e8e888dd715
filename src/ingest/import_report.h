// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_facts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// What an import read and what was wrong with it. Equal sentences about one file are folded into one problem with a
/// count, so the report stays small however broken the input is.
class ImportReport
{
public:
    void add(Problem::Severity severity, std::string_view file, std::string_view where, std::string_view sentence);
    void add(Problem problem);
    void warn(std::string_view file, std::string_view where, std::string_view sentence)
    {
        add(Problem::Severity::Warning, file, where, sentence);
    }
    /// Takes over the problems and counts of another report (of a part that was read elsewhere).
    void merge(const ImportReport& other);

    [[nodiscard]] const std::vector<Problem>& problems() const { return m_problems; }

    std::uint64_t bytes = 0;   ///< bytes read
    std::uint64_t records = 0; ///< records appended
    std::uint64_t skipped = 0; ///< elements that could not be used at all; each is also a problem

private:
    std::vector<Problem> m_problems;
};

} // namespace mgx
