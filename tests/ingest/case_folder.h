// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Names of the cases in tests/cases/ingest that have an `input` folder, sorted.
[[nodiscard]] std::vector<std::string> ingestCases();
[[nodiscard]] std::filesystem::path caseFolder(const std::string& name);

[[nodiscard]] std::string readWhole(const std::filesystem::path& path);
/// Makes the folders above it.
void writeWhole(const std::filesystem::path& path, std::string_view text);
/// Copies a tree with its symbolic links as they are.
void copyTree(const std::filesystem::path& from, const std::filesystem::path& to);

/// The first lines in which two texts differ, for a person.
[[nodiscard]] std::string firstDifferences(const std::string& expected, const std::string& found);

} // namespace mgx
