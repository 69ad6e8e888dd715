// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/scene_layout.h"

#include <algorithm>
#include <map>

namespace mgx {

using namespace scene_sizes;
using Role = SceneColour::Role;

namespace {

constexpr double kCircle = 20;
constexpr double kBox = 24;
constexpr double kMostBoxWidth = 78;
constexpr double kMostLabels = 0.22; ///< of the width
constexpr double kLostStep = 20;
constexpr double kLostZone = 80;
constexpr double kLost = 12;
constexpr double kMostRow = 72;

enum Part { Answer, Vote, Lost };

} // namespace

/// Agents at the left, their answers in the order in which they came, at the right who voted for which: last what counted, before it
/// what did not.
class FlowPanel
{
public:
    FlowPanel(PanelLayout& layout, int panel, const QRectF& area) : m_layout(layout), m_panel(panel), m_area(area) {}

    void layOut()
    {
        measure();
        for (std::size_t row = 0; row < rows().size(); ++row)
            drawAgent(row);
        placeAnswers();
        drawVotes(Lost);
        drawVotes(Vote);
        drawAnswers();
        drawWinner();
    }

private:
    struct Box
    {
        QRectF rect;
        MarkPlace place;
        const ChartMark* mark = nullptr;
        int agent = -1;
    };

    [[nodiscard]] const std::vector<ChartRow>& rows() const { return m_layout.data.panels[static_cast<std::size_t>(m_panel)].rows; }
    [[nodiscard]] double yOf(std::size_t row) const { return m_area.top() + (double(row) + 0.5) * m_rowHeight; }
    [[nodiscard]] bool isHidden(int part) const { return m_layout.input.hidden.contains(m_layout.data.parts[static_cast<std::size_t>(part)].name); }

    void measure()
    {
        m_rowHeight = std::min(m_area.height() / std::max<double>(double(rows().size()), 1), kMostRow);
        double labels = 0;
        for (const ChartRow& row : rows())
            labels = std::max(labels, m_layout.body.horizontalAdvance(row.label));
        m_labels = std::min(labels + 2, m_area.width() * kMostLabels);
        m_left = m_area.left() + kCircle + kGap + m_labels + 2 * kGap;
        const double winner = std::min(m_layout.body.horizontalAdvance(winnerText()) * 1.1 + kGap, m_area.width() * kMostLabels);
        m_votes = m_area.right() - winner - kCircle;
        m_right = m_votes - kLostZone - 2 * kGap;
    }

    [[nodiscard]] const ChartRow* winnerRow() const
    {
        for (const ChartRow& row : rows()) {
            if (std::any_of(row.marks.begin(), row.marks.end(), [](const ChartMark& mark) { return mark.isWinner; }))
                return &row;
        }
        return nullptr;
    }

    /// "★ 3 / 3": the votes that counted, and how many of them were for the winner.
    [[nodiscard]] QString winnerText() const
    {
        const ChartRow* winner = winnerRow();
        if (!winner)
            return QString(QChar(0x2013));
        const auto label = std::find_if(winner->marks.begin(), winner->marks.end(), [](const ChartMark& mark) { return mark.isWinner; })->label;
        int all = 0;
        int with = 0;
        for (const ChartRow& row : rows()) {
            for (const ChartMark& mark : row.marks) {
                all += mark.part == Vote;
                with += mark.part == Vote && mark.label == label;
            }
        }
        return all == 0 ? QStringLiteral("★") : QStringLiteral("★ %1 / %2").arg(with).arg(all);
    }

    void drawAgent(std::size_t row)
    {
        const double y = yOf(row);
        const QRectF circle(m_area.left(), y - kCircle / 2, kCircle, kCircle);
        m_layout.scene.boxes.push_back({circle, SceneColour::ofAgent(rows()[row].agent), {}, kCircle / 2, false});
        m_layout.text(circle, rows()[row].agent < 0 ? QStringLiteral("?") : QString::number(rows()[row].agent + 1), SceneColour::of(Role::Surface), Qt::AlignHCenter, true, true);
        m_layout.text({circle.right() + kGap, y - m_rowHeight / 2, m_labels, m_rowHeight}, rows()[row].label, SceneColour::of(Role::Text));
    }

