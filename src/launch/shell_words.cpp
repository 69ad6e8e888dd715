// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/shell_words.h"

#include <algorithm>
#include <cctype>

namespace mgx {

std::string shellWord(std::string_view text)
{
    const bool isPlain = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) || std::string_view("_-./=:,+@%").find(char(c)) != std::string_view::npos;
    });
    if (isPlain)
        return std::string(text);
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return quoted + "'";
}

std::string shellLine(std::span<const std::string> words)
{
    std::string line;
    for (const std::string& word : words)
        line += (line.empty() ? "" : " ") + shellWord(word);
    return line;
}

Result<std::vector<std::string>> splitShellLine(std::string_view line)
{
    std::vector<std::string> words;
    bool isInWord = false;
    char quote = 0;
    const auto word = [&]() -> std::string& {
        if (!isInWord)
            words.emplace_back();
        isInWord = true;
        return words.back();
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
            word() += line[++i];
        } else if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word() += c;
        } else if (c == '\'' || c == '"') {
            (void)word();
            quote = c;
        } else if (std::isspace(static_cast<unsigned char>(c))) {
            isInWord = false;
        } else {
            word() += c;
        }
    }
    if (quote != 0)
        return failure(std::string("the quote ") + quote + " is not closed");
    return words;
}

} // namespace mgx
