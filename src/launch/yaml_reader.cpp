// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/yaml_reader.h"

#include <charconv>

namespace mgx {

YamlDocument readYaml(const std::string& text)
{
    YamlDocument document;
    try {
        document.root = YAML::Load(text);
    } catch (const YAML::Exception& error) {
        document.error = error.msg;
        document.errorPlace = {error.mark.line + 1, error.mark.column + 1};
    } catch (const std::exception& error) {
        document.error = error.what();
    }
    return document;
}

TextPlace placeOf(const YAML::Node& node)
{
    try {
        const YAML::Mark mark = node.Mark();
        return mark.is_null() ? TextPlace{} : TextPlace{mark.line + 1, mark.column + 1};
    } catch (const YAML::Exception&) {
        return {};
    }
}

YAML::Node member(const YAML::Node& node, std::string_view key)
{
    try {
        if (node.IsDefined() && node.IsMap()) {
            for (const auto& entry : node) {
                if (entry.first.IsScalar() && entry.first.Scalar() == key)
                    return entry.second;
            }
        }
    } catch (const YAML::Exception&) {
    }
    return YAML::Node(YAML::NodeType::Undefined);
}

std::string textOf(const YAML::Node& node)
{
    try {
        return node.IsDefined() && node.IsScalar() ? node.Scalar() : std::string();
    } catch (const YAML::Exception&) {
        return {};
    }
}

bool isTrue(const YAML::Node& node)
{
    const std::string text = textOf(node);
    return text == "true" || text == "True" || text == "yes" || text == "on" || text == "TRUE";
}

std::optional<int> numberOf(const YAML::Node& node)
{
    const std::string text = textOf(node);
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

void forEachEntry(const YAML::Node& node, const std::function<void(const YAML::Node&, const YAML::Node&)>& onEntry)
{
    try {
        if (!node.IsDefined() || !node.IsMap())
            return;
        for (const auto& entry : node)
            onEntry(entry.first, entry.second);
    } catch (const YAML::Exception&) {
    }
}

void forEachItem(const YAML::Node& node, const std::function<void(const YAML::Node&)>& onItem)
{
    try {
        if (!node.IsDefined() || !node.IsSequence())
            return;
        for (const auto& item : node)
            onItem(item);
    } catch (const YAML::Exception&) {
    }
}

} // namespace mgx
