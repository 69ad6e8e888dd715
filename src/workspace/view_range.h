// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <QObject>
#include <vector>

namespace mgx {

/// The stretch of time that the views show, as offsets in ns from the start of the trace (exact in a double for 104 days).
/// It may reach a little beyond the trace, so that its ends are not glued to the border.
class ViewRange : public QObject
{
    Q_OBJECT
    Q_PROPERTY(double from READ fromOffset NOTIFY changed)
    Q_PROPERTY(double to READ toOffset NOTIFY changed)
    Q_PROPERTY(double length READ lengthOffset NOTIFY changed)
    Q_PROPERTY(double fullLength READ fullLengthOffset NOTIFY changed)
    Q_PROPERTY(bool isFit READ isFit NOTIFY changed)

public:
    static constexpr TimeNs kMinLength = 100; ///< deeper than that there is nothing to see

    using QObject::QObject;

    [[nodiscard]] TimeNs from() const { return m_now.from; }
    [[nodiscard]] TimeNs to() const { return m_now.to; }
    [[nodiscard]] TimeNs length() const { return m_now.to - m_now.from; }
    [[nodiscard]] TimeNs fullLength() const { return m_full; }
    [[nodiscard]] bool isFit() const { return m_isFit; }

    [[nodiscard]] double fromOffset() const { return double(m_now.from); }
    [[nodiscard]] double toOffset() const { return double(m_now.to); }
    [[nodiscard]] double lengthOffset() const { return double(length()); }
    [[nodiscard]] double fullLengthOffset() const { return double(m_full); }

    /// The trace is `length` ns long. A view that shows all of it goes on showing all of it; any other stays.
    void setFullLength(TimeNs length);
    /// Another trace: shows all of it and forgets the history.
    void reset(TimeNs length);

    /// Makes the view `1 / factor` as long; the time at `fraction` (0 to 1) of the view stays where it is.
    Q_INVOKABLE void zoom(double factor, double fraction);
    /// Moves by a fraction of the view.
    Q_INVOKABLE void pan(double fraction);
    Q_INVOKABLE void show(double from, double to);
    Q_INVOKABLE void fit();
    /// A step of a movement: several that follow one another closely are undone together.
    void drift(TimeNs from, TimeNs to) { go({from, to}, Step::Smooth); }
    /// Moves without zooming until `from` to `to` is in sight, if it is not.
    void reveal(TimeNs from, TimeNs to);
    /// Back to the range before the last jump or row of zoom steps; false if there is none.
    Q_INVOKABLE bool back();
    /// Undoes back(), until the view is changed another way.
    Q_INVOKABLE bool forward();

Q_SIGNALS:
    void changed();

private:
    struct Range
    {
        TimeNs from = 0;
        TimeNs to = kNsPerSecond;
        bool operator==(const Range&) const = default;
    };
    enum class Step { Jump, Smooth };

    [[nodiscard]] Range fitRange() const;
    void go(Range range, Step step);
    void remember(Step step);
    bool turnPage(std::vector<Range>& from, std::vector<Range>& onto);

    Range m_now;
    TimeNs m_full = 0;
    bool m_isFit = true;
    std::vector<Range> m_history;
    std::vector<Range> m_future; ///< what back() has left
    qint64 m_lastSmoothMs = 0;
};

} // namespace mgx
