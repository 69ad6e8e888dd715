// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/no_network.h"
#include "charts/chart_desk.h"
#include "models/explorer.h"
#include "models/launch_desk.h"
#include "models/guide.h"
#include "models/query_desk.h"
#include "models/remote.h"
#include "models/session_model.h"
#include "workspace/workspace.h"

#include <memory>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QTemporaryDir>

namespace mgx {

/// Everything that lives as long as the app, put together in one place: settings, workspace, what QML sees, engine.
class Composition
{
public:
    /// `settingsPath` as for Settings.
    explicit Composition(const QString& settingsPath = {});
    ~Composition();

    [[nodiscard]] Settings& settings() { return m_settings; }
    [[nodiscard]] Workspace& workspace() { return m_workspace; }
    [[nodiscard]] Explorer& explorer() { return m_explorer; }
    [[nodiscard]] QueryDesk& queries() { return m_queries; }
    [[nodiscard]] LaunchDesk& launcher() { return m_launcher; }
    [[nodiscard]] Remote& remote() { return m_remote; }
    [[nodiscard]] ChartDesk& charts() { return m_charts; }

    /// The window of the app, shown. Null if its QML does not load, which is printed.
    [[nodiscard]] QQuickWindow* showWindow();
    /// The same contents in a window of a fixed size without memory, for pictures.
    [[nodiscard]] QQuickWindow* showShell(QSize size);

    /// Goes to a page of the shown window: "explore", "sql", "charts", "launch", "settings".
    void showPage(const QString& page);

    /// The bundled sample run, or empty.
    [[nodiscard]] static QString samplePath();

private:
    [[nodiscard]] QObject* create(const QString& file);

    QTemporaryDir m_scratch; ///< stands in for the person's folders where nothing is to be kept
    Settings m_settings;
    Workspace m_workspace;
    Explorer m_explorer;
    QueryLibrary m_library;
    QueryDesk m_queries;
    ChartDesk m_charts;
    Remote m_remote;
    Guide m_guide{m_workspace};
    WorkspaceSession m_session;
    SessionModel m_sessionModel;
    LaunchDesk m_launcher;
    NoNetworkFactory m_noNetwork;
    std::unique_ptr<QQmlEngine> m_engine; ///< before the rest on the way down: QML refers to it
    std::unique_ptr<QObject> m_root;
    std::unique_ptr<QQuickWindow> m_shellWindow;
};

} // namespace mgx
