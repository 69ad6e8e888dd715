// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/yaml_highlighter.h"

#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextDocument>

namespace mgx {

namespace {

/// Where a comment begins: a # at the start or after a blank, outside quotes.
int commentIn(const QString& text)
{
    QChar quote;
    for (int i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == QLatin1Char('"') || c == QLatin1Char('\''))
            quote = c;
        else if (c == QLatin1Char('#') && (i == 0 || text[i - 1].isSpace()))
            return i;
    }
    return static_cast<int>(text.size());
}

} // namespace

/// The part that belongs to the document.
class YamlSyntax : public QSyntaxHighlighter
{
public:
    YamlSyntax(YamlHighlighter& owner, QTextDocument* document) : QSyntaxHighlighter(document), m_owner(&owner) {}

protected:
    void highlightBlock(const QString& text) override
    {
        if (!m_owner || text.size() > YamlHighlighter::kLongestLine)
            return;
        const int end = commentIn(text);
        setFormat(end, static_cast<int>(text.size()) - end, m_owner->m_comment);
        // One match a value: {a: 1, b: c} has several in a line.
        static const QRegularExpression kPair(QStringLiteral(R"re((?:^|[-{,\s])([\w.$-]+):(?=\s|$)|("(?:[^"\\]|\\.)*"|'[^']*')|([^\s{}\[\],:"'-][^{}\[\],"']*))re"));
        static const QRegularExpression kNumber(QStringLiteral(R"re(^(?:[-+]?[\d.]+(?:e[-+]?\d+)?|true|false|null|yes|no|on|off|~)$)re"));
        auto matches = kPair.globalMatch(text.left(end));
        while (matches.hasNext()) {
            const auto match = matches.next();
            if (match.capturedStart(1) >= 0)
                setFormat(static_cast<int>(match.capturedStart(1)), static_cast<int>(match.capturedLength(1)), m_owner->m_key);
            else if (match.capturedStart(2) >= 0)
                setFormat(static_cast<int>(match.capturedStart(2)), static_cast<int>(match.capturedLength(2)), m_owner->m_string);
            else if (match.capturedStart(3) >= 0)
                setFormat(static_cast<int>(match.capturedStart(3)), static_cast<int>(match.capturedLength(3)),
                          kNumber.match(match.captured(3).trimmed()).hasMatch() ? m_owner->m_number : m_owner->m_string);
        }
    }

private:
    QPointer<YamlHighlighter> m_owner;
};

YamlHighlighter::YamlHighlighter(QObject* parent) : QObject(parent)
{
    connect(this, &YamlHighlighter::changed, this, [this] {
        if (m_editor && m_syntax)
            m_syntax->rehighlight();
    });
}

YamlHighlighter::~YamlHighlighter() = default;

void YamlHighlighter::setEditor(QObject* editor)
{
    if (editor == m_editor)
        return;
    m_editor = editor;
    m_syntax = nullptr;
    if (auto* document = editor ? editor->findChild<QTextDocument*>(QString(), Qt::FindDirectChildrenOnly) : nullptr)
        m_syntax = new YamlSyntax(*this, document);
    Q_EMIT changed();
}

} // namespace mgx
