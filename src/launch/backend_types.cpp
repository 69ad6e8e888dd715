// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/backend_types.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace mgx {

namespace {

constexpr BackendType kTypes[] = {
    {"openai", "OPENAI_API_KEY", true, false},
    {"claude", "ANTHROPIC_API_KEY", true, false},
    {"claude_code", "", true, false}, // a login of its own does as well as a key
    {"codex", "", true, false},
    {"gemini", "GEMINI_API_KEY", true, false},
    {"antigravity_cli", "", true, false},
    {"gemini_cli", "", true, false},
    {"grok", "XAI_API_KEY", true, false},
    {"azure_openai", "AZURE_OPENAI_API_KEY", true, false},
    {"chatcompletion", "OPENAI_API_KEY", false, false},
    {"lmstudio", "", true, true},
    {"zai", "ZAI_API_KEY", true, false},
    {"vllm", "", false, true},
    {"sglang", "", false, true},
    {"inference", "", false, true},
    {"ag2", "", true, false},
    {"cerebras", "CEREBRAS_API_KEY", true, false},
    {"together", "TOGETHER_API_KEY", true, false},
    {"fireworks", "FIREWORKS_API_KEY", true, false},
    {"groq", "GROQ_API_KEY", true, false},
    {"openrouter", "OPENROUTER_API_KEY", false, false},
    {"moonshot", "MOONSHOT_API_KEY", true, false},
    {"nvidia_nim", "NGC_API_KEY", true, false},
    {"nebius", "NEBIUS_API_KEY", true, false},
    {"poe", "POE_API_KEY", false, false},
    {"qwen", "QWEN_API_KEY", true, false},
    {"uitars", "UI_TARS_API_KEY", true, false},
    {"copilot", "", true, false},
};

/// Levenshtein's distance; both texts are short.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])});
            corner = above;
        }
    }
    return row[b.size()];
}

bool hasAny(const std::string& text, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

} // namespace

std::span<const BackendType> backendTypes()
{
    return kTypes;
}

const BackendType* findBackendType(std::string_view name)
{
    const auto* const found = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const BackendType& type) { return type.name == name; });
    return found == std::end(kTypes) ? nullptr : found;
}

std::string_view similarBackendType(std::string_view name)
{
    if (name.size() > 40)
        return {};
    std::string_view best;
    std::size_t least = 3; // more than two letters apart is another word
    for (const BackendType& type : kTypes) {
        const std::size_t apart = distance(name, type.name);
        if (apart < least) {
            least = apart;
            best = type.name;
        }
    }
    return best;
}

int priceLevel(std::string_view model, const BackendType* type, std::string_view baseUrl)
{
    if ((type && type->isLocal) || baseUrl.find("127.0.0.1") != std::string_view::npos
        || baseUrl.find("localhost") != std::string_view::npos)
        return 0;
    std::string name(model.substr(0, 200));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    if (hasAny(name, {"nano", "mini", "flash", "haiku", "lite", "small", "fast", "8b", "7b", "oss"}) && !hasAny(name, {"gemini-3-pro", "minimax"}))
        return 1;
    if (hasAny(name, {"opus", "-pro", "gpt-5.4", "o1", "405b"}))
        return 3;
    return 2;
}

} // namespace mgx
