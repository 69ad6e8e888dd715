// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace mgx {

/// A part of a page of help. The first part of a page is its title.
struct HelpBlock
{
    enum class Kind { Heading, Text, Code, Link };
    Kind kind = Kind::Text;
    QString text; ///< of a link what it is called
    QString url;  ///< of a link
};

struct HelpPage
{
    QString id;
    QString title;
    std::vector<HelpBlock> blocks;
};

/// The pages of resources/help, part of the program: they need no network. Their format: "# page ID: Title", "## Heading", lines that
/// begin with four blanks are code, "-> Name: URL" is a link, an empty line ends a paragraph.
[[nodiscard]] const std::vector<HelpPage>& helpPages();
[[nodiscard]] std::vector<HelpPage> parseHelp(const QString& text);

} // namespace mgx
