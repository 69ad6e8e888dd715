// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mgx::testing {

/// The records of tests/cases/sql.
[[nodiscard]] std::string corpusPath();
/// The lines of a records file, unpacked where it is packed; empty if it cannot be read.
[[nodiscard]] std::string recordLines(const std::string& path);

} // namespace mgx::testing
