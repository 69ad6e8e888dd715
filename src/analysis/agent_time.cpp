// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/agent_time.h"

namespace mgx {

} // namespace mgx
