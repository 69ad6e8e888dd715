// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "models/attribute_model.h"
#include "models/record_texts.h"
#include "models/row_usage.h"
#include "models/text_lines_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>
#include <vector>

namespace mgx {

class Workspace;

/// Everything the details pane shows about the selected record: figures, attributes, texts, the raw record, where it comes
/// from. Computed when the selection or the snapshot changes; large attributes and files are read on the pool.
class RecordDetails : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(bool hasRecord READ hasRecord NOTIFY changed)
    /// Attributes, texts and the raw record are still being made.
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString name MEMBER m_name NOTIFY changed)
    Q_PROPERTY(QString kind MEMBER m_kind NOTIFY changed)
    Q_PROPERTY(int agent MEMBER m_agent NOTIFY changed)
    Q_PROPERTY(bool isError MEMBER m_isError NOTIFY changed)
    /// {label, value} figures: duration, self time, cost, tokens.
    Q_PROPERTY(QVariantList tiles MEMBER m_tiles NOTIFY changed)
    /// {kind: "tools"|"models"|"others"|"self", label, fraction} of the duration.
    Q_PROPERTY(QVariantList shares MEMBER m_shares NOTIFY changed)
    /// {label, value} facts in words: times, quality, parent, source.
    Q_PROPERTY(QVariantList facts MEMBER m_facts NOTIFY changed)
    Q_PROPERTY(QStringList textTitles MEMBER m_textTitles NOTIFY changed)
    Q_PROPERTY(int textIndex READ textIndex WRITE setTextIndex NOTIFY textIndexChanged)
    Q_PROPERTY(QString preview READ preview NOTIFY previewChanged)
    Q_PROPERTY(QString sourceFile MEMBER m_sourceFile NOTIFY changed)
    Q_PROPERTY(QString sourcePlace MEMBER m_sourcePlace NOTIFY changed)
    Q_PROPERTY(mgx::AttributeModel* attributes READ attributes CONSTANT)
    Q_PROPERTY(mgx::TextLinesModel* text READ text CONSTANT)
    Q_PROPERTY(mgx::TextLinesModel* raw READ raw CONSTANT)

public:
    explicit RecordDetails(Workspace& workspace, QObject* parent = nullptr);
    ~RecordDetails() override;

    [[nodiscard]] bool hasRecord() const { return m_row != kNoRow; }
    [[nodiscard]] bool isBusy() const { return m_contentsJob.isRunning(); }
    [[nodiscard]] int textIndex() const { return m_textIndex; }
    /// Shows another text of the record; a file is read first.
    void setTextIndex(int index);
    /// The beginning of the first text.
    [[nodiscard]] QString preview() const { return m_preview; }
    [[nodiscard]] AttributeModel* attributes() { return &m_attributes; }
    [[nodiscard]] TextLinesModel* text() { return &m_text; }
    [[nodiscard]] TextLinesModel* raw() { return &m_raw; }

    /// Selects the parent of the record.
    Q_INVOKABLE void selectParent();
    Q_INVOKABLE void copyText() const;
    Q_INVOKABLE void copyRaw() const;
    Q_INVOKABLE void copyAttribute(int index) const;
    /// Shows the folder of the source file in the desktop's file manager. Never opens the file itself.
    Q_INVOKABLE void openSourceFolder() const;

Q_SIGNALS:
    void changed();
    void textIndexChanged();
    void previewChanged();

private:
    void refresh();
    void clear();
    void fillHead(const TraceSnapshot& snapshot);
    void fillTiles(const TraceSnapshot& snapshot);
    void fillShares(const TraceSnapshot& snapshot);
    void fillFacts(const TraceSnapshot& snapshot);
    void fillSource(const TraceSnapshot& snapshot);
    /// What takes time to make where the attributes are large.
    struct Contents
    {
        std::vector<AttributeModel::Entry> attributes;
        std::vector<RecordText> texts;
        QString raw;
    };

    [[nodiscard]] static Contents contentsOf(const TraceSnapshot& snapshot, RowId row);
    void take(Contents contents);
    void showText(const QString& text);

    Workspace& m_workspace;
    RowId m_row = kNoRow;
    quint64 m_usageRevision = 0;
    quint64 m_usageLineage = 0;
    RowUsage m_usage;
    QString m_name, m_kind, m_sourceFile, m_sourcePlace, m_runFolder, m_preview;
    int m_agent = -1;
    bool m_isError = false;
    QVariantList m_tiles, m_shares, m_facts;
    QStringList m_textTitles;
    std::vector<RecordText> m_texts;
    int m_textIndex = 0;
    AttributeModel m_attributes;
    TextLinesModel m_text;
    TextLinesModel m_raw;
    JobSlot m_readJob;
    JobSlot m_contentsJob;
};

} // namespace mgx
