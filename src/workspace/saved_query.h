// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace mgx {

/// A value that a saved query asks for: `$name` in its text, or a text literal that is only `[NAME]`.
struct QueryParameter
{
    QString name;         ///< without $ and brackets
    QString type;         ///< text, number, integer, boolean, time, trace, run or agent; decides the field that asks for it
    QString defaultValue; ///< empty: there is none
    QString sentence;     ///< what it means

    bool operator==(const QueryParameter&) const = default;
};

/// How the answer of a saved query is drawn until the person chooses otherwise.
struct QueryChart
{
    QString kind; ///< bar, line, scatter or histogram; empty: no chart
    QString x;    ///< column
    QStringList y; ///< columns

    [[nodiscard]] bool isEmpty() const { return kind.isEmpty(); }
    bool operator==(const QueryChart&) const = default;
};

/// A query that is kept under a title.
struct SavedQuery
{
    /// Where it is kept: one of the two shipped libraries, the person's own file, or the open workspace.
    enum class Shelf { Standard, MassGen, Own, Workspace };

    Shelf shelf = Shelf::Own; ///< not written to files
    QString id;       ///< unique among all shelves
    QString title;
    QString sentence; ///< what it answers
    QString group;    ///< heading in lists; may be empty
    QStringList tags;
    QString sql;
    std::vector<QueryParameter> parameters;
    QueryChart chart;

    [[nodiscard]] bool isReadOnly() const { return shelf == Shelf::Standard || shelf == Shelf::MassGen; }
    bool operator==(const SavedQuery&) const = default;
};

} // namespace mgx
