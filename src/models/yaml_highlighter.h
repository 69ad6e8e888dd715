// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace mgx {

class YamlSyntax;

/// Colours the YAML in a TextEdit, line by line: keys, texts, numbers and words, comments. A long line stays plain.
class YamlHighlighter : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QObject* editor READ editor WRITE setEditor NOTIFY changed)
    Q_PROPERTY(QColor key MEMBER m_key NOTIFY changed)
    Q_PROPERTY(QColor string MEMBER m_string NOTIFY changed)
    Q_PROPERTY(QColor number MEMBER m_number NOTIFY changed)
    Q_PROPERTY(QColor comment MEMBER m_comment NOTIFY changed)

public:
    static constexpr int kLongestLine = 2000;

    explicit YamlHighlighter(QObject* parent = nullptr);
    ~YamlHighlighter() override;

    [[nodiscard]] QObject* editor() const { return m_editor; }
    void setEditor(QObject* editor);

Q_SIGNALS:
    void changed();

private:
    friend class YamlSyntax;

    QPointer<QObject> m_editor;
    YamlSyntax* m_syntax = nullptr; ///< owned by the document
    QColor m_key, m_string, m_number, m_comment;
};

} // namespace mgx
