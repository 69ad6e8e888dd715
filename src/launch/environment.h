// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

using Environment = std::map<std::string, std::string, std::less<>>;

/// The environment of this process.
[[nodiscard]] Environment ownEnvironment();
/// Names that the `.env` files define which MassGen reads: of its home folders and of the working folder. Values are not kept.
[[nodiscard]] std::set<std::string, std::less<>> namesInEnvFiles(const Environment& environment, const std::string& workFolder);
/// Names that a `.env` text defines with a value.
[[nodiscard]] std::set<std::string, std::less<>> namesInEnvText(std::string_view text);
/// The full path of a program as the shell would find it; empty if there is none.
[[nodiscard]] std::string findProgram(std::string_view name, const Environment& environment);
[[nodiscard]] std::string valueOf(const Environment& environment, std::string_view name);

} // namespace mgx
