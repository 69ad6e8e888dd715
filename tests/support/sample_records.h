// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <string>

namespace mgx::testing {

/// The records of tests/cases/sql.
[[nodiscard]] std::string corpusPath();
/// The lines of a records file, unpacked where it is packed; empty if it cannot be read.
[[nodiscard]] std::string recordLines(const std::string& path);

/// The same lines at other times: the newest record ended `ago` before now.
[[nodiscard]] std::string movedToNow(const std::string& lines, TimeNs ago);

} // namespace mgx::testing
