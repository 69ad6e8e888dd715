// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/span_colour.h"

#include <cmath>

namespace mgx {

QRgb mixColours(QRgb colour, QRgb background, double weight)
{
    const auto mix = [weight](int a, int b) { return static_cast<int>(std::lround(a * weight + b * (1 - weight))); };
    return qRgb(mix(qRed(colour), qRed(background)), mix(qGreen(colour), qGreen(background)),
                mix(qBlue(colour), qBlue(background)));
}

QRgb readableOn(QRgb colour, const TimelineTheme& theme)
{
    const int brightness = (qRed(colour) * 299 + qGreen(colour) * 587 + qBlue(colour) * 114) / 1000;
    return brightness >= 118 ? theme.darkLabel.rgb() : theme.lightLabel.rgb();
}

} // namespace mgx
