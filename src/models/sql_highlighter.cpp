// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sql_highlighter.h"

#include "query/sql_lexer.h"
#include "query/sql_script.h"

#include <QSyntaxHighlighter>
#include <QTextDocument>

namespace mgx {

namespace {

constexpr qsizetype kLongestMatched = 200'000; ///< characters of a text whose brackets are matched

} // namespace

/// The part that belongs to the document.
class SqlSyntax : public QSyntaxHighlighter
{
public:
    SqlSyntax(SqlHighlighter& owner, QTextDocument* document) : QSyntaxHighlighter(document), m_owner(&owner) {}

protected:
    void highlightBlock(const QString& text) override
    {
        const int before = std::max(0, previousBlockState());
        if (!m_owner || text.size() > SqlHighlighter::kLongestLine) {
            setCurrentBlockState(before);
            return;
        }
        const QByteArray bytes = text.toUtf8();
        const SqlLine line = tokenizeSqlLine({bytes.constData(), static_cast<std::size_t>(bytes.size())}, static_cast<SqlLineState>(before));
        setCurrentBlockState(static_cast<int>(line.endState));
        const bool isAscii = bytes.size() == text.size();
        for (const SqlToken& token : line.tokens) {
            const int from = isAscii ? int(token.begin) : int(QString::fromUtf8(bytes.left(token.begin)).size());
            const int length = isAscii ? int(token.end - token.begin)
                                       : int(QString::fromUtf8(bytes.mid(token.begin, token.end - token.begin)).size());
            setFormat(from, length, formatOf(token.kind));
        }
        markMistake(text);
    }

private:
    [[nodiscard]] QTextCharFormat formatOf(SqlTokenKind kind) const
    {
        QTextCharFormat format;
        switch (kind) {
        case SqlTokenKind::Keyword:
            format.setForeground(m_owner->m_keyword);
            format.setFontWeight(QFont::DemiBold);
            break;
        case SqlTokenKind::String: format.setForeground(m_owner->m_string); break;
        case SqlTokenKind::Number: format.setForeground(m_owner->m_number); break;
        case SqlTokenKind::Comment: format.setForeground(m_owner->m_comment); break;
        case SqlTokenKind::Parameter:
        case SqlTokenKind::Placeholder: format.setForeground(m_owner->m_parameter); break;
        default: format.setForeground(m_owner->m_text); break;
        }
        return format;
    }

    void markMistake(const QString& text)
    {
        const int at = m_owner->m_mistakeAt - currentBlock().position();
        if (m_owner->m_mistakeAt < 0 || at < 0 || at > text.size())
            return;
        int end = at;
        while (end < text.size() && (text[end].isLetterOrNumber() || text[end] == QLatin1Char('_')))
            ++end;
        QTextCharFormat format = this->format(std::min<int>(at, static_cast<int>(std::max<qsizetype>(0, text.size() - 1))));
        format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
        format.setUnderlineColor(m_owner->m_mistake);
        format.setForeground(m_owner->m_mistake);
        setFormat(at, std::max(1, end - at), format);
    }

    QPointer<SqlHighlighter> m_owner;
};

SqlHighlighter::SqlHighlighter(QObject* parent) : QObject(parent)
{
    connect(this, &SqlHighlighter::changed, this, [this] {
        if (m_editor && m_syntax)
            m_syntax->rehighlight();
    });
}

SqlHighlighter::~SqlHighlighter() = default;

void SqlHighlighter::setEditor(QObject* editor)
{
    if (editor == m_editor)
        return;
    m_editor = editor;
    m_syntax = nullptr;
    if (QTextDocument* text = document())
        m_syntax = new SqlSyntax(*this, text);
    Q_EMIT changed();
}

QTextDocument* SqlHighlighter::document() const
{
    return m_editor ? m_editor->findChild<QTextDocument*>(QString(), Qt::FindDirectChildrenOnly) : nullptr;
}

void SqlHighlighter::setPlainText(const QString& text)
{
    if (QTextDocument* document = this->document())
        document->setPlainText(text);
}

QList<int> SqlHighlighter::bracketsAt(const QString& text, int cursor) const
{
    if (text.size() > kLongestMatched)
        return {};
    const QByteArray bytes = text.toUtf8();
    const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto pair = matchingBrackets(view, static_cast<std::size_t>(text.left(cursor).toUtf8().size()));
    if (!pair)
        return {};
    const auto characters = [&](std::size_t at) { return int(QString::fromUtf8(bytes.left(static_cast<qsizetype>(at))).size()); };
    return {characters(pair->first), characters(pair->second)};
}

} // namespace mgx
