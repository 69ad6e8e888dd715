// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_svg.h"

#include <QFontMetricsF>
#include <QXmlStreamWriter>

namespace mgx {

namespace {

constexpr double kMargin = 16;

QString number(double value)
{
    return QString::number(value, 'f', 2);
}

class Writer
{
public:
    Writer(const ChartScene& scene, const ChartTheme& theme, QByteArray& out) : m_scene(scene), m_theme(theme), m_xml(&out) {}

    void write(const QString& title)
    {
        const double head = QFontMetricsF(m_theme.body).height() + kMargin;
        const double width = m_scene.size.width() + 2 * kMargin;
        const double height = m_scene.size.height() + 2 * kMargin + head;
        m_xml.setAutoFormatting(true);
        m_xml.writeStartDocument();
        m_xml.writeStartElement(QStringLiteral("svg"));
        m_xml.writeDefaultNamespace(QStringLiteral("http://www.w3.org/2000/svg"));
        attribute("version", QStringLiteral("1.1"));
        attribute("width", width);
        attribute("height", height);
        attribute("viewBox", QStringLiteral("0 0 %1 %2").arg(number(width), number(height)));
        m_xml.writeTextElement(QStringLiteral("title"), title);
        rect({0, 0, width, height}, SceneColour::of(SceneColour::Role::Surface), {}, 0);
        text({{kMargin, kMargin, m_scene.size.width(), head - kMargin}, title, Qt::AlignLeft, SceneColour::of(SceneColour::Role::Text), false, true});
        m_xml.writeStartElement(QStringLiteral("g"));
        attribute("transform", QStringLiteral("translate(%1 %2)").arg(number(kMargin), number(kMargin + head)));
        for (const SceneLine& entry : m_scene.lines)
            line(entry);
        for (const SceneBox& entry : m_scene.boxes)
            box(entry);
        for (const SceneText& entry : m_scene.texts)
            text(entry);
        m_xml.writeEndDocument();
    }

private:
    void attribute(const char* name, const QString& value) { m_xml.writeAttribute(QString::fromLatin1(name), value); }
    void attribute(const char* name, double value) { attribute(name, number(value)); }

    /// `what` is fill or stroke.
    void colour(const QString& what, const SceneColour& scene)
    {
        const QColor colour = m_theme.colour(scene);
        m_xml.writeAttribute(what, colour.isValid() ? colour.name() : QStringLiteral("none"));
        if (colour.isValid() && colour.alphaF() < 1)
            m_xml.writeAttribute(what + QStringLiteral("-opacity"), number(colour.alphaF()));
    }

    void rect(const QRectF& area, const SceneColour& fill, const SceneColour& border, double radius)
    {
        m_xml.writeStartElement(QStringLiteral("rect"));
        attribute("x", area.x());
        attribute("y", area.y());
        attribute("width", area.width());
        attribute("height", area.height());
        if (radius > 0)
            attribute("rx", radius);
        colour(QStringLiteral("fill"), fill);
        colour(QStringLiteral("stroke"), border);
        m_xml.writeEndElement();
    }

    void box(const SceneBox& box)
    {
        constexpr double kHatchStep = 6;
        if (!box.isHatched)
            return rect(box.rect, box.fill, box.border, box.radius);
        rect(box.rect, {}, box.fill, box.radius);
        QString path;
        for (double x = box.rect.left(); x < box.rect.right(); x += kHatchStep) {
            const double run = std::min(box.rect.height(), box.rect.right() - x);
            path += QStringLiteral("M%1 %2L%3 %4").arg(number(x), number(box.rect.bottom()), number(x + run), number(box.rect.bottom() - run));
        }
        drawn(path, box.fill, 1, false);
    }

    void line(const SceneLine& line)
    {
        QString path;
        for (qsizetype i = 0; i < line.points.size(); ++i) {
            const QString letter = i == 0 ? QStringLiteral("M") : !line.isCurve ? QStringLiteral("L") : i == 1 ? QStringLiteral("C") : QStringLiteral(" ");
            path += letter + number(line.points[i].x()) + QLatin1Char(' ') + number(line.points[i].y());
        }
        drawn(path, line.colour, line.width, line.isDashed);
    }

    void drawn(const QString& path, const SceneColour& stroke, double width, bool isDashed)
    {
        m_xml.writeStartElement(QStringLiteral("path"));
        attribute("d", path);
        attribute("fill", QStringLiteral("none"));
        colour(QStringLiteral("stroke"), stroke);
        attribute("stroke-width", width);
        if (isDashed)
            attribute("stroke-dasharray", QStringLiteral("4 3"));
        m_xml.writeEndElement();
    }

    void text(const SceneText& text)
    {
        const QFont& font = text.isSmall ? m_theme.caption : m_theme.body;
        const QFontMetricsF metrics(font);
        const bool isRight = text.align & Qt::AlignRight;
        const bool isMiddle = text.align & Qt::AlignHCenter;
        m_xml.writeStartElement(QStringLiteral("text"));
        attribute("x", isRight ? text.rect.right() : isMiddle ? text.rect.center().x() : text.rect.left());
        attribute("y", text.rect.center().y() + (metrics.ascent() - metrics.descent()) / 2);
        if (isRight || isMiddle)
            attribute("text-anchor", isRight ? QStringLiteral("end") : QStringLiteral("middle"));
        attribute("font-family", font.family() + QStringLiteral(", sans-serif"));
        attribute("font-size", double(font.pixelSize()));
        if (text.isBold)
            attribute("font-weight", QStringLiteral("bold"));
        colour(QStringLiteral("fill"), text.colour);
        m_xml.writeCharacters(plain(text.text));
        m_xml.writeEndElement();
    }

    /// What XML cannot hold is left out.
    static QString plain(QString text)
    {
        text.removeIf([](QChar c) { return c.unicode() < 0x20 || c.isSurrogate() || c.unicode() >= 0xFFFE; });
        return text;
    }

    const ChartScene& m_scene;
    const ChartTheme& m_theme;
    QXmlStreamWriter m_xml;
};

} // namespace

QByteArray svgOf(const ChartScene& scene, const ChartTheme& theme, const QString& title)
{
    QByteArray out;
    Writer(scene, theme, out).write(title);
    return out;
}

} // namespace mgx
