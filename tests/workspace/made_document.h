// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/workspace_document.h"

namespace mgx::test {

/// Something in every member. Paths lie in and around `folder`.
inline WorkspaceDocument madeDocument(const QString& folder)
{
    const QString run = folder + QStringLiteral("/runs/log_1/turn_1");
    const RecordRef record{run, {{1, 0xFFFFFFFFFFFFFFFFull}, 0x8000000000000001ull, RecordKind::SpanEvent}, 2};
    SavedQuery query;
    query.shelf = SavedQuery::Shelf::Workspace;
    query.id = QStringLiteral("q1");
    query.title = QStringLiteral("Größe");
    query.sentence = QStringLiteral("Says it.");
    query.group = QStringLiteral("G");
    query.tags = {QStringLiteral("t")};
    query.sql = QStringLiteral("SELECT 1");
    query.parameters = {{QStringLiteral("n"), QStringLiteral("number"), QStringLiteral("1"), QStringLiteral("how many")}};
    query.chart = {QStringLiteral("bar"), QStringLiteral("a"), {QStringLiteral("b")}};
    WorkspaceDocument document;
    document.sources = {folder + QStringLiteral("/runs"), QStringLiteral("/elsewhere/far/away.ndjson")};
    document.currentRun = run;
    document.shownRuns = document.sources;
    document.view = TimeStretch{-5, INT64_C(7'000'000'000'001)};
    document.selection = record;
    document.tabs = {{QStringLiteral("one"), QStringLiteral("SELECT 'ü\n🙂'"), 9}, {QString(), QString(), 0}};
    document.currentTab = 1;
    document.queries = {query};
    document.layout = {{QStringLiteral("tree.width"), qint64(300)}, {QStringLiteral("isOpen"), true}, {QStringLiteral("share"), 0.25}, {QStringLiteral("page"), QStringLiteral("sql")}};
    document.marks = {{run, {5, 5}, QStringLiteral("here")}, {run, {1, 9}, QString()}};
    document.pins = {{record, QStringLiteral("pinned")}};
    document.notes = {{record, QStringLiteral("why?\nbecause"), QStringLiteral("2026-03-02T12:00:00Z")}, {std::nullopt, QStringLiteral("all"), QString()}};
    return document;
}

} // namespace mgx::test
