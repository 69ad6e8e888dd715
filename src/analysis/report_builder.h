// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/report.h"
#include "analysis/run_sql.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace mgx {

/// Collects figures and statements of a report; the sections are written with it.
class ReportBuilder
{
public:
    ReportBuilder(const TraceSnapshot& snapshot, RunId run, const RunAnalysis& analysis);

    // --- what the sections speak about
    const TraceSnapshot& snapshot;
    const RunFacts& facts;
    const RunAnalysis& a;
    Report report;

    [[nodiscard]] std::string id(int agent) const;
    [[nodiscard]] std::string here(std::string_view column = "run_id") const { return sqlOfRun(facts, column); }

    // --- pieces
    [[nodiscard]] static Piece text(std::string_view text) { return {Piece::Kind::Text, std::string(text), 0}; }
    [[nodiscard]] static Piece code(std::string_view text) { return {Piece::Kind::Code, std::string(text), 0}; }
    /// What the following figures are proven by.
    ReportBuilder& from(std::string sql, RowId row = kNoRow);
    [[nodiscard]] Piece figure(std::string_view subject, std::string_view quantity, Unit unit, double value, std::string_view key = {});
    [[nodiscard]] Piece name(std::string_view subject, std::string_view quantity, std::string_view text, std::string_view key = {});
    [[nodiscard]] Piece count(std::string_view subject, std::string_view quantity, std::size_t n) { return figure(subject, quantity, Unit::Count, double(n)); }
    [[nodiscard]] Piece seconds(std::string_view subject, std::string_view quantity, TimeNs ns) { return figure(subject, quantity, Unit::Seconds, double(ns) / 1e9); }
    /// For the check of a report: figures that others may write, and this report does not.
    static void know(const Piece&) {}

    // --- structure
    void section(std::string title);
    void say(Statement statement);
    ReportTable& table(std::vector<std::string> headings);
    ReportChart& chart(std::string title, Unit unit);

private:
    std::unordered_map<std::string, std::size_t> m_places; ///< of the figures, by key
    std::string m_sql;
    RowId m_row = kNoRow;
};

/// The sections, in the order of a report.
void writeSummary(ReportBuilder& b, const std::vector<Finding>& findings);
void writeTiming(ReportBuilder& b);
void writeRounds(ReportBuilder& b);
void writeVotes(ReportBuilder& b);
void writeTools(ReportBuilder& b);
void writeErrors(ReportBuilder& b);
void writeRepeatedWork(ReportBuilder& b);
void writeCost(ReportBuilder& b);
void writeDataQuality(ReportBuilder& b);
void writeRecommendations(ReportBuilder& b);

} // namespace mgx
