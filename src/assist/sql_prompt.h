// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/chat_client.h"

#include <string>
#include <vector>

namespace mgx {

/// A JSON key of the attributes, as the open data has it.
struct KnownKey
{
    std::string name;
    std::string type;                  ///< text, number, boolean, object, list
    std::vector<std::string> examples; ///< values from the data: empty unless the person allows them to be sent
};

struct SqlQuestion
{
    std::string question;
    std::string currentSql; ///< to be changed; empty = a new statement
    bool isForLogfire = false;
    std::vector<KnownKey> keys;
};

/// Everything that is sent to a model: rules of the dialect, tables with their columns, keys of the attributes, the question. This is also
/// what people are shown before the first use.
[[nodiscard]] std::vector<ChatMessage> sqlMessages(const SqlQuestion& question);
/// The messages that send a mistake back.
void addRepair(std::vector<ChatMessage>& messages, const std::string& answer, const std::string& problem);

/// The statement in a model's answer: of the first block of code, else from the first SELECT or WITH on; empty if there is none.
[[nodiscard]] std::string sqlOfAnswer(const std::string& answer);

} // namespace mgx
