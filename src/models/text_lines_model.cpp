// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/text_lines_model.h"

namespace mgx {

void TextLinesModel::setText(QString text)
{
    if (text == m_text)
        return;
    beginResetModel();
    m_text = std::move(text);
    m_pieces.clear();
    int number = 0;
    for (qsizetype at = 0; at <= m_text.size() && !m_text.isEmpty();) {
        const qsizetype newline = m_text.indexOf(QLatin1Char('\n'), at);
        const qsizetype end = newline < 0 ? m_text.size() : newline;
        ++number;
        bool isFirst = true;
        do {
            qsizetype length = std::min(kPieceLength, end - at);
            if (at + length < end && length > 1 && m_text[at + length - 1].isHighSurrogate())
                --length; // a character is never cut
            m_pieces.push_back({at, static_cast<int>(length), isFirst ? number : 0});
            isFirst = false;
            at += length;
        } while (at < end);
        at = end + 1;
    }
    endResetModel();
    Q_EMIT textChanged();
}

int TextLinesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TextLinesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const Piece& piece = m_pieces[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case LineRole: return m_text.mid(piece.from, piece.length);
    case NumberRole: return piece.number == 0 ? QString() : QString::number(piece.number);
    default: return {};
    }
}

QHash<int, QByteArray> TextLinesModel::roleNames() const
{
    return {{LineRole, "line"}, {NumberRole, "number"}};
}

} // namespace mgx
