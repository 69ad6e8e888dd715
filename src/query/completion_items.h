// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/completion.h"
#include "query/sql_scope.h"

namespace mgx {

/// How what is inserted has to be written at the cursor.
struct CompletionForm
{
    bool isQuoteOpen = false;   ///< the cursor is behind an opening quote
    bool isQuoteClosed = false; ///< and the closing one is there
    bool isLower = false;       ///< keywords in lower case
};

// One function per kind of item; texts of the data are quoted and escaped as the place needs it.
[[nodiscard]] CompletionItem keywordItem(std::string_view keyword, const CompletionForm& form);
[[nodiscard]] CompletionItem tableItem(const SqlTable& table, const DataCatalog& data, const CompletionForm& form);
[[nodiscard]] CompletionItem cteItem(const ScopeCte& cte, const CompletionForm& form);
/// `source`: written in front, where the name alone means two columns.
[[nodiscard]] CompletionItem columnItem(const ScopeColumn& column, std::string_view source, const CompletionForm& form);
[[nodiscard]] CompletionItem outputItem(const ScopeColumn& column, const CompletionForm& form);
[[nodiscard]] CompletionItem aliasItem(const ScopeSource& source, const CompletionForm& form);
[[nodiscard]] CompletionItem functionItem(const SqlFunction& function);
[[nodiscard]] CompletionItem keyItem(const DataKey& key, const CompletionForm& form);
[[nodiscard]] CompletionItem pathItem(const DataKey& key);
[[nodiscard]] CompletionItem valueItem(const DataValue& value, const CompletionForm& form);
[[nodiscard]] CompletionItem exampleItem(std::string_view example, const CompletionForm& form);
[[nodiscard]] CompletionItem wordItem(std::string_view word, const CompletionForm& form);
[[nodiscard]] CompletionItem parameterItem(std::string_view name, std::string_view sentence);

/// The values of the data column `name` are those of a column or key of the query.
[[nodiscard]] bool isValuesOf(std::string_view name, const ValueOrigin& origin);

} // namespace mgx
