// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// A saved query as far as finding it needs.
struct MatchableQuery
{
    std::string id;
    std::string title;
    std::string sentence;
    std::vector<std::string> tags;
    std::string sql;
    struct Parameter
    {
        std::string name;
        std::string type; ///< text, number, integer, boolean, time, trace, run or agent
    };
    std::vector<Parameter> parameters;
};

/// What a question can name.
struct QuestionNames
{
    std::vector<std::string> agents;
    std::string trace; ///< of the open run: what "this run" means
};

struct QueryMatch
{
    std::size_t index = 0; ///< into the queries
    double score = 0;
    std::map<std::string, std::string> values; ///< of parameters, found in the question
};

/// Finds saved queries for a question by its words, without a model: stems, words that mean the same here ("money", "spent": cost), rare
/// words before common ones, title before tags before sentence before SQL. Best first, none without a common word. Any thread.
[[nodiscard]] std::vector<QueryMatch> matchQueries(const std::vector<MatchableQuery>& queries, std::string_view question,
                                                   const QuestionNames& names, std::size_t limit = 5);

/// The words of a text as they are compared: lower case, without endings, with words of the same meaning made one.
[[nodiscard]] std::vector<std::string> meaningsOf(std::string_view text);

} // namespace mgx
