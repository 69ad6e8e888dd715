// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>
#include <QString>
#include <QStringList>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// JSON that is read (looking a key up is never linear, whoever wrote the file), and JSON in the order in which it is written.
using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

/// A JSON document from a file that anybody may have written. What is wrong is said in `problems` and the rest is kept.
struct JsonFile
{
    static constexpr qint64 kMaxBytes = 32 << 20;
    static constexpr int kMaxDepth = 32;

    Json root; ///< always an object
    QStringList problems;
};

/// Reads a whole document: bytes of at most kMaxBytes, repaired where they are damaged or cut (ingest/json_repair.h), values
/// that are nested deeper than kMaxDepth left out. Fails if nothing of it is an object.
[[nodiscard]] Result<JsonFile> parseJsonFile(std::string_view bytes);

/// The same from disk. Fails with a sentence on what is no ordinary file (a pipe never ends) or too large.
[[nodiscard]] Result<JsonFile> readJsonFile(const QString& path);

/// The bytes of an ordinary file of at most kMaxBytes.
[[nodiscard]] Result<std::string> readSmallFile(const QString& path);

/// Takes members out of an object that somebody else wrote. Each wrong type or size is said once, with the place.
class JsonReader
{
public:
    /// `place` names the object in sentences: "queries, entry 3".
    JsonReader(const Json& object, QString place, QStringList& problems)
        : m_object(object), m_place(std::move(place)), m_problems(problems)
    {}

    /// Texts longer than `most` UTF-16 units are left out; so are control characters in a text of one line.
    [[nodiscard]] QString line(const char* key, qsizetype most = 500);
    [[nodiscard]] QString text(const char* key, qsizetype most);
    [[nodiscard]] QStringList lines(const char* key, std::size_t mostItems, qsizetype most = 500);
    [[nodiscard]] qint64 integer(const char* key, qint64 fallback, qint64 least, qint64 most);
    [[nodiscard]] bool boolean(const char* key, bool fallback);
    /// The objects of an array, at most `mostItems`; the rest is left out and said.
    [[nodiscard]] std::vector<const Json*> objects(const char* key, std::size_t mostItems);
    /// Null if it is not there or no object.
    [[nodiscard]] const Json* object(const char* key);
    /// Null if it is not there.
    [[nodiscard]] const Json* any(const char* key) const;
    void say(const QString& sentence);

private:
    void wrong(const char* key, const QString& what);

    const Json& m_object;
    QString m_place;
    QStringList& m_problems;
};

/// As it stands in a file: UTF-8, indented, with an end of line.
[[nodiscard]] std::string jsonText(const OrderedJson& json);

[[nodiscard]] inline std::string utf8(const QString& text) { return text.toStdString(); }

} // namespace mgx
