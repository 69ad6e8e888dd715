// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/critical_path.h"

namespace mgx {

} // namespace mgx