    /// A column for each answer while they fit; else each agent's answers from the left.
    void placeAnswers()
    {
        std::vector<std::pair<double, Box>> answers;
        std::size_t most = 0;
        for (std::size_t row = 0; row < rows().size(); ++row) {
            std::size_t count = 0;
            for (std::size_t m = 0; m < rows()[row].marks.size(); ++m) {
                const ChartMark& mark = rows()[row].marks[m];
                if (mark.part != Answer)
                    continue;
                answers.push_back({mark.x, {{}, {m_panel, static_cast<int>(row), static_cast<int>(m)}, &mark, rows()[row].agent}});
                ++count;
            }
            most = std::max(most, count);
        }
        std::stable_sort(answers.begin(), answers.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        const double room = std::max(m_right - m_left, 1.0);
        const double wanted = m_layout.caption.horizontalAdvance(QStringLiteral("agent10.10")) + kGap;
        const bool isByTime = room / std::max<double>(double(answers.size()), 1) >= wanted;
        const double step = room / std::max<double>(double(isByTime ? answers.size() : most), 1);
        std::map<int, int> given;
        for (std::size_t i = 0; i < answers.size(); ++i) {
            Box box = answers[i].second;
            const double column = isByTime ? double(i) : double(given[box.place.row]++);
            const double width = std::min(std::min(kMostBoxWidth, wanted), std::max(step - 4, 6.0));
            const double x = m_left + (column + 0.5) * step - width / 2;
            const double height = std::min(kBox, m_rowHeight - 2);
            box.rect = {x, yOf(static_cast<std::size_t>(box.place.row)) - height / 2, width, height};
            m_answers.push_back(box);
        }
    }

    void drawAnswers()
    {
        if (isHidden(Answer))
            return;
        for (const Box& box : m_answers) {
            const double y = box.rect.center().y();
            m_layout.scene.lines.push_back({QPolygonF({{m_left - kGap, y}, {box.rect.left(), y}}), SceneColour::ofAgent(box.agent), 1.5, false, false});
        }
        for (const Box& box : m_answers) {
            const SceneColour colour = SceneColour::ofAgent(box.agent);
            m_layout.scene.boxes.push_back({box.rect, SceneColour::of(Role::Surface), {}, 5, false});
            SceneColour fill = colour;
            fill.strength = box.mark->isWinner ? 0.45 : 0.12;
            m_layout.scene.boxes.push_back({box.rect, fill, colour, 5, false});
            m_layout.text(box.rect.adjusted(2, 0, -2, 0), box.mark->label, SceneColour::of(Role::Text), Qt::AlignHCenter, true);
            m_layout.scene.spots.push_back({box.rect, box.place});
        }
    }

    [[nodiscard]] const Box* answerOf(const QString& label) const
    {
        const auto found = std::find_if(m_answers.begin(), m_answers.end(), [&](const Box& box) { return box.mark->label == label; });
        return found == m_answers.end() ? nullptr : &*found;
    }

    void drawVotes(Part part)
    {
        if (isHidden(part))
            return;
        for (std::size_t row = 0; row < rows().size(); ++row) {
            const auto& marks = rows()[row].marks;
            const auto count = std::count_if(marks.begin(), marks.end(), [&](const ChartMark& mark) { return mark.part == part; });
            const double step = std::min(kLostStep, kLostZone / std::max<double>(double(count), 1));
            int place = 0;
            for (std::size_t m = 0; m < marks.size(); ++m) {
                if (marks[m].part != part)
                    continue;
                const double x = part == Vote ? m_votes : m_votes - kGap - double(count - place++) * step;
                drawVote(marks[m], {m_panel, static_cast<int>(row), static_cast<int>(m)}, {x, yOf(row)});
            }
        }
    }

    void drawVote(const ChartMark& mark, const MarkPlace& place, QPointF at)
    {
        const bool isCounted = mark.part == Vote;
        const double size = isCounted ? kCircle : kLost;
        const SceneColour colour = SceneColour::ofAgent(rows()[static_cast<std::size_t>(place.row)].agent, isCounted ? 1 : 0.65);
        const QRectF circle(at.x(), at.y() - size / 2, size, size);
        if (const Box* answer = answerOf(mark.label)) {
            const QPointF from(answer->rect.right(), answer->rect.center().y());
            const QPointF to(circle.left(), at.y());
            const double bend = (to.x() - from.x()) / 2;
            m_layout.scene.lines.push_back({QPolygonF({from, {from.x() + bend, from.y()}, {to.x() - bend, to.y()}, to}), colour, isCounted ? 1.6 : 1, !isCounted, true});
        }
        m_layout.scene.boxes.push_back({circle, SceneColour::of(Role::Surface), colour, size / 2, false});
        m_layout.text(circle, isCounted ? QStringLiteral("✓") : QStringLiteral("×"), isCounted ? SceneColour::of(Role::Text) : colour, Qt::AlignHCenter, true);
        m_layout.scene.spots.push_back({circle, place});
    }

    void drawWinner()
    {
        const ChartRow* winner = winnerRow();
        if (!winner)
            return;
        const auto row = static_cast<std::size_t>(winner - rows().data());
        const QRectF rect(m_votes + kCircle + kGap, yOf(row) - m_rowHeight / 2, m_area.right() - m_votes - kCircle - kGap, m_rowHeight);
        m_layout.text(rect, winnerText(), SceneColour::ofAgent(winner->agent), Qt::AlignLeft, false, true);
    }

    PanelLayout& m_layout;
    const int m_panel;
    const QRectF m_area;
    double m_rowHeight = 0, m_labels = 0, m_left = 0, m_right = 0, m_votes = 0;
    std::vector<Box> m_answers;
};

void PanelLayout::flow(int panel, const QRectF& area)
{
    FlowPanel(*this, panel, area).layOut();
}

} // namespace mgx
