// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

namespace mgx {

/// A stretch of the critical path: while it went on the run waited for this record.
struct PathStretch
{
    TimeNs start = 0;
    TimeNs end = 0;
    RowId row = kNoRow; ///< in whose lane it lies
};

} // namespace mgx
