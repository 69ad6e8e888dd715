// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/report_lines.h"

#include "analysis/markdown_text.h"
#include "base/text.h"
#include "workspace/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace mgx {

namespace {

constexpr qint64 kMostBytes = 8 << 20;
constexpr std::size_t kMostLines = 50'000;
constexpr std::size_t kMostLineBytes = 2000;
constexpr int kMostLevels = 3; ///< attempt, turn, log folder

/// `[text](target)` → text; a backslash makes the next character plain.
std::string withoutLinks(std::string_view line)
{
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) {
            out.push_back(line[++i]);
            continue;
        }
        if (line[i] == ']' && i + 1 < line.size() && line[i + 1] == '(') {
            const std::size_t quote = line.find(" \"", i);
            std::size_t end = line.find(')', i);
            if (quote < end)
                end = std::min(line.find("\")", quote), line.size() - 2) + 1; // the title may hold brackets
            if (end >= line.size())
                break;
            i = end;
            continue;
        }
        const bool isOpening = line[i] == '[' && line.find("](", i) != std::string_view::npos;
        if (!isOpening && line[i] != '*')
            out.push_back(line[i]);
    }
    return out;
}

QString kindOf(std::string_view line)
{
    return line.front() == '#' ? QStringLiteral("heading") : line.front() == '|' ? QStringLiteral("row") : QStringLiteral("text");
}

ReportLine shownLine(std::string_view line, std::size_t number, bool isCode)
{
    ReportLine shown;
    shown.number = number;
    shown.kind = isCode ? QStringLiteral("code") : kindOf(trimmed(line));
    std::string text = isCode ? std::string(line) : withoutLinks(line);
    if (shown.kind == QLatin1String("heading"))
        text.erase(0, std::min(text.find_first_not_of("# "), text.size()));
    shown.text = toQString(utf8Prefix(text, kMostLineBytes));
    return shown;
}

bool isRuler(std::string_view line)
{
    return line.find_first_not_of("|-: \t\r") == std::string_view::npos;
}

} // namespace

ReportLines linesOf(std::string_view markdown, const Report& report)
{
    ReportLines out;
    out.check = checkReport(markdown, report);
    std::size_t mark = 0;
    std::size_t number = 0;
    CodeFence fence;
    for (std::size_t at = 0; at < markdown.size() && out.lines.size() < kMostLines;) {
        const std::size_t end = std::min(markdown.find('\n', at), markdown.size());
        const std::string_view line = markdown.substr(at, end - at);
        at = end + 1;
        ++number;
        const bool isCode = fence.take(line);
        if (trimmed(line).empty() || isRuler(line) || (isCode && trimmed(line).find_first_not_of("`~sql") == std::string_view::npos))
            continue;
        ReportLine shown = shownLine(line, number, isCode);
        while (mark < out.check.marks.size() && out.check.marks[mark].line < number)
            ++mark;
        shown.firstMark = mark;
        while (mark < out.check.marks.size() && out.check.marks[mark].line == number)
            ++mark;
        shown.markCount = mark - shown.firstMark;
        out.lines.push_back(std::move(shown));
    }
    return out;
}

ReportLines readReport(const QString& path, bool isFound, const TraceSnapshot& snapshot, RunId run)
{
    ReportLines out;
    QFile file(path);
    if ((isFound && QFileInfo(path).isSymLink()) || !QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        out.error = QCoreApplication::translate("ReportDesk", "%1 cannot be read.").arg(path);
        return out;
    }
    const QByteArray bytes = file.read(kMostBytes);
    const std::string text = toUtf8(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    return linesOf(text, makeReport(snapshot, run, analyze(snapshot, run)));
}

QString reportBeside(const QString& runPath)
{
    QDir folder(runPath);
    for (int level = 0; level < kMostLevels && !runPath.isEmpty(); ++level) {
        const QFileInfo file(folder.filePath(QStringLiteral("ANALYSIS_REPORT.md")));
        if (file.isFile() && !file.isSymLink())
            return file.filePath();
        if (folder.dirName().startsWith(QLatin1String("log_")) || !folder.cdUp())
            break;
    }
    return {};
}

} // namespace mgx
