// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

/// A text of any size as lines for a view that only makes what is in sight: 20 MB open without freezing, which no text
/// control of Qt does. A line longer than kPieceLength is cut into pieces. O(size) once.
class TextLinesModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY textChanged)
    Q_PROPERTY(bool isLong READ isLong NOTIFY textChanged)
    Q_PROPERTY(QString text READ shortText NOTIFY textChanged)
    Q_PROPERTY(int characters READ characters NOTIFY textChanged)

public:
    static constexpr qsizetype kPieceLength = 1000;
    static constexpr qsizetype kLongText = 64'000; ///< up to this a plain text control does

    enum Role { LineRole = Qt::UserRole + 1, NumberRole };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    void setText(QString text);
    [[nodiscard]] bool isLong() const { return m_text.size() > kLongText; }
    /// The whole text if it is short, else empty: a long one must not get into a text control by accident.
    [[nodiscard]] QString shortText() const { return isLong() ? QString() : m_text; }
    [[nodiscard]] const QString& wholeText() const { return m_text; }
    [[nodiscard]] int characters() const { return static_cast<int>(m_text.size()); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_pieces.size()); }

Q_SIGNALS:
    void textChanged();

private:
    struct Piece
    {
        qsizetype from = 0;
        int length = 0;
        int number = 0; ///< of the line; 0 = goes on
    };

    QString m_text;
    std::vector<Piece> m_pieces;
};

} // namespace mgx
