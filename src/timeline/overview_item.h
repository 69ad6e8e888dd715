// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "timeline/overview_bars.h"
#include "timeline/timeline_theme.h"
#include "workspace/workspace.h"

#include <QPointer>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

/// The whole trace in one strip: a histogram of the records at work (errors in red; counted on the pool), the selected stretch, and the
/// window that the timeline shows. The window is dragged by its middle and resized at its edges; a click elsewhere moves it there.
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
    void mouseReleaseEvent(QMouseEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    enum class Grip { None, Left, Middle, Right };

    void count();
    void paintWindow(QPainter& painter) const;
    void paintBars(QPainter& painter) const;
    void moveTo(double x);
    [[nodiscard]] bool isReady() const { return m_workspace && m_workspace->snapshot(); }
    [[nodiscard]] Grip gripAt(double x) const;
    [[nodiscard]] double toX(double offset) const;
    [[nodiscard]] double toOffset(double x) const;

    QPointer<Workspace> m_workspace;
    QPointer<TimelineTheme> m_theme;
    std::vector<OverviewBar> m_bars;
    JobSlot m_job;
    Grip m_grip = Grip::None;
    double m_taken = 0; ///< where in the window it was taken, ns from its middle
};

} // namespace mgx
