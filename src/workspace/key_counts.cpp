// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/key_counts.h"

#include "base/text.h"
#include "workspace/secret_text.h"
#include "workspace/value_counts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <simdjson.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace mgx {

namespace {

namespace json = simdjson::ondemand;

constexpr std::size_t kMostKeys = 20'000;      ///< that are counted; the frequent ones of them are offered
constexpr std::size_t kLongestKey = 200;       ///< a cut key would find nothing
constexpr std::size_t kMostValues = 24;        ///< of a key that are counted
constexpr std::size_t kMostNested = 64;        ///< fields of an inner object that are looked at

enum Type : std::uint8_t { kText, kInteger, kNumber, kBoolean, kObject, kArray, kNull, kTypes };
constexpr std::array<std::string_view, kTypes> kTypeNames = {"text", "integer", "number", "boolean", "object", "array", "null"};

struct Key
{
    std::uint64_t count = 0;
    std::array<std::uint64_t, kTypes> types{};
    std::vector<std::pair<std::string, std::uint64_t>> values;
    bool isSecret = false;

    /// Only the first values that come have a place, and all that are equal to them.
    void addValue(std::string_view value, std::uint64_t weight)
    {
        if (isSecret || value.empty())
            return;
        const std::string_view cut = utf8Prefix(value, kOfferedBytes + 1);
        for (auto& [known, times] : values) {
            if (known == cut) {
                times += weight;
                return;
            }
        }
        if (values.size() < kMostValues)
            values.emplace_back(cut, weight);
    }
};

bool isPlainName(std::string_view name)
{
    return name.size() <= kLongestKey && offeredText(name).starts_with(name.substr(0, kOfferedBytes / 2))
        && std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string typesOf(const Key& key)
{
    std::string names;
    for (std::size_t type = 0; type < kTypes; ++type) {
        if (key.types[type] > 0 && (type != kNull || key.types[kNull] == key.count))
            names += (names.empty() ? "" : ", ") + std::string(kTypeNames[type]);
    }
    return names;
}

} // namespace

class KeyCounts::Impl
{
public:
    explicit Impl(std::string_view column) : m_column(column) {}

    void add(std::string_view text, std::uint64_t weight)
    {
        const std::size_t needed = text.size() + simdjson::SIMDJSON_PADDING;
        if (m_padded.size() < needed)
            m_padded.resize(needed * 2);
        std::memcpy(m_padded.data(), text.data(), text.size());
        std::memset(m_padded.data() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
        json::document document;
        json::object object;
        if (m_parser.iterate(m_padded.data(), text.size(), m_padded.size()).get(document) || document.get_object().get(object))
            return;
        readObject(object, {}, weight);
    }

    void appendTo(std::vector<DataKey>& keys, std::size_t limit, std::size_t examples, bool& isTruncated) const
    {
        std::vector<const std::pair<const std::string, Key>*> sorted;
        for (const auto& entry : m_keys)
            sorted.push_back(&entry);
        std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
            return a->second.count != b->second.count ? a->second.count > b->second.count : a->first < b->first;
        });
        isTruncated |= m_isFull || sorted.size() > limit;
        sorted.resize(std::min(sorted.size(), limit));
        for (const auto* entry : sorted) {
            const std::size_t cut = entry->first.find(kCut);
            keys.push_back({m_column, entry->first.substr(0, cut), entry->first.substr(cut + 1), typesOf(entry->second),
                            entry->second.count, examplesOf(entry->second, examples)});
        }
    }

private:
    static constexpr char kCut = '\x01'; ///< between the two keys of a path; in no key that is kept

    [[nodiscard]] static std::vector<std::string> examplesOf(const Key& key, std::size_t limit)
    {
        auto values = key.values;
        std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) {
            const bool isALong = a.first.size() > kOfferedBytes;
            const bool isBLong = b.first.size() > kOfferedBytes;
            return isALong != isBLong ? isBLong : a.second > b.second;
        });
        std::vector<std::string> examples;
        for (const auto& [text, count] : values) {
            if (examples.size() < limit && !isSecretText(text))
                examples.push_back(offeredText(text));
        }
        return examples;
    }

    Key* keyOf(std::string_view parent, std::string_view name)
    {
        m_path.assign(parent).append(1, kCut).append(name);
        const auto found = m_keys.find(m_path);
        if (found != m_keys.end())
            return &found->second;
        if (!isPlainName(name) || m_keys.size() >= kMostKeys) {
            m_isFull |= m_keys.size() >= kMostKeys;
            return nullptr;
        }
        Key& key = m_keys[m_path];
        key.isSecret = isSecretName(name);
        return &key;
    }

    void readObject(json::object& object, const std::string& parent, std::uint64_t weight)
    {
        std::size_t fields = 0;
        for (auto field : object) {
            std::string_view name;
            json::value value;
            if (field.unescaped_key().get(name) || field.value().get(value))
                return;
            if (!parent.empty() && ++fields > kMostNested)
                return;
            Key* const key = keyOf(parent, name);
            if (key && !read(*key, value, parent.empty() ? std::string(name) : std::string(), weight))
                return;
        }
    }

    /// `path`: of the value, where its own fields are counted. False: damaged from here on.
    bool read(Key& key, json::value& value, const std::string& path, std::uint64_t weight)
    {
        json::json_type type;
        if (value.type().get(type))
            return false;
        key.count += weight;
        std::string_view text;
        switch (type) {
        case json::json_type::string:
            key.types[kText] += weight;
            if (value.get_string().get(text))
                return false;
            key.addValue(text, weight);
            return true;
        case json::json_type::object: {
            key.types[kObject] += weight;
            json::object inner;
            if (path.empty() || key.isSecret)
                return true;
            if (value.get_object().get(inner))
                return false;
            readObject(inner, path, weight);
            return true;
        }
        case json::json_type::array: key.types[kArray] += weight; return true;
        case json::json_type::null: key.types[kNull] += weight; return true;
        default: break;
        }
        text = trimmed(value.raw_json_token());
        const bool isWhole = text.find_first_of(".eE") == std::string_view::npos;
        key.types[type == json::json_type::boolean ? kBoolean : isWhole ? kInteger : kNumber] += weight;
        key.addValue(text, weight);
        return true;
    }

    std::string m_column;
    json::parser m_parser;
    std::vector<char> m_padded;
    std::string m_path;
    std::unordered_map<std::string, Key> m_keys; ///< by parent, kCut, name; its values stay where they are
    bool m_isFull = false;
};

KeyCounts::KeyCounts(std::string_view column) : m_impl(std::make_unique<Impl>(column)) {}
KeyCounts::~KeyCounts() = default;

void KeyCounts::add(std::string_view json, std::uint64_t weight)
{
    m_impl->add(json, weight);
}

void KeyCounts::appendTo(std::vector<DataKey>& keys, std::size_t limit, std::size_t examples, bool& isTruncated) const
{
    m_impl->appendTo(keys, limit, examples, isTruncated);
}

} // namespace mgx
