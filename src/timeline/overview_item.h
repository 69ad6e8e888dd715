// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timeline_theme.h"
#include "workspace/workspace.h"

#include <QPointer>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

/// The whole trace in one strip: how many spans are busy at each time, errors in red, and the window that the timeline
/// shows. A click or drag moves the window.
class OverviewItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(mgx::Workspace* workspace READ workspace WRITE setWorkspace NOTIFY workspaceChanged)
    Q_PROPERTY(mgx::TimelineTheme* theme READ theme WRITE setTheme NOTIFY themeChanged)

public:
    explicit OverviewItem(QQuickItem* parent = nullptr);

    [[nodiscard]] Workspace* workspace() const { return m_workspace; }
    void setWorkspace(Workspace* workspace);
    [[nodiscard]] TimelineTheme* theme() const { return m_theme; }
    void setTheme(TimelineTheme* theme);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void workspaceChanged();
    void themeChanged();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Bar
    {
        double busy = 0; ///< spans at work in it, on average
        bool hasError = false;
    };

    void count();
    void moveTo(double x);
    [[nodiscard]] double toX(double offset) const;

    QPointer<Workspace> m_workspace;
    QPointer<TimelineTheme> m_theme;
    std::vector<Bar> m_bars;
};

} // namespace mgx
