// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/completion.h"
#include "query/fuzzy_match.h"

#include <functional>

namespace mgx {

/// Collects what matches the typed word, ranks it, and makes the items of the best only: most of 5,000 keys are never shown.
class CompletionList
{
public:
    /// Nearness to the place, nearest first.
    enum class Context : std::uint8_t { Exact, Near, Far, Keyword, Unlikely };

    explicit CompletionList(std::string_view typed) : m_typed(typed) {}

    /// `make` is called in finish(), if at all; two pointers in it cost no memory of their own.
    void add(std::string_view text, Context context, std::uint64_t frequency, std::function<CompletionItem()> make);
    [[nodiscard]] std::string_view typed() const { return m_typed; }
    void finish(std::size_t limit, Completions& completions);

private:
    struct Candidate
    {
        MatchQuality quality;
        Context context;
        std::uint32_t order; ///< also into m_make
        std::uint64_t frequency;
    };
    std::string_view m_typed;
    std::vector<std::function<CompletionItem()>> m_make;
    std::vector<Candidate> m_candidates;
};

} // namespace mgx
