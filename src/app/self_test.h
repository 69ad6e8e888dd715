// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mgx {

/// `massgen-explorer self-test`: opens the bundled sample in both themes, shows every page and tab, and fails (1) on any
/// warning of QML or an empty picture. Prints what is wrong.
[[nodiscard]] int selfTest();

} // namespace mgx
