// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/sql_prompt.h"

#include <functional>
#include <optional>
#include <string>

namespace mgx {

/// What came of a question. Nothing has been run.
struct WrittenSql
{
    std::string sql;         ///< empty: there is none
    bool isRepaired = false; ///< the first one had a mistake
    std::string problem;     ///< why the engine does not accept `sql`; empty = it does
};

/// Asks a model for a statement, has it checked (`check` prepares it and says what is wrong), and sends a mistake back once. `onText`
/// gets what the model says while it says it; `onRepair` the mistake. Not on the GUI's thread.
class SqlWriter
{
public:
    using Check = std::function<std::optional<std::string>(const std::string& sql)>;

    SqlWriter(ModelEndpoint endpoint, HttpClient& client, Check check)
        : m_endpoint(std::move(endpoint)), m_client(client), m_check(std::move(check))
    {}

    std::function<void(std::string_view)> onText;
    std::function<void(const std::string& problem)> onRepair;

    [[nodiscard]] Result<WrittenSql> write(const SqlQuestion& question, const CancelToken& cancel) const;

private:
    ModelEndpoint m_endpoint;
    HttpClient& m_client;
    Check m_check;
};

} // namespace mgx
