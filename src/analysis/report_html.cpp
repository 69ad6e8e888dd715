// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_text.h"
#include "analysis/report_writers.h"
#include "base/text.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

constexpr double kChartWidth = 900;
constexpr double kLabelWidth = 160;
constexpr double kRowHeight = 24;
constexpr std::size_t kColours = 8;   ///< classes c0 to c7 of the style sheet
constexpr std::size_t kMostParts = 4000; ///< of a chart: a run may have more rounds than a page can show

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 Inter, system-ui, sans-serif; max-width: 980px; margin: 2em auto; padding: 0 1em; color: #1c2128; background: #ffffff; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
table { border-collapse: collapse; margin: 1em 0; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid #8888; padding: 4px 10px; text-align: left; vertical-align: top; }
code, pre { font-family: "JetBrains Mono", monospace; font-size: 0.9em; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { border-left: 3px solid #8888; padding-left: 1em; }
a { color: #0b5cad; text-decoration: none; } a:hover { text-decoration: underline; } sup a { font-size: 0.8em; }
svg { width: 100%; height: auto; } svg text { font: 12px Inter, system-ui, sans-serif; fill: currentColor; }
/* safe for colour-blind readers */
.c0 { fill: #0072b2; } .c1 { fill: #e69f00; } .c2 { fill: #d55e00; } .c3 { fill: #cc79a7; }
.c4 { fill: #999999; } .c5 { fill: #009e73; } .c6 { fill: #56b4e9; } .c7 { fill: #f0e442; }
@media (prefers-color-scheme: dark) { body { color: #d7dce2; background: #14171b; } a { color: #7db7f5; } }
</style>
)";

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out.push_back(static_cast<unsigned char>(c) < 0x20 && c != '\n' ? ' ' : c);
        }
    }
    return out;
}

class HtmlWriter
{
public:
    HtmlWriter(const Report& report, const TraceSnapshot& snapshot) : m_report(report), m_snapshot(snapshot), m_queries(report) {}

    std::string write()
    {
        m_out = std::string(kHead) + "<title>" + escaped(m_report.title) + "</title>\n</head>\n<body>\n<h1>" + escaped(m_report.title) + "</h1>\n";
        for (const ReportSection& section : m_report.sections) {
            m_out += "<h2>" + escaped(section.title) + "</h2>\n<ul>\n";
            for (const Statement& statement : section.statements) {
                m_out += "<li>";
                put(statement);
                m_out += "</li>\n";
            }
            m_out += "</ul>\n";
            for (const ReportChart& chart : section.charts)
                put(chart);
            for (const ReportTable& table : section.tables)
                put(table);
        }
        m_out += "<h2>Queries</h2>\n";
        for (std::size_t i = 0; i < m_queries.texts.size(); ++i)
            m_out += "<h3 id=\"q" + std::to_string(i + 1) + "\">Query " + std::to_string(i + 1) + "</h3>\n<pre>" + escaped(m_queries.texts[i]) + "</pre>\n";
        m_out += "</body>\n</html>\n";
        return std::move(m_out);
    }

private:
    void put(const Statement& statement)
    {
        for (const Piece& piece : statement) {
            if (piece.kind == Piece::Kind::Text)
                m_out += escaped(piece.text);
            else if (piece.kind == Piece::Kind::Code)
                m_out += piece.text.empty() ? std::string("–") : "<code>" + escaped(piece.text) + "</code>";
            else
                put(piece.figure);
        }
    }

    void put(std::size_t number)
    {
        const Figure& figure = m_report.figures[number];
        m_out += "<a href=\"" + escaped(linkOf(m_report, figure, m_snapshot)) + "\" title=\"" + escaped(placeOf(figure)) + "\">" + escaped(textOf(figure)) + "</a>";
        if (const std::size_t query = m_queries.numberOf[number])
            m_out += "<sup><a href=\"#q" + std::to_string(query) + "\">" + std::to_string(query) + "</a></sup>";
    }

    void put(const ReportTable& table)
    {
        m_out += "<table>\n<tr>";
        for (const std::string& heading : table.headings)
            m_out += "<th>" + escaped(heading) + "</th>";
        m_out += "</tr>\n";
        for (const std::vector<Statement>& row : table.rows) {
            m_out += "<tr>";
            for (const Statement& cell : row) {
                m_out += "<td>";
                put(cell);
                m_out += "</td>";
            }
            m_out += "</tr>\n";
        }
        m_out += "</table>\n";
    }

    static std::string colourClass(std::size_t number) { return "c" + std::to_string(number % kColours); }
    static std::string valueText(Unit unit, double value) { return unit == Unit::Usd ? usdText(value) : secondsText(value); }

    void put(const ReportChart& chart)
    {
        double most = 0;
        std::map<std::string, std::size_t> colours;
        for (const ReportChart::Row& row : chart.rows) {
            double sum = 0;
            for (const ReportChart::Part& part : row.parts) {
                if (part.value > 0)
                    colours.try_emplace(part.what, colours.size());
                sum = std::max(sum + part.value, part.start + part.value);
            }
            most = std::max(most, sum);
        }
        if (most <= 0)
            return;
        const double height = kRowHeight * double(chart.rows.size() + 2);
        m_out += "<h3>" + escaped(chart.title) + "</h3>\n<svg role=\"img\" viewBox=\"0 0 " + decimalText(kChartWidth, 0) + " " + decimalText(height, 0) + "\"><title>" + escaped(chart.title) + "</title>\n";
        const double scale = (kChartWidth - kLabelWidth) / most;
        std::size_t parts = 0;
        for (std::size_t i = 0; i < chart.rows.size(); ++i) {
            const double top = kRowHeight * double(i);
            double at = 0;
            m_out += "<text x=\"0\" y=\"" + decimalText(top + 16, 0) + "\">" + escaped(utf8Prefix(chart.rows[i].label, 60)) + "</text>\n";
            for (const ReportChart::Part& part : chart.rows[i].parts) {
                if (!(part.value > 0) || ++parts > kMostParts)
                    continue;
                const double x = std::max(at, part.start);
                m_out += "<rect x=\"" + decimalText(kLabelWidth + x * scale, 2) + "\" y=\"" + decimalText(top + 3, 0) + "\" width=\"" + decimalText(std::max(0.5, part.value * scale), 2)
                       + "\" height=\"18\" class=\"" + colourClass(colours.at(part.what)) + "\"><title>" + escaped(part.what) + ": "
                       + valueText(chart.unit, part.value) + "</title></rect>\n";
                at = x + part.value;
            }
        }
        legend(chart, colours, kRowHeight * double(chart.rows.size()), most);
        m_out += "</svg>\n";
    }

    void legend(const ReportChart& chart, const std::map<std::string, std::size_t>& colours, double top, double most)
    {
        m_out += "<text x=\"" + decimalText(kLabelWidth, 0) + "\" y=\"" + decimalText(top + 14, 0) + "\">0</text><text x=\"" + decimalText(kChartWidth, 0) + "\" y=\""
               + decimalText(top + 14, 0) + "\" text-anchor=\"end\">" + valueText(chart.unit, most) + "</text>\n";
        double x = kLabelWidth;
        for (const auto& [what, colour] : colours) {
            m_out += "<rect x=\"" + decimalText(x, 0) + "\" y=\"" + decimalText(top + 26, 0) + "\" width=\"12\" height=\"12\" class=\"" + colourClass(colour) + "\"/><text x=\"" + decimalText(x + 16, 0) + "\" y=\"" + decimalText(top + 37, 0) + "\">" + escaped(utf8Prefix(what, 40)) + "</text>\n";
            x += 30 + 7.5 * double(std::min<std::size_t>(what.size(), 40));
        }
    }

    const Report& m_report;
    const TraceSnapshot& m_snapshot;
    const ReportQueries m_queries;
    std::string m_out;
};

} // namespace

std::string asHtml(const Report& report, const TraceSnapshot& snapshot)
{
    return HtmlWriter(report, snapshot).write();
}

} // namespace mgx
