// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/workspace_document.h"

#include <QString>

namespace mgx {

/// A moment or stretch that is marked in the ruler: a flag with a label, and a thin line down through the lanes.
struct RulerFlag
{
    TimeStretch time; ///< from the start of the trace; a moment where both are the same
    QString label;    ///< may be empty
};

} // namespace mgx
