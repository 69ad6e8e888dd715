// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/search_hits.h"

#include "base/json_text.h"

#include <algorithm>
#include <cstring>

namespace mgx {

namespace {

constexpr RowId kRowsBetweenLooks = 4096; ///< at the cancel token

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

/// A text to look for, in any case.
class Needle
{
public:
    explicit Needle(std::string_view text) : m_text(text)
    {
        std::transform(m_text.begin(), m_text.end(), m_text.begin(), lower);
    }

    [[nodiscard]] bool isIn(std::string_view hay) const
    {
        if (m_text.size() > hay.size())
            return false;
        const char* const end = hay.data() + hay.size() - m_text.size() + 1;
        const char first[] = {m_text.front(), upper(m_text.front())};
        return has(hay.data(), end, first[0]) || (first[1] != first[0] && has(hay.data(), end, first[1]));
    }

private:
    /// memchr finds the places where a hit may begin, many bytes at a time.
    [[nodiscard]] bool has(const char* from, const char* end, char first) const
    {
        while (from < end) {
            const auto* at = static_cast<const char*>(std::memchr(from, first, static_cast<std::size_t>(end - from)));
            if (!at)
                return false;
            if (std::equal(m_text.begin(), m_text.end(), at, [](char a, char b) { return a == lower(b); }))
                return true;
            from = at + 1;
        }
        return false;
    }

    std::string m_text;
};

/// As the text stands inside a JSON string.
std::string inJson(std::string_view text)
{
    std::string json;
    appendJsonText(json, text);
    return json.substr(1, json.size() - 2);
}

class Searching
{
public:
    Searching(const TraceSnapshot& snapshot, std::string_view text)
        : m_snapshot(snapshot), m_plain(text), m_json(inJson(text))
    {
        m_hits.isHit.assign(snapshot.rowCount(), false);
    }

    SearchHits run(const CancelToken& cancel)
    {
        for (RowId row = 0; row < m_snapshot.rowCount(); ++row) {
            if (row % kRowsBetweenLooks == 0 && cancel.isCancelled())
                break;
            m_hits.isHit[row] = isHit(row);
        }
        for (RunId run = 0; run < m_snapshot.runCount(); ++run)
            addFacts(m_snapshot.runFacts(run));
        for (RowId row = 0; row < m_snapshot.rowCount(); ++row) {
            if (m_hits.isHit[row])
                m_hits.rows.push_back(row);
        }
        std::stable_sort(m_hits.rows.begin(), m_hits.rows.end(),
                         [this](RowId a, RowId b) { return m_snapshot.start(a) < m_snapshot.start(b); });
        return std::move(m_hits);
    }

private:
    static constexpr char kUnknown = 2;

    [[nodiscard]] bool isHit(RowId row)
    {
        return isNameHit(row) || m_plain.isIn(m_snapshot.message(row)) || m_plain.isIn(m_snapshot.agent(row))
            || m_json.isIn(m_snapshot.attributes(row)) || m_json.isIn(m_snapshot.rest(row));
    }

    /// Few names stand for many records: each is looked at once.
    [[nodiscard]] bool isNameHit(RowId row)
    {
        const StringId id = m_snapshot.nameId(row);
        if (id >= m_names.size())
            m_names.resize(id + 1, kUnknown);
        if (m_names[id] == kUnknown)
            m_names[id] = m_plain.isIn(m_snapshot.name(row));
        return m_names[id];
    }

    void mark(RowId row, std::string_view text)
    {
        if (row < m_hits.isHit.size() && !m_hits.isHit[row] && m_plain.isIn(text))
            m_hits.isHit[row] = true;
    }

    void addFacts(const RunFacts& facts)
    {
        mark(facts.session, facts.question);
        mark(facts.session, facts.finalAnswer);
        for (const VoteFact& vote : facts.votes)
            mark(vote.row, vote.reason);
        for (const ToolCallFact& call : facts.toolCalls)
            mark(call.row, call.error);
    }

    const TraceSnapshot& m_snapshot;
    Needle m_plain;
    Needle m_json;
    std::vector<char> m_names;
    SearchHits m_hits;
};

} // namespace

SearchHits searchRecords(const TraceSnapshot& snapshot, std::string_view text, const CancelToken& cancel)
{
    return text.empty() ? SearchHits() : Searching(snapshot, text).run(cancel);
}

} // namespace mgx
