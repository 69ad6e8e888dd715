// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/annotation_model.h"

#include "workspace/format.h"

#include <algorithm>
#include <QDateTime>

namespace mgx {

namespace {

constexpr int kLongestTitle = 120;

} // namespace

AnnotationModel::AnnotationModel(Workspace& workspace, WorkspaceSession& session, QObject* parent)
    : QAbstractListModel(parent), m_workspace(workspace), m_session(session)
{
    connect(&session, &WorkspaceSession::partsChanged, this, &AnnotationModel::refresh);
    connect(&workspace, &Workspace::currentRunChanged, this, &AnnotationModel::refresh);
    connect(&workspace, &Workspace::runsChanged, this, &AnnotationModel::refresh);
    connect(&workspace.selection(), &Selection::changed, this, &AnnotationModel::selectedChanged);
}

int AnnotationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> AnnotationModel::roleNames() const
{
    return {{KindRole, "kind"}, {TitleRole, "title"}, {DetailRole, "detail"}};
}

QString AnnotationModel::run() const
{
    const int current = m_workspace.currentRun();
    return current < 0 ? QString() : toQString(m_workspace.runs()[static_cast<std::size_t>(current)].path);
}

void AnnotationModel::refresh()
{
    const WorkspaceDocument& parts = m_session.parts();
    const QString open = run();
    beginResetModel();
    m_entries.clear();
    for (std::size_t i = 0; i < parts.marks.size(); ++i) {
        if (parts.marks[i].run == open)
            m_entries.push_back({Kind::Mark, i});
    }
    std::stable_sort(m_entries.begin(), m_entries.end(), [&](const Entry& a, const Entry& b) {
        return parts.marks[a.place].time.fromNs < parts.marks[b.place].time.fromNs;
    });
    for (std::size_t i = 0; i < parts.pins.size(); ++i) {
        if (parts.pins[i].record.run == open)
            m_entries.push_back({Kind::Pin, i});
    }
    for (std::size_t i = 0; i < parts.notes.size(); ++i) {
        if (!parts.notes[i].record || parts.notes[i].record->run == open)
            m_entries.push_back({Kind::Note, i});
    }
    endResetModel();
    Q_EMIT edited();
    Q_EMIT selectedChanged();
}

QVariant AnnotationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    const WorkspaceDocument& parts = m_session.parts();
    if (role == KindRole)
        return entry.kind == Kind::Mark ? QStringLiteral("mark") : entry.kind == Kind::Pin ? QStringLiteral("pin") : QStringLiteral("note");
    switch (entry.kind) {
    case Kind::Mark: {
        const TimeMark& mark = parts.marks[entry.place];
        if (role == DetailRole)
            return mark.time.toNs > mark.time.fromNs
                ? tr("%1, from %2").arg(formatDuration(mark.time.toNs - mark.time.fromNs), formatDuration(mark.time.fromNs))
                : tr("at %1").arg(formatDuration(mark.time.fromNs));
        return role == TitleRole || role == Qt::DisplayRole ? mark.label : QVariant();
    }
    case Kind::Pin:
        return role == TitleRole || role == Qt::DisplayRole ? parts.pins[entry.place].title : QVariant(QString());
    case Kind::Note: {
        const Note& note = parts.notes[entry.place];
        if (role == DetailRole)
            return note.record ? tr("about a record") : tr("about the workspace");
        return role == TitleRole || role == Qt::DisplayRole ? note.text : QVariant();
    }
    }
    return {};
}

QVariantList AnnotationModel::marks() const
{
    QVariantList list;
    for (const Entry& entry : m_entries) {
        if (entry.kind != Kind::Mark)
            continue;
        const TimeMark& mark = m_session.parts().marks[entry.place];
        list.append(QVariantMap{{QStringLiteral("fromNs"), double(mark.time.fromNs)},
                                {QStringLiteral("toNs"), double(mark.time.toNs)},
                                {QStringLiteral("label"), mark.label}});
    }
    return list;
}

/// A record is told by its key; records that share one count from the first.
std::optional<RecordRef> AnnotationModel::selected() const
{
    const auto& snapshot = m_workspace.snapshot();
    const RowId row = m_workspace.selection().row();
    if (!snapshot || row == kNoRow || row >= snapshot->rowCount() || run().isEmpty())
        return {};
    return RecordRef{run(), keyOf(*snapshot, row), 0};
}

QString AnnotationModel::note() const
{
    const auto record = selected();
    for (const Note& note : m_session.parts().notes) {
        if (record && note.record == record)
            return note.text;
    }
    return {};
}

