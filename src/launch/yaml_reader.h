// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <yaml-cpp/yaml.h>

namespace mgx {

/// A place in a text, both from 1; 0 = not known.
struct TextPlace
{
    int line = 0;
    int column = 0;
};

/// A YAML document, or why it is none, and where. yaml-cpp throws; nothing of that leaves this file.
struct YamlDocument
{
    YAML::Node root;
    std::string error; ///< empty = good
    TextPlace errorPlace;
};

[[nodiscard]] YamlDocument readYaml(const std::string& text);

[[nodiscard]] TextPlace placeOf(const YAML::Node& node);
/// The member of a mapping; an undefined node if there is none or `node` is no mapping. Never throws and never adds one.
[[nodiscard]] YAML::Node member(const YAML::Node& node, std::string_view key);
/// The text of a scalar; empty for anything else.
[[nodiscard]] std::string textOf(const YAML::Node& node);
[[nodiscard]] bool isTrue(const YAML::Node& node);
[[nodiscard]] std::optional<int> numberOf(const YAML::Node& node);
/// Calls `onEntry(key, value)` for the entries of a mapping.
void forEachEntry(const YAML::Node& node, const std::function<void(const YAML::Node&, const YAML::Node&)>& onEntry);
/// Calls `onItem` for the items of a list.
void forEachItem(const YAML::Node& node, const std::function<void(const YAML::Node&)>& onItem);

} // namespace mgx
