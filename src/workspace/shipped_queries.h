// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/saved_query.h"

namespace mgx {

/// The libraries "Standard" and "MassGen": resources/queries, part of the program.
[[nodiscard]] std::vector<SavedQuery> shippedQueries();

} // namespace mgx
