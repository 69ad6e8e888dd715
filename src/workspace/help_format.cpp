// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/help_pages.h"

namespace mgx {

namespace {

void addLine(HelpPage& page, const QString& line)
{
    const auto isLast = [&](HelpBlock::Kind kind) { return !page.blocks.empty() && page.blocks.back().kind == kind; };
    if (line.startsWith(QLatin1String("## "))) {
        page.blocks.push_back({HelpBlock::Kind::Heading, line.mid(3), {}});
    } else if (line.startsWith(QLatin1String("    "))) {
        if (isLast(HelpBlock::Kind::Code))
            page.blocks.back().text += QLatin1Char('\n') + line.mid(4);
        else
            page.blocks.push_back({HelpBlock::Kind::Code, line.mid(4), {}});
    } else if (line.startsWith(QLatin1String("-> "))) {
        const qsizetype colon = line.lastIndexOf(QLatin1String(": "));
        page.blocks.push_back({HelpBlock::Kind::Link, line.mid(3, colon - 3), line.mid(colon + 2)});
    } else if (line.trimmed().isEmpty()) {
        if (isLast(HelpBlock::Kind::Text))
            page.blocks.push_back({HelpBlock::Kind::Text, {}, {}}); // the next line begins a paragraph
    } else if (isLast(HelpBlock::Kind::Text)) {
        QString& text = page.blocks.back().text;
        text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + line;
    } else {
        page.blocks.push_back({HelpBlock::Kind::Text, line, {}});
    }
}

} // namespace

std::vector<HelpPage> parseHelp(const QString& text)
{
    std::vector<HelpPage> pages;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("# page "))) {
            const qsizetype colon = line.indexOf(QLatin1String(": "));
            pages.push_back({line.mid(7, colon - 7), line.mid(colon + 2), {}});
        } else if (!pages.empty()) {
            addLine(pages.back(), line);
        }
    }
    for (HelpPage& page : pages)
        std::erase_if(page.blocks, [](const HelpBlock& block) { return block.text.isEmpty(); });
    return pages;
}

} // namespace mgx
