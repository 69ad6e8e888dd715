// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Cuts a stream of bytes into the rows of a CSV file (RFC 4180): fields may be quoted and then hold commas, quotes (doubled) and
/// line ends. Cut anywhere; holds only the row at hand. Bytes over kMaxRow are dropped from a row.
class CsvSplitter
{
public:
    static constexpr std::size_t kMaxRow = std::size_t(64) << 20;

    struct Field
    {
        std::string text;
        bool isQuoted = false;
    };
    struct Row
    {
        std::vector<Field> fields;
        std::uint64_t line = 0;  ///< 1-based line that it begins in
        bool isComplete = true; ///< false: the input ended inside a quoted field, or the row is too long
    };

    /// Calls `onRow(Row&)` for every row that `chunk` completes.
    template <class OnRow>
    void consume(std::string_view chunk, OnRow&& onRow)
    {
        for (const char c : chunk) {
            if (take(c))
                emit(onRow);
        }
    }
    /// Calls `onRow` for what is left after the last line end.
    template <class OnRow>
    void finish(OnRow&& onRow)
    {
        m_row.isComplete = m_row.isComplete && !m_isInQuotes;
        if (m_size > 0)
            emit(onRow);
    }

private:
    /// True at the end of a row.
    bool take(char c)
    {
        m_line += c == '\n';
        if (m_isInQuotes) {
            if (c != '"')
                add(c);
            else
                m_isInQuotes = false, m_wasQuote = true;
            return false;
        }
        const bool isDoubled = m_wasQuote && c == '"';
        m_wasQuote = false;
        ++m_size;
        Field& field = m_row.fields.back();
        if (isDoubled) {
            m_isInQuotes = true;
            add(c);
        } else if (c == '"' && field.text.empty() && !field.isQuoted) {
            m_isInQuotes = field.isQuoted = true;
        } else if (c == ',') {
            m_row.fields.emplace_back();
        } else if (c == '\n') {
            return true;
        } else if (c != '\r') {
            add(c);
        }
        return false;
    }
    void add(char c)
    {
        if (++m_size <= kMaxRow)
            m_row.fields.back().text += c;
        else
            m_row.isComplete = false;
    }
    template <class OnRow>
    void emit(OnRow&& onRow)
    {
        const bool isBlank = m_row.fields.size() == 1 && m_row.fields[0].text.empty() && !m_row.fields[0].isQuoted;
        if (!isBlank)
            onRow(m_row);
        m_row = {};
        m_row.fields.emplace_back();
        m_row.line = m_line;
        m_size = 0;
        m_isInQuotes = m_wasQuote = false;
    }

    Row m_row{{Field()}, 1, true};
    std::uint64_t m_line = 1;
    std::size_t m_size = 0;
    bool m_isInQuotes = false;
    bool m_wasQuote = false;
};

} // namespace mgx
