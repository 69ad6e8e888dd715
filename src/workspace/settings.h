// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QVariant>

namespace mgx {

/// What a person has set and the app has remembered, in one INI file. Every change is written at once.
class Settings : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
    Q_PROPERTY(QString timeDisplay READ timeDisplay WRITE setTimeDisplay NOTIFY timeDisplayChanged)
    Q_PROPERTY(int textSize READ textSize WRITE setTextSize NOTIFY textSizeChanged)
    Q_PROPERTY(QString palette READ palette WRITE setPalette NOTIFY paletteChanged)
    Q_PROPERTY(int scalePercent READ scalePercent WRITE setScalePercent NOTIFY scalePercentChanged)
    Q_PROPERTY(QStringList folders READ folders NOTIFY foldersChanged)
    Q_PROPERTY(QStringList recentPaths READ recentPaths NOTIFY recentPathsChanged)

public:
    /// An empty path is the user's own file; "-" keeps everything in memory (tests, rendering).
    explicit Settings(const QString& path = {}, QObject* parent = nullptr);

    /// "system", "dark" or "light".
    [[nodiscard]] QString theme() const;
    void setTheme(const QString& theme);

    /// How times are written: "relative" (to the start of the run), "local" or "utc".
    [[nodiscard]] QString timeDisplay() const;
    void setTimeDisplay(const QString& display);

    /// Of ordinary text, in pixels: kSmallestText to kLargestText.
    static constexpr int kSmallestText = 11, kUsualText = 13, kLargestText = 18;
    [[nodiscard]] int textSize() const;
    void setTextSize(int size);

    /// Colours of the agents: "usual", "strong" or "grey".
    [[nodiscard]] QString palette() const;
    void setPalette(const QString& palette);

    /// Of the whole window, 100 to 200; taken at the next start.
    [[nodiscard]] int scalePercent() const;
    void setScalePercent(int percent);

    /// Where runs are looked for, besides the home folder and the folder the app was started in.
    [[nodiscard]] QStringList folders() const;
    Q_INVOKABLE void addFolder(const QString& folder);
    Q_INVOKABLE void removeFolder(const QString& folder);

    /// Paths that were opened, newest first.
    [[nodiscard]] QStringList recentPaths() const;
    void addRecentPath(const QString& path);
    Q_INVOKABLE void clearRecentPaths();

    /// Sizes and switches of the views, by name.
    Q_INVOKABLE QVariant layout(const QString& key, const QVariant& fallback) const;
    Q_INVOKABLE void setLayout(const QString& key, const QVariant& value);

Q_SIGNALS:
    void themeChanged();
    void timeDisplayChanged();
    void textSizeChanged();
    void paletteChanged();
    void scalePercentChanged();
    void foldersChanged();
    void recentPathsChanged();

private:
    [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback) const;
    void setValue(const QString& key, const QVariant& value);
    [[nodiscard]] QString oneOf(const QString& key, const QStringList& words) const;
    [[nodiscard]] int inRange(const QString& key, int least, int usual, int most) const;

    std::unique_ptr<QSettings> m_file; ///< null: in memory
    QVariantMap m_memory;
};

} // namespace mgx
