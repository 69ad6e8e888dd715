// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/result.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace mgx::cli {

using Json = nlohmann::ordered_json;

/// What a tool answers: texts for a model to read, and the same as a value. An error is one for the model, which may mend it.
struct ToolAnswer
{
    std::vector<std::string> texts;
    Json value; ///< null: the texts are all
    bool isError = false;

    [[nodiscard]] static ToolAnswer ofError(const Error& error) { return {{error.sentence()}, nullptr, true}; }
};

/// A tool as a client sees it, and what it does; called on any thread, several at a time.
struct Tool
{
    std::string name;
    std::string description;
    Json inputSchema;
    std::function<ToolAnswer(const Json& arguments, const CancelToken& cancel)> call;
};

} // namespace mgx::cli
