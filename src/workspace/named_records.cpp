// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/named_records.h"

#include "store/record_row.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <unordered_map>

namespace mgx {

namespace {

constexpr int kNone = -1;
constexpr std::size_t kCancelStep = 1 << 14;

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool isTime(ValueType type)
{
    return type == ValueType::TimestampTz || type == ValueType::Timestamp;
}

/// Which column of an answer says what.
struct Columns
{
    explicit Columns(const ResultTable& table)
    {
        for (int i = 0; i < static_cast<int>(table.columns().size()); ++i) {
            const ResultColumn& column = table.columns()[static_cast<std::size_t>(i)];
            const std::string name = lower(column.name);
            const auto is = [&](int& place, std::initializer_list<std::string_view> words) {
                if (place == kNone && std::any_of(words.begin(), words.end(), [&](auto word) { return name.find(word) != std::string::npos; }))
                    place = i;
            };
            if (name == "span_id")
                span = i;
            else if (name == "trace_id")
                trace = i;
            else if (name == "kind")
                kind = i;
            else if (isTime(column.type)) {
                is(end, {"end", "until", "stop", "last"});
                if (end != i)
                    is(start, {"start", "begin", "from", "time", "first", "at"});
            } else if (name == "duration" && column.type == ValueType::Float)
                duration = i;
            else if (label == kNone && column.type == ValueType::Text)
                label = i;
        }
    }

    int span = kNone;
    int trace = kNone;
    int kind = kNone;
    int start = kNone;
    int end = kNone;
    int duration = kNone;
    int label = kNone;
};

class Naming
{
public:
    Naming(const TraceSnapshot& snapshot, const ResultTable& table, const CancelToken& cancel)
        : m_snapshot(snapshot), m_table(table), m_cancel(cancel), m_columns(table)
    {}

    NamedRecords run()
    {
        m_out.hits.isHit.assign(m_snapshot.rowCount(), false);
        readRows();
        markRecords();
        for (RowId row = 0; row < m_out.hits.isHit.size(); ++row) {
            if (m_out.hits.isHit[row])
                m_out.hits.rows.push_back(row);
        }
        std::sort(m_out.hits.rows.begin(), m_out.hits.rows.end(), [&](RowId a, RowId b) {
            return std::pair(m_snapshot.start(a), a) < std::pair(m_snapshot.start(b), b);
        });
        addStretches();
        return std::move(m_out);
    }

private:
    /// Rows of the answer by the span that they name.
    void readRows()
    {
        m_isFound.assign(m_table.rowCount(), false);
        if (m_columns.span == kNone)
            return;
        for (std::size_t row = 0; row < m_table.rowCount() && !isCancelled(row); ++row) {
            if (const auto span = parseSpanId(m_table.text(row, std::size_t(m_columns.span))))
                m_rowsOfSpan[*span].push_back(static_cast<std::uint32_t>(row));
        }
    }

    void markRecords()
    {
        for (RowId row = 0; row < m_snapshot.rowCount() && !m_rowsOfSpan.empty() && !isCancelled(row); ++row) {
            const auto found = m_rowsOfSpan.find(m_snapshot.spanId(row));
            if (found == m_rowsOfSpan.end())
                continue;
            for (const std::uint32_t of : found->second) {
                if (!isSame(of, row))
                    continue;
                m_out.hits.isHit[row] = true;
                m_isFound[of] = true;
            }
        }
    }

    [[nodiscard]] bool isSame(std::uint32_t of, RowId row) const
    {
        if (m_columns.kind != kNone && m_table.text(of, std::size_t(m_columns.kind)) != kindWord(m_snapshot.kind(row)))
            return false;
        if (m_columns.trace == kNone)
            return true;
        const auto trace = parseTraceId(m_table.text(of, std::size_t(m_columns.trace)));
        return !trace || *trace == m_snapshot.trace(row);
    }

    void addStretches()
    {
        for (std::size_t row = 0; row < m_table.rowCount() && !isCancelled(row); ++row) {
            if (m_isFound[row])
                continue;
            if (m_columns.start == kNone || m_table.isNull(row, std::size_t(m_columns.start)) || m_out.stretches.size() == NamedRecords::kMostStretches)
                ++m_out.elsewhere;
            else
                m_out.stretches.push_back(stretch(row));
        }
        std::stable_sort(m_out.stretches.begin(), m_out.stretches.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    }

    /// Epoch ns; times that ns cannot hold are the last that they can.
    [[nodiscard]] TimeNs timeOf(std::size_t row, int column) const
    {
        constexpr TimeNs kNsPerMicrosecond = 1000;
        constexpr TimeNs kMost = std::numeric_limits<TimeNs>::max() / kNsPerMicrosecond;
        return std::clamp(m_table.integer(row, std::size_t(column)), -kMost, kMost) * kNsPerMicrosecond;
    }

    [[nodiscard]] NamedStretch stretch(std::size_t row) const
    {
        NamedStretch out;
        out.from = out.to = timeOf(row, m_columns.start);
        if (m_columns.end != kNone && !m_table.isNull(row, std::size_t(m_columns.end))) {
            out.to = timeOf(row, m_columns.end);
        } else if (m_columns.duration != kNone) {
            const double seconds = m_table.number(row, std::size_t(m_columns.duration));
            if (std::isfinite(seconds) && seconds >= 0 && seconds < 1e8)
                out.to = out.from + static_cast<TimeNs>(seconds * 1e9);
        }
        out.to = std::max(out.from, out.to);
        if (m_columns.label != kNone)
            out.label = m_table.text(row, std::size_t(m_columns.label)).substr(0, 200);
        return out;
    }

    [[nodiscard]] bool isCancelled(std::size_t step) const { return step % kCancelStep == 0 && m_cancel.isCancelled(); }

    const TraceSnapshot& m_snapshot;
    const ResultTable& m_table;
    const CancelToken& m_cancel;
    Columns m_columns;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_rowsOfSpan;
    std::vector<bool> m_isFound;
    NamedRecords m_out;
};

} // namespace

NamedRecords namedRecords(const TraceSnapshot& snapshot, const ResultTable& table, const CancelToken& cancel)
{
    return Naming(snapshot, table, cancel).run();
}

} // namespace mgx
