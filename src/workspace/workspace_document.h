// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/record_key.h"
#include "workspace/saved_query.h"

#include <optional>
#include <QString>
#include <QStringList>
#include <QVariantMap>
#include <vector>

namespace mgx {

/// A record as it is kept across reloads and machines.
struct RecordRef
{
    QString run; ///< path of its run
    RecordKey key;
    int ordinal = 0; ///< among records with the same key

    bool operator==(const RecordRef&) const = default;
};

/// A stretch of time, in ns from the start of the trace.
struct TimeStretch
{
    qint64 fromNs = 0;
    qint64 toNs = 0;

    bool operator==(const TimeStretch&) const = default;
};

struct QueryTab
{
    QString title;
    QString sql;
    int cursor = 0; ///< UTF-16 units before it

    bool operator==(const QueryTab&) const = default;
};

/// A moment or stretch that the person has marked on the timeline.
struct TimeMark
{
    QString run;
    TimeStretch time; ///< a moment where both are the same
    QString label;

    bool operator==(const TimeMark&) const = default;
};

struct PinnedRecord
{
    RecordRef record;
    QString title;

    bool operator==(const PinnedRecord&) const = default;
};

struct Note
{
    std::optional<RecordRef> record; ///< none: about the workspace as a whole
    QString text;
    QString written; ///< ISO time

    bool operator==(const Note&) const = default;
};

/// What a person saves and shares: everything that is in a `.mgxw` file. Paths are absolute here; in the file they are relative to
/// it where it lies close by. Only what a view shows is in it, never a token or the data itself.
struct WorkspaceDocument
{
    static constexpr int kVersion = 1;

    QStringList sources;
    QString currentRun;
    QStringList shownRuns; ///< on the same timeline as the current one
    std::optional<TimeStretch> view; ///< none: the whole run
    std::optional<RecordRef> selection;
    std::vector<QueryTab> tabs;
    int currentTab = 0;
    std::vector<SavedQuery> queries;
    QVariantMap layout; ///< sizes and switches of the views by name: texts, numbers, true and false
    std::vector<TimeMark> marks;
    std::vector<PinnedRecord> pins;
    std::vector<Note> notes;

    bool operator==(const WorkspaceDocument&) const = default;
};

} // namespace mgx
