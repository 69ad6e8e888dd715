// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// The attributes of a sent row and of the row of the log folder that tells of the same, as one JSON object. Both values where
/// they differ: the one of the better source under its name (the files know outcomes, results and labels better, what was sent
/// knows everything else better), the other under `fusion.sent.<name>` or `fusion.files.<name>`. `fusion.from_files` lists the names
/// whose value comes from the files, `fusion.files_ref` says where there.
[[nodiscard]] std::string mergedAttributes(std::string_view sent, std::string_view files, std::string_view filesRef);

} // namespace mgx
