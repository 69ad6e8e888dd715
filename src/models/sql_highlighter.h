// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

class QTextDocument;

class QTextDocument;

namespace mgx {

class SqlSyntax;

/// Colours the SQL in a TextEdit as it is typed, line by line; a line of more than kLongestLine characters stays plain. Also
/// marks a place where the engine found a mistake, and the partner of a bracket.
class SqlHighlighter : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    /// The TextEdit. (Its document is found below it: QQuickTextDocument cannot be had without Qt Quick.)
    Q_PROPERTY(QObject* editor READ editor WRITE setEditor NOTIFY changed)
    Q_PROPERTY(QColor keyword MEMBER m_keyword NOTIFY changed)
    Q_PROPERTY(QColor text MEMBER m_text NOTIFY changed)
    Q_PROPERTY(QColor string MEMBER m_string NOTIFY changed)
    Q_PROPERTY(QColor number MEMBER m_number NOTIFY changed)
    Q_PROPERTY(QColor comment MEMBER m_comment NOTIFY changed)
    Q_PROPERTY(QColor parameter MEMBER m_parameter NOTIFY changed)
    Q_PROPERTY(QColor mistake MEMBER m_mistake NOTIFY changed)
    /// Characters from the start of the text; -1 = none.
    Q_PROPERTY(int mistakeAt MEMBER m_mistakeAt NOTIFY changed)

public:
    static constexpr int kLongestLine = 2000;

    explicit SqlHighlighter(QObject* parent = nullptr);
    ~SqlHighlighter() override;

    [[nodiscard]] QObject* editor() const { return m_editor; }
    void setEditor(QObject* editor);

    /// Another text; what was before it cannot be undone.
    Q_INVOKABLE void setPlainText(const QString& text);
    /// Where the bracket at or before the cursor has its partner: {open, close}, or empty.
    Q_INVOKABLE QList<int> bracketsAt(const QString& text, int cursor) const;

Q_SIGNALS:
    void changed();

private:
    friend class SqlSyntax;
    [[nodiscard]] QTextDocument* document() const;

    QPointer<QObject> m_editor;
    SqlSyntax* m_syntax = nullptr; ///< owned by the document
    QColor m_keyword, m_text, m_string, m_number, m_comment, m_parameter, m_mistake;
    int m_mistakeAt = -1;
};

} // namespace mgx
