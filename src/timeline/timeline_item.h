// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/hit_index.h"
#include "timeline/idle_gaps.h"
#include "timeline/label_cache.h"
#include "timeline/lane_list_model.h"
#include "timeline/mark_index.h"
#include "timeline/path_stretch.h"
#include "timeline/range_drag.h"
#include "timeline/record_steps.h"
#include "timeline/round_labels.h"
#include "timeline/ruler_flag.h"
#include "timeline/span_colours.h"
#include "timeline/time_scale.h"
#include "timeline/timeline_frame.h"
#include "timeline/timeline_theme.h"
#include "workspace/workspace.h"

#include <memory>
#include <QPointer>
#include <QQuickItem>
#include <QVariantList>
#include <QtQml/qqml.h>

namespace mgx {

class FrameOverlay;

struct TimelineWorkspaceForeign
{
    Q_GADGET
    QML_FOREIGN(mgx::Workspace)
    QML_ANONYMOUS
};

/// The lanes of a trace over time: rectangles for spans, marks for answers, votes, restarts and the winner, a ruler above.
/// The wheel zooms at the mouse, dragging pans, with Shift it selects a stretch of time; W A S D and the arrow keys move, a double
/// click zooms to a span, F fits, Esc goes back, a click selects. What is drawn is decided in updatePolish (GUI thread) and copied in updatePaintNode (render
/// thread, while the GUI thread waits).
class TimelineItem : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(mgx::Workspace* workspace READ workspace WRITE setWorkspace NOTIFY workspaceChanged)
    Q_PROPERTY(mgx::TimelineTheme* theme READ theme WRITE setTheme NOTIFY themeChanged)
    Q_PROPERTY(mgx::LaneListModel* lanes READ lanes CONSTANT)
    Q_PROPERTY(double rulerHeight READ rulerHeight CONSTANT)
    Q_PROPERTY(double scrollY READ scrollY WRITE setScrollY NOTIFY scrolled)
    Q_PROPERTY(double contentHeight READ contentHeight NOTIFY scrolled)
    /// Curves from answers to the votes for them, and to the rounds that had them in their context.
    Q_PROPERTY(bool hasVoteLinks MEMBER m_hasVoteLinks WRITE setHasVoteLinks NOTIFY linksChanged)
    Q_PROPERTY(bool hasContextLinks MEMBER m_hasContextLinks WRITE setHasContextLinks NOTIFY linksChanged)
    /// {fromNs, toNs, label} from the start of the trace: flags in the ruler.
    Q_PROPERTY(QVariantList flags READ flags WRITE setFlags NOTIFY flagsChanged)
    /// The critical path, three numbers for each stretch: the row in whose lane it lies, from and to in ns from the start of the trace.
    Q_PROPERTY(QList<double> path READ path WRITE setPath NOTIFY pathChanged)
    /// Lanes that are hidden.
    Q_PROPERTY(QStringList hiddenLanes READ hiddenLanes NOTIFY scrolled)
    /// Height of the lanes at the top that do not scroll.
    Q_PROPERTY(double pinnedHeight READ pinnedHeight NOTIFY scrolled)
    /// What the colours mean; empty where they stand for agents.
    Q_PROPERTY(QStringList legend READ legend NOTIFY legendChanged)
    Q_PROPERTY(QList<QColor> legendColours READ legendColours NOTIFY legendChanged)
    Q_PROPERTY(bool hasHover READ hasHover NOTIFY hoverChanged)
    Q_PROPERTY(QPointF hoverPoint READ hoverPoint NOTIFY hoverChanged)
    /// ns from the start of the trace
    Q_PROPERTY(double hoverOffset READ hoverOffset NOTIFY hoverChanged)
    /// What lies under the mouse; empty = nothing.
    Q_PROPERTY(QString hoverTitle READ hoverTitle NOTIFY hoverChanged)
    Q_PROPERTY(QString hoverText READ hoverText NOTIFY hoverChanged)
    /// It has the keyboard and got it by the keyboard.
    Q_PROPERTY(bool hasFocusRing READ hasFocusRing NOTIFY focusRingChanged)
    Q_PROPERTY(int quadCount READ quadCount NOTIFY drawn)

public:
    explicit TimelineItem(QQuickItem* parent = nullptr);
    ~TimelineItem() override;

