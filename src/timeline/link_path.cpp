// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/link_path.h"

#include <cmath>

namespace mgx {

namespace {

constexpr double kBendPx = 60;
constexpr int kHalvings = 40; ///< a pixel of a curve of 10^12

struct Cubic
{
    QPointF a, b, c, d;

    [[nodiscard]] QPointF at(double t) const
    {
        const double u = 1 - t;
        return a * (u * u * u) + b * (3 * u * u * t) + c * (3 * u * t * t) + d * (t * t * t);
    }

    /// The derivative: the control points of a part follow from it.
    [[nodiscard]] QPointF slope(double t) const
    {
        const double u = 1 - t;
        return (b - a) * (3 * u * u) + (c - b) * (6 * u * t) + (d - c) * (3 * t * t);
    }

    [[nodiscard]] Cubic part(double from, double to) const
    {
        const double third = (to - from) / 3;
        return {at(from), at(from) + slope(from) * third, at(to) - slope(to) * third, at(to)};
    }
};

/// Where a curve that never turns back passes x.
double parameterAt(const Cubic& curve, double x, bool isRising)
{
    double low = 0;
    double high = 1;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        if ((curve.at(middle).x() < x) == isRising)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

} // namespace

QPainterPath linkPath(const FrameLink& link, double left, double right)
{
    const double length = std::abs(double(link.x2) - link.x1);
    if (std::max(link.x1, link.x2) < left || std::min(link.x1, link.x2) > right)
        return {};
    const double bend = link.kind == FrameLink::Kind::Repair ? 0 : std::min(kBendPx, length / 2 + 10);
    Cubic curve{QPointF(link.x1, link.y1), QPointF(link.x1 + bend, link.y1), QPointF(link.x2 - bend, link.y2), QPointF(link.x2, link.y2)};
    if (length > 4 * kBendPx) { // a shorter one may turn back at its ends, and is cheap to draw
        const bool isRising = link.x2 > link.x1;
        const auto place = [&](double x) { return parameterAt(curve, x, isRising); };
        const bool isFromOutside = isRising ? link.x1 < left : link.x1 > right;
        const bool isToOutside = isRising ? link.x2 > right : link.x2 < left;
        const double from = isFromOutside ? place(isRising ? left : right) : 0;
        const double to = isToOutside ? place(isRising ? right : left) : 1;
        curve = curve.part(from, to);
    }
    QPainterPath path(curve.a);
    path.cubicTo(curve.b, curve.c, curve.d);
    return path;
}

} // namespace mgx