void AnnotationModel::setNote(const QString& text)
{
    const auto record = selected();
    if (!record || text == note())
        return;
    m_session.edit([&](WorkspaceDocument& parts) {
        const auto found = std::find_if(parts.notes.begin(), parts.notes.end(), [&](const Note& note) { return note.record == record; });
        const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
        if (text.trimmed().isEmpty()) {
            if (found != parts.notes.end())
                parts.notes.erase(found);
        } else if (found != parts.notes.end()) {
            found->text = text;
            found->written = now;
        } else {
            parts.notes.push_back({record, text, now});
        }
    });
}

bool AnnotationModel::isPinned() const
{
    const auto record = selected();
    const auto& pins = m_session.parts().pins;
    return record && std::any_of(pins.begin(), pins.end(), [&](const PinnedRecord& pin) { return pin.record == *record; });
}

void AnnotationModel::setPinned(bool isPinned)
{
    const auto record = selected();
    if (!record || isPinned == this->isPinned())
        return;
    const QString title = toQString(m_workspace.snapshot()->message(m_workspace.selection().row()).substr(0, kLongestTitle)).simplified();
    m_session.edit([&](WorkspaceDocument& parts) {
        std::erase_if(parts.pins, [&](const PinnedRecord& pin) { return pin.record == *record; });
        if (isPinned)
            parts.pins.push_back({*record, title});
    });
}

void AnnotationModel::addMark(double fromNs, double toNs, const QString& label)
{
    if (run().isEmpty() || !(fromNs <= toNs))
        return;
    m_session.edit([&](WorkspaceDocument& parts) {
        const auto number = std::count_if(parts.marks.begin(), parts.marks.end(), [&](const TimeMark& mark) { return mark.run == run(); }) + 1;
        parts.marks.push_back({run(), {static_cast<qint64>(fromNs), static_cast<qint64>(toNs)}, label.isEmpty() ? QString::number(number) : label});
    });
}

void AnnotationModel::markSelection()
{
    const auto& snapshot = m_workspace.snapshot();
    const RowId row = m_workspace.selection().row();
    if (!snapshot || row == kNoRow)
        return;
    const double from = double(snapshot->start(row) - m_workspace.origin());
    addMark(from, from, toQString(snapshot->name(row).substr(0, kLongestTitle)).simplified());
}

void AnnotationModel::rename(int index, const QString& label)
{
    if (index < 0 || index >= count() || m_entries[static_cast<std::size_t>(index)].kind == Kind::Note || label.trimmed().isEmpty())
        return;
    const Entry entry = m_entries[static_cast<std::size_t>(index)];
    m_session.edit([&](WorkspaceDocument& parts) {
        (entry.kind == Kind::Mark ? parts.marks[entry.place].label : parts.pins[entry.place].title) = label.trimmed();
    });
}

void AnnotationModel::go(int index)
{
    const auto& snapshot = m_workspace.snapshot();
    if (index < 0 || index >= count() || !snapshot)
        return;
    const Entry& entry = m_entries[static_cast<std::size_t>(index)];
    const WorkspaceDocument& parts = m_session.parts();
    if (entry.kind == Kind::Mark) {
        m_workspace.view().reveal(parts.marks[entry.place].time.fromNs, parts.marks[entry.place].time.toNs);
        return;
    }
    const std::optional<RecordRef> record = entry.kind == Kind::Pin ? parts.pins[entry.place].record : parts.notes[entry.place].record;
    const RowId row = record ? findRow(*snapshot, record->key) : kNoRow;
    if (row != kNoRow)
        m_workspace.selection().select(row, Selection::Origin::Search);
}

void AnnotationModel::remove(int index)
{
    if (index < 0 || index >= count())
        return;
    const Entry entry = m_entries[static_cast<std::size_t>(index)];
    WorkspaceDocument before = m_session.parts();
    m_removed = std::move(before);
    m_session.edit([&](WorkspaceDocument& parts) {
        const auto take = [&](auto& list) { list.erase(list.begin() + static_cast<std::ptrdiff_t>(entry.place)); };
        switch (entry.kind) {
        case Kind::Mark: take(parts.marks); break;
        case Kind::Pin: take(parts.pins); break;
        case Kind::Note: take(parts.notes); break;
        }
    });
}

void AnnotationModel::undoRemove()
{
    if (!m_removed)
        return;
    const WorkspaceDocument before = *std::exchange(m_removed, {});
    m_session.edit([&](WorkspaceDocument& parts) {
        parts.marks = before.marks;
        parts.pins = before.pins;
        parts.notes = before.notes;
    });
}

} // namespace mgx
