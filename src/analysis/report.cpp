// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report.h"

#include "analysis/figure_text.h"
#include "analysis/report_builder.h"

#include <cmath>

namespace mgx {

namespace {

/// What may stand in a link as it is; anything else as %XX.
std::string linkText(std::string_view text)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("_-./").find(c) != std::string_view::npos;
        if (isPlain) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.push_back('%');
        out.push_back(kHex[byte >> 4]);
        out.push_back(kHex[byte & 15]);
    }
    return out;
}

} // namespace

std::string textOf(const Figure& figure)
{
    switch (figure.unit) {
    case Unit::Count:
    case Unit::Tokens:
        return countText(std::llround(figure.value));
    case Unit::Seconds:
        return secondsText(figure.value);
    case Unit::Usd:
        return usdText(figure.value);
    case Unit::Percent:
        return percentText(figure.value);
    case Unit::Number:
        return decimalText(figure.value, 2);
    case Unit::Text:
        return figure.text;
    }
    return {};
}

std::string linkOf(const Report& report, const Figure& figure, const TraceSnapshot& snapshot)
{
    std::string link = "mgx://run/" + report.trace;
    if (figure.row < snapshot.rowCount())
        link += "/" + toHex(snapshot.spanId(figure.row));
    return link + "#" + linkText(figure.key);
}

ReportBuilder::ReportBuilder(const TraceSnapshot& snapshot_, RunId run, const RunAnalysis& analysis)
    : snapshot(snapshot_), facts(snapshot_.runFacts(run)), a(analysis)
{
    report.trace = toHex(facts.trace);
}

std::string ReportBuilder::id(int agent) const
{
    return agent >= 0 && std::size_t(agent) < facts.agents.size() ? facts.agents[std::size_t(agent)].id : std::string();
}

ReportBuilder& ReportBuilder::from(std::string sql, RowId row)
{
    m_sql = std::move(sql);
    m_row = row;
    return *this;
}

Piece ReportBuilder::figure(std::string_view subject, std::string_view quantity, Unit unit, double value, std::string_view key)
{
    Figure figure;
    figure.key = std::string(key);
    if (key.empty())
        figure.key = (subject.empty() ? "run" : "agent/" + std::string(subject)) + "/" + std::string(quantity);
    const auto [place, isNew] = m_places.try_emplace(figure.key, report.figures.size());
    if (!isNew)
        return {Piece::Kind::Figure, {}, place->second}; // said before
    figure.subject = std::string(subject);
    figure.quantity = std::string(quantity);
    figure.unit = unit;
    figure.value = value;
    figure.sql = m_sql;
    figure.row = m_row < snapshot.rowCount() ? m_row : facts.session < snapshot.rowCount() ? facts.session : kNoRow;
    if (m_row < snapshot.rowCount()) {
        const SourceRef ref = snapshot.sourceRef(m_row);
        figure.file = std::string(ref.file);
        figure.place = ref.line > 0 ? std::to_string(ref.line) : std::string(ref.pointer);
    }
    report.figures.push_back(std::move(figure));
    return {Piece::Kind::Figure, {}, report.figures.size() - 1};
}

Piece ReportBuilder::name(std::string_view subject, std::string_view quantity, std::string_view text, std::string_view key)
{
    Piece piece = figure(subject, quantity, Unit::Text, 0, key);
    report.figures[piece.figure].text = std::string(text);
    return piece;
}

void ReportBuilder::section(std::string title)
{
    report.sections.push_back({std::move(title), {}, {}, {}});
}

void ReportBuilder::say(Statement statement)
{
    report.sections.back().statements.push_back(std::move(statement));
}

ReportTable& ReportBuilder::table(std::vector<std::string> headings)
{
    return report.sections.back().tables.emplace_back(ReportTable{std::move(headings), {}});
}

ReportChart& ReportBuilder::chart(std::string title, Unit unit)
{
    return report.sections.back().charts.emplace_back(ReportChart{std::move(title), unit, {}});
}

Report makeReport(const TraceSnapshot& snapshot, RunId run, const RunAnalysis& analysis)
{
    ReportBuilder b(snapshot, run, analysis);
    b.report.title = "Analysis of a MassGen run";
    writeSummary(b, findings(snapshot, run, analysis));
    writeTiming(b);
    writeRounds(b);
    writeVotes(b);
    writeTools(b);
    writeErrors(b);
    writeRepeatedWork(b);
    writeCost(b);
    writeDataQuality(b);
    writeRecommendations(b);
    return std::move(b.report);
}

} // namespace mgx