    [[nodiscard]] Workspace* workspace() const { return m_workspace; }
    void setWorkspace(Workspace* workspace);
    [[nodiscard]] TimelineTheme* theme() const { return m_theme; }
    void setTheme(TimelineTheme* theme);
    [[nodiscard]] LaneListModel* lanes() { return &m_lanes; }
    [[nodiscard]] double rulerHeight() const { return 26; }
    [[nodiscard]] double scrollY() const { return m_scrollY; }
    void setScrollY(double y);
    [[nodiscard]] double contentHeight() const { return m_layout.height(); }
    void setHasVoteLinks(bool hasLinks);
    void setHasContextLinks(bool hasLinks);
    [[nodiscard]] bool hasHover() const { return m_hasHover; }
    [[nodiscard]] QPointF hoverPoint() const { return m_hoverPoint; }
    [[nodiscard]] double hoverOffset() const;
    [[nodiscard]] QString hoverTitle() const;
    [[nodiscard]] QString hoverText() const;
    [[nodiscard]] bool hasFocusRing() const { return m_hasFocusRing; }
    [[nodiscard]] int quadCount() const { return m_frame ? static_cast<int>(m_frame->quads.size()) : 0; }
    /// The last frame that was decided; null before the first.
    [[nodiscard]] const std::shared_ptr<const TimelineFrame>& frame() const { return m_frame; }
    [[nodiscard]] const LaneLayout& layout() const { return m_layout; }
    /// Shows the selected record with a little margin.
    Q_INVOKABLE void zoomToSelection();
    /// Shows the selected stretch of time.
    Q_INVOKABLE void zoomToRange();
    /// Selects the time that the selected record takes.
    Q_INVOKABLE void rangeOfSelection();
    /// Selects the record before (-1) or after (1) the selected one in its sub-row.
    Q_INVOKABLE void stepInRow(int step);
    /// Selects the next record along the links, or (-1) the one before.
    Q_INVOKABLE void stepAlongLinks(int step);
    /// Puts a lane at another place among those that are shown.
    Q_INVOKABLE void moveLane(int from, int to);
    /// The place of the lane at a height of the headers, for dropping one there.
    Q_INVOKABLE int laneAt(double y) const;
    [[nodiscard]] QVariantList flags() const { return m_flagList; }
    void setFlags(const QVariantList& flags);
    [[nodiscard]] QList<double> path() const { return m_pathNumbers; }
    void setPath(const QList<double>& numbers);
    [[nodiscard]] QStringList hiddenLanes() const { return m_layout.hiddenTitles(); }
    [[nodiscard]] double pinnedHeight() const { return m_layout.pinnedHeight(height() - rulerHeight()); }
    [[nodiscard]] QStringList legend() const { return m_colours.legend(); }
    [[nodiscard]] QList<QColor> legendColours() const;
    /// The record at a point of the item, or kNoRow.
    [[nodiscard]] RowId rowAt(QPointF point) const;

Q_SIGNALS:
    void workspaceChanged();
    void themeChanged();
    void scrolled();
    void linksChanged();
    void flagsChanged();
    void pathChanged();
    void legendChanged();
    void hoverChanged();
    void drawn();
    void focusRingChanged();
    /// A stretch of time has been drawn to its end.
    void rangeDrawn();

protected:
    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* node, UpdatePaintNodeData* data) override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void takeSnapshot();
    void takeSelection();
    void takeHits();
    void takePath();
    void takeOptions();
    void takeLanes();
    void panBy(double px);
    void zoomBy(double factor, double x);
    [[nodiscard]] const LaneBox* headerAt(double y) const;
    void setHover(QPointF point);
    void pan(QPointF to);
    bool pressKey(int key, Qt::KeyboardModifiers modifiers);
    bool goBack();
    void selectNeighbour(int step);
    void zoomTo(RowId row);
    [[nodiscard]] TimeScale scale() const;
    [[nodiscard]] std::optional<TimeNs> clockZone() const;
    [[nodiscard]] bool isReady() const { return m_workspace && m_workspace->snapshot() && m_theme; }

    QPointer<Workspace> m_workspace;
    QPointer<TimelineTheme> m_theme;
    std::shared_ptr<const TraceSnapshot> m_snapshot;
    LaneLayout m_layout;
    MarkIndex m_marks;
    HitIndex m_hits;
    RoundLabels m_roundLabels;
    LabelCache m_labels;
    LaneListModel m_lanes;
    std::shared_ptr<const TimelineFrame> m_frame;
    FrameOverlay* m_overlay; ///< owned by the item tree
    double m_scrollY = 0;
    bool m_hasVoteLinks = true;
    bool m_hasContextLinks = false;
    bool m_hasHover = false;
    bool m_hasFocusRing = false;
    QPointF m_hoverPoint;
    RowId m_hoverRow = kNoRow;
    QPointF m_pressPoint;
    QPointF m_dragPoint;
    bool m_isDragging = false;
    RangeDrag m_rangeDrag;
    LinkWalk m_linkWalk;
    std::vector<RulerFlag> m_flags;
    QVariantList m_flagList;
    QList<double> m_pathNumbers;
    std::vector<PathStretch> m_path;
    SpanColours m_colours;
    QString m_colouring;
    GapMap m_gaps;
    std::vector<TimeStretch> m_lens; ///< of rows that name no record but a time
};

} // namespace mgx
