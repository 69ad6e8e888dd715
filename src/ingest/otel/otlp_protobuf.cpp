// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/otlp_protobuf.h"

#include "ingest/otel/otlp_wire.h"
#include "ingest/otel/wire_reader.h"
#include "ingest/record_sink.h"

namespace mgx {

namespace {

/// Collects the bytes of one ResourceSpans (or of one framed request) at a time and hands its spans to the queue.
class OtlpProtobufImporter final : public Importer
{
public:
    OtlpProtobufImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, OtlpFraming framing)
        : m_sink(context, fileName, source), m_framing(framing),
          m_queue([](JsonPieces& pieces) { return readOtlpMessages(pieces); }, [this](RecordBatch& batch) { m_sink.append(batch); })
    {}

    Result<void> consume(std::string_view chunk) override
    {
        if (m_sink.context().cancel.isCancelled())
            return failure("cancelled", m_sink.fileName());
        m_sink.context().report.bytes += chunk.size();
        if (m_isLost)
            return {};
        m_bytes += chunk;
        std::size_t begin = 0;
        while (!m_isLost) {
            const Part part = nextPart(std::string_view(m_bytes).substr(begin));
            if (part.size == 0)
                break;
            takePart(std::string_view(m_bytes).substr(begin + part.header, part.size - part.header));
            begin += part.size;
            m_offset += part.size;
        }
        m_bytes.erase(0, begin);
        return {};
    }

    Result<void> finish() override
    {
        if (!m_bytes.empty() && !m_isLost) {
            m_sink.note({0, "the file is cut off: what was complete of the last request is kept", Problem::Severity::Warning, place()});
            std::uint64_t length = 0;
            const std::string_view rest = m_bytes;
            const int header = m_framing == OtlpFraming::BigEndian ? 4 : WireReader::readVarint(rest.substr(isPlain() ? 1 : 0), length);
            if (header > 0 && rest.size() > std::size_t(header) + 1)
                takePart(rest.substr(std::size_t(header) + (isPlain() ? 1 : 0)));
        }
        m_queue.finish();
        return m_sink.finish("OTLP export requests with spans or log records in them");
    }

private:
    struct Part
    {
        std::size_t header = 0;
        std::size_t size = 0; ///< with the header; 0 = not yet complete
    };

    [[nodiscard]] bool isPlain() const { return m_framing == OtlpFraming::Plain; }
    [[nodiscard]] std::string place() const { return "byte " + std::to_string(m_offset); }

    Part nextPart(std::string_view bytes)
    {
        std::uint64_t length = 0;
        std::size_t header = 4;
        if (m_framing == OtlpFraming::BigEndian) {
            if (bytes.size() < 4)
                return {};
            for (const char c : bytes.substr(0, 4))
                length = length << 8 | static_cast<unsigned char>(c);
        } else {
            if (isPlain() && !bytes.empty() && bytes.front() != '\x0A')
                return lose();
            const std::size_t tag = isPlain() ? 1 : 0;
            const int size = bytes.size() > tag ? WireReader::readVarint(bytes.substr(tag), length) : 0;
            if (size < 0 || length > kMaxPart)
                return lose();
            if (size == 0)
                return {};
            header = tag + static_cast<std::size_t>(size);
        }
        return bytes.size() < header + length ? Part{} : Part{header, header + static_cast<std::size_t>(length)};
    }

    Part lose()
    {
        m_isLost = true;
        ++m_sink.context().report.skipped;
        m_sink.note({0, "is no OTLP from here on: what came before is kept", Problem::Severity::Error, place()});
        return {};
    }

    /// A ResourceSpans message, or a whole request of them.
    void takePart(std::string_view bytes)
    {
        if (isPlain()) {
            takeResource(bytes);
            return;
        }
        WireReader reader(bytes);
        WireField field;
        while (reader.next(field)) {
            if (field.number == 1 && field.type == WireField::Type::Bytes)
                takeResource(field.bytes);
        }
        if (!reader.isGood()) {
            ++m_sink.context().report.skipped;
            m_sink.note({0, "a request is damaged: what could be read of it was kept", Problem::Severity::Warning, place()});
        }
    }

    void takeResource(std::string_view message)
    {
        OtelOrigin origin;
        WireField field;
        for (WireReader reader(message); reader.next(field);) {
            if (field.number == 1 && field.type == WireField::Type::Bytes)
                origin = readOtlpResourceMessage(field.bytes);
        }
        for (WireReader reader(message); reader.next(field);) {
            if ((field.number == 2 || field.number == 1000) && field.type == WireField::Type::Bytes)
                takeScope(field.bytes, origin);
        }
    }

    void takeScope(std::string_view message, const OtelOrigin& resource)
    {
        std::shared_ptr<const OtelOrigin> origin = withScope(resource, {}, {}, {});
        WireField field;
        for (WireReader reader(message); reader.next(field);) {
            if (field.number == 1 && field.type == WireField::Type::Bytes)
                origin = readOtlpScopeMessage(field.bytes, resource);
        }
        for (WireReader reader(message); reader.next(field);) {
            if (field.number != 2 || field.type != WireField::Type::Bytes)
                continue;
            const OtlpPiece kind = otlpKindOf(field.bytes);
            if (kind == OtlpPiece::Metric)
                m_sink.note({0, "metrics are not shown: only spans and log records are", Problem::Severity::Info, {}});
            else
                m_queue.add({field.bytes, 0, !field.isCut}, static_cast<int>(kind), origin);
        }
    }

    static constexpr std::uint64_t kMaxPart = std::uint64_t(2) << 30;

    RecordSink m_sink;
    OtlpFraming m_framing;
    std::string m_bytes;
    std::uint64_t m_offset = 0; ///< of m_bytes in the file
    bool m_isLost = false;
    PieceQueue<RecordBatch> m_queue;
};

int probe(const FileHead& head)
{
    return !head.isJson() && otlpFramingOf(head.bytes()) ? 80 : 0;
}

} // namespace

const Format& otlpProtobufFormat()
{
    static const Format format{"OTLP protobuf", probe,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head) {
                                   return std::unique_ptr<Importer>(new OtlpProtobufImporter(
                                       context, fileName, source, otlpFramingOf(head.bytes()).value_or(OtlpFraming::Plain)));
                               }};
    return format;
}

} // namespace mgx
