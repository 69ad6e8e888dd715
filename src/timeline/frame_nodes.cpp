// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/frame_nodes.h"

#include <QPainter>
#include <QQuickWindow>
#include <QSGGeometryNode>
#include <QSGImageNode>
#include <QSGVertexColorMaterial>

namespace mgx {

namespace {

constexpr double kCornerPx = 3;

struct Strip
{
    float x, y, width, height;
    QRgb left, right;
};

/// Writes rectangles as two triangles each.
class Triangles
{
public:
    explicit Triangles(QSGGeometry& geometry)
        : m_vertex(geometry.vertexDataAsColoredPoint2D()), m_index(geometry.indexDataAsUInt())
    {}

    void add(const Strip& strip)
    {
        set(strip.x, strip.y, strip.left);
        set(strip.x, strip.y + strip.height, strip.left);
        set(strip.x + strip.width, strip.y, strip.right);
        set(strip.x + strip.width, strip.y + strip.height, strip.right);
        for (const quint32 corner : {0u, 1u, 2u, 2u, 1u, 3u})
            *m_index++ = m_first + corner;
        m_first += 4;
    }

private:
    void set(float x, float y, QRgb colour)
    {
        const QRgb c = qPremultiply(colour);
        (m_vertex++)->set(x, y, static_cast<uchar>(qRed(c)), static_cast<uchar>(qGreen(c)), static_cast<uchar>(qBlue(c)),
                          static_cast<uchar>(qAlpha(c)));
    }

    QSGGeometry::ColoredPoint2D* m_vertex;
    quint32* m_index;
    quint32 m_first = 0;
};

/// A rounded rectangle is a body and, above and below it, strips that get shorter; their half transparent ends smooth the steps.
constexpr float kInsets[] = {2, 1};
constexpr int kStripsOfRounded = 1 + 2 * static_cast<int>(std::size(kInsets));

int stripCount(const FrameQuad& quad)
{
    return quad.isRounded ? kStripsOfRounded : 1;
}

void addQuad(Triangles& out, const FrameQuad& q)
{
    if (!q.isRounded) {
        out.add({q.x, q.y, q.width, q.height, q.left, q.right});
        return;
    }
    constexpr auto edge = static_cast<float>(std::size(kInsets));
    out.add({q.x, q.y + edge, q.width, q.height - 2 * edge, q.left, q.right});
    for (std::size_t i = 0; i < std::size(kInsets); ++i) {
        const float inset = kInsets[i];
        out.add({q.x + inset, q.y + float(i), q.width - 2 * inset, 1, q.left, q.right});
        out.add({q.x + inset, q.y + q.height - 1 - float(i), q.width - 2 * inset, 1, q.left, q.right});
    }
}

QSGGeometryNode* makeGeometryNode()
{
    auto* node = new QSGGeometryNode;
    auto* geometry = new QSGGeometry(QSGGeometry::defaultAttributes_ColoredPoint2D(), 0, 0, QSGGeometry::UnsignedIntType);
    geometry->setDrawingMode(QSGGeometry::DrawTriangles);
    node->setGeometry(geometry);
    node->setFlag(QSGNode::OwnsGeometry);
    auto* material = new QSGVertexColorMaterial;
    material->setFlag(QSGMaterial::Blending); // open spans fade out
    node->setMaterial(material);
    node->setFlag(QSGNode::OwnsMaterial);
    return node;
}

} // namespace

QSGNode* updateGeometryNode(QSGNode* old, const TimelineFrame& frame)
{
    auto* node = old ? static_cast<QSGGeometryNode*>(old) : makeGeometryNode();
    int strips = 0;
    for (const FrameQuad& quad : frame.quads)
        strips += stripCount(quad);
    node->geometry()->allocate(4 * strips, 6 * strips);
    Triangles triangles(*node->geometry());
    for (const FrameQuad& quad : frame.quads)
        addQuad(triangles, quad);
    node->markDirty(QSGNode::DirtyGeometry);
    return node;
}

QImage paintQuads(const TimelineFrame& frame, QSizeF size, double pixelRatio)
{
    QImage image((size * pixelRatio).toSize().expandedTo(QSize(1, 1)), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(pixelRatio, pixelRatio);
    for (const FrameQuad& q : frame.quads) {
        const QRectF rect(q.x, q.y, q.width, q.height);
        if (q.left != q.right) {
            QLinearGradient gradient(rect.topLeft(), rect.topRight());
            gradient.setColorAt(0, QColor::fromRgba(q.left));
            gradient.setColorAt(1, QColor::fromRgba(q.right));
            painter.fillRect(rect, gradient);
        } else if (q.isRounded) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor::fromRgba(q.left));
            painter.drawRoundedRect(rect, kCornerPx, kCornerPx);
            painter.setRenderHint(QPainter::Antialiasing, false);
        } else {
            painter.fillRect(rect, QColor::fromRgba(q.left));
        }
    }
    return image;
}

QSGNode* updateImageNode(QSGNode* old, const TimelineFrame& frame, QQuickWindow& window, QSizeF size)
{
    auto* node = old ? static_cast<QSGImageNode*>(old) : window.createImageNode();
    node->setOwnsTexture(true);
    node->setTexture(window.createTextureFromImage(paintQuads(frame, size, window.effectiveDevicePixelRatio())));
    node->setRect(QRectF(QPointF(0, 0), size));
    return node;
}

} // namespace mgx
