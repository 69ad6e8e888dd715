// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/workspace_session.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>

namespace mgx {

/// What a person has put to the open run: marks of time, pinned records, notes. Kept in the workspace session; this model shows
/// the part of the open run, marks by time, then pins, then notes, and changes it. GUI thread.
class AnnotationModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Session")
    Q_PROPERTY(int count READ count NOTIFY edited)
    /// {fromNs, toNs, label} from the start of the trace, for drawing.
    Q_PROPERTY(QVariantList marks READ marks NOTIFY edited)
    /// Of the selected record.
    Q_PROPERTY(QString note READ note WRITE setNote NOTIFY selectedChanged)
    Q_PROPERTY(bool isPinned READ isPinned WRITE setPinned NOTIFY selectedChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY edited)

public:
    enum Role { KindRole = Qt::UserRole + 1, TitleRole, DetailRole };
    Q_ENUM(Role)

    AnnotationModel(Workspace& workspace, WorkspaceSession& session, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] QVariantList marks() const;
    [[nodiscard]] QString note() const;
    /// An empty text takes the note away.
    void setNote(const QString& text);
    [[nodiscard]] bool isPinned() const;
    void setPinned(bool isPinned);
    [[nodiscard]] bool canUndo() const { return m_removed.has_value(); }

    /// Times in ns from the start of the trace; both the same: a moment. Without a label it gets the next number.
    Q_INVOKABLE void addMark(double fromNs, double toNs, const QString& label = {});
    /// At the start of the selected record, with its name.
    Q_INVOKABLE void markSelection();
    Q_INVOKABLE void rename(int index, const QString& label);
    /// Selects the record, or shows the time in the middle of the view.
    Q_INVOKABLE void go(int index);
    Q_INVOKABLE void remove(int index);
    Q_INVOKABLE void undoRemove();

Q_SIGNALS:
    void edited();
    void selectedChanged();

private:
    enum class Kind { Mark, Pin, Note };
    struct Entry
    {
        Kind kind;
        std::size_t place; ///< in its list of the session
    };

    void refresh();
    [[nodiscard]] QString run() const;
    [[nodiscard]] std::optional<RecordRef> selected() const;

    Workspace& m_workspace;
    WorkspaceSession& m_session;
    std::vector<Entry> m_entries;
    std::optional<WorkspaceDocument> m_removed; ///< the parts before the last removal
};

} // namespace mgx
