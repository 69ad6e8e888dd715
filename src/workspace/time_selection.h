// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/workspace_document.h"

#include <QObject>

namespace mgx {

/// The stretch of time that a person has drawn to learn about it, as offsets in ns from the start of the trace; empty as a rule.
/// It belongs to one trace: another one has none, the same one read again keeps it.
class TimeSelection : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed)
    Q_PROPERTY(double from READ fromOffset NOTIFY changed)
    Q_PROPERTY(double to READ toOffset NOTIFY changed)
    Q_PROPERTY(double length READ lengthOffset NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] bool isEmpty() const { return m_stretch.fromNs >= m_stretch.toNs; }
    [[nodiscard]] const TimeStretch& stretch() const { return m_stretch; }
    [[nodiscard]] double fromOffset() const { return double(m_stretch.fromNs); }
    [[nodiscard]] double toOffset() const { return double(m_stretch.toNs); }
    [[nodiscard]] double lengthOffset() const { return double(m_stretch.toNs - m_stretch.fromNs); }

    /// Takes the ends in either order; both the same selects nothing.
    void set(TimeNs from, TimeNs to);
    Q_INVOKABLE void select(double from, double to);
    Q_INVOKABLE void clear() { set(0, 0); }

Q_SIGNALS:
    void changed();

private:
    TimeStretch m_stretch;
};

} // namespace mgx
