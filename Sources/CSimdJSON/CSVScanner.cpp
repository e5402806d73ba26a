// Cuts rows of CSV files into cells. Commas, line ends and quotes are found 64 bytes at a time; a row is copied out of its
// file, because the rows of a subject lie far apart and are looked at several times.

#include "CSimdJSON.h"
#include "RecordTable.h"

#include <cstring>
#include <new>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace {

/// The most bytes of a field in quotes, so that one lost quote costs no more than this.
constexpr size_t quotedLimit = 1 << 20;

/// Which of 64 bytes are commas, line feeds or quotes.
uint64_t marks(const uint8_t *text) {
#ifdef __SSE2__
  const __m128i comma = _mm_set1_epi8(','), newline = _mm_set1_epi8('\n'), quote = _mm_set1_epi8('"');
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + i * 16));
    __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, newline)),
                                 _mm_cmpeq_epi8(bytes, quote));
    mask |= uint64_t(uint32_t(_mm_movemask_epi8(found))) << (i * 16);
  }
  return mask;
#else
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) mask |= uint64_t(text[i] == ',' || text[i] == '\n' || text[i] == '"') << i;
  return mask;
#endif
}

/// Which of the up to 64 bytes before `end` are marks.
uint64_t marksBefore(const uint8_t *text, const uint8_t *end) {
  if (end - text >= 64) return marks(text);
  uint8_t padded[64] = {};
  std::memcpy(padded, text, size_t(end - text));
  return marks(padded);
}

struct Chunk {
  const uint8_t *text;
  size_t length;
  CSVChunkState state;
};

/// The file of one domain.
struct File {
  std::vector<int32_t> cells;
  size_t stride = 0;
  std::vector<Chunk> chunks;
};

}  // namespace

struct CSVScanner {
  std::vector<File> files;
  std::vector<Table> tables;
  List<uint8_t> text;
  List<uint8_t> unescaped;

  // Where the last subject begins.
  std::vector<size_t> rowCounts;
  size_t textCount = 0;
  size_t unescapedCount = 0;

  explicit CSVScanner(size_t domainCount) : files(domainCount), tables(domainCount), rowCounts(domainCount) {}

  void clearRows() {
    for (Table &table : tables) table.cells.count = table.starts.count = table.rowCount = 0;
    text.count = unescaped.count = 0;
  }

  bool beginSubject() {
    for (size_t i = 0; i < tables.size(); i++) {
      rowCounts[i] = tables[i].rowCount;
      if (i > 0 && !tables[i].starts.append(int32_t(tables[i].rowCount))) return false;
    }
    textCount = text.count;
    unescapedCount = unescaped.count;
    return true;
  }

  void abandonSubject() {
    for (size_t i = 0; i < tables.size(); i++) {
      tables[i].rowCount = rowCounts[i];
      tables[i].cells.count = rowCounts[i] * files[i].stride;
      if (i > 0) tables[i].starts.count = rowCounts[0];
    }
    text.count = textCount;
    unescaped.count = unescapedCount;
  }

  bool addRows(uint16_t domain, const int64_t *rows, size_t count, size_t ahead) {
    const File &file = files[domain];
    // Rows lie far apart, so that each is fetched while others before it are cut.
    constexpr size_t distance = 24;
    for (size_t i = 0; i < count; i++) {
      if (i + distance < count + ahead) {
        const uint8_t *later = file.chunks[size_t(rows[i + distance] >> 32)].text + uint32_t(rows[i + distance]);
        __builtin_prefetch(later);
        __builtin_prefetch(later + 64);
      }
      const Chunk &chunk = file.chunks[size_t(rows[i] >> 32)];
      if (chunk.state == CSVChunkUnreadable) return false;
      const uint8_t *start = chunk.text + uint32_t(rows[i]);
      const uint8_t *end = addRow(file, tables[domain], start, chunk.text + chunk.length);
      if (end == nullptr) return false;
      if (chunk.state == CSVChunkMixed && !isValidUTF8(start, size_t(end - start))) return false;
    }
    return true;
  }

  /// Adds the row at `start`; returns its end, or null where it is not plain.
  const uint8_t *addRow(const File &file, Table &table, const uint8_t *start, const uint8_t *end) {
    RecordCell *cells = table.cells.room(file.stride + 1);
    if (cells == nullptr) return nullptr;
    for (size_t i = 0; i < file.stride; i++) cells[i] = 0;
    const uint8_t *rowEnd = scan(file, cells, start, end);
    if (rowEnd == nullptr) return nullptr;
    size_t size = size_t(rowEnd - start);
    if (text.count + size > UINT32_MAX) return nullptr;
    uint8_t *copy = text.room(size);
    if (copy == nullptr) return nullptr;
    std::memcpy(copy, start, size);
    text.count += size;
    table.cells.count += file.stride;
    table.rowCount++;
    return rowEnd;
  }

  /// Cuts the row at `start` into cells; returns the end of its last field, or null where it is not plain.
  const uint8_t *scan(const File &file, RecordCell *cells, const uint8_t *start, const uint8_t *end) {
    const uint8_t *field = start, *block = start;
    uint64_t mask = marksBefore(block, end);
    size_t column = 0;
    for (;;) {
      if (field < end && *field == '"') {
        bool isLast = false;
        field = quoted(file, column++, cells, start, field, end, isLast);
        if (field == nullptr || isLast) return column == file.cells.size() ? field : nullptr;
        block = field;
        mask = marksBefore(block, end);
        continue;
      }
      while (mask == 0) {
        block += 64;
        if (block >= end) return finish(file, column, cells, start, field, end);
        mask = marksBefore(block, end);
      }
      const uint8_t *mark = block + __builtin_ctzll(mask);
      mask &= mask - 1;
      if (*mark == '\n') return finish(file, column, cells, start, field, mark);
      if (*mark == '"') return nullptr;
      if (!set(file, column++, cells, start, field, mark)) return nullptr;
      field = mark + 1;
    }
  }

  const uint8_t *finish(const File &file, size_t column, RecordCell *cells, const uint8_t *start,
                        const uint8_t *field, const uint8_t *end) {
    if (end > field && end[-1] == '\r') end--;
    return set(file, column, cells, start, field, end) && column + 1 == file.cells.size() ? end : nullptr;
  }

  bool set(const File &file, size_t column, RecordCell *cells, const uint8_t *start, const uint8_t *field,
           const uint8_t *end) {
    if (column >= file.cells.size()) return false;
    int32_t place = file.cells[column];
    if (place < 0 || field == end) return true;
    cells[place] = cell(uint32_t(text.count + size_t(field - start)), uint32_t(end - field), RecordCellField);
    return true;
  }

  /// Reads the field at the quote `field`; returns where the next one begins, or the end of the row where it is the last.
  const uint8_t *quoted(const File &file, size_t column, RecordCell *cells, const uint8_t *start,
                        const uint8_t *field, const uint8_t *end, bool &isLast) {
    const uint8_t *content = field + 1, *place = content;
    const uint8_t *limit = size_t(end - content) > quotedLimit ? content + quotedLimit : end;
    bool hasDoubledQuotes = false;
    for (;;) {
      place = static_cast<const uint8_t *>(std::memchr(place, '"', size_t(limit - place)));
      if (place == nullptr) return nullptr;
      if (place + 1 >= end || place[1] != '"') break;
      hasDoubledQuotes = true;
      place += 2;
      if (place >= limit) return nullptr;
    }
    bool isSet = hasDoubledQuotes ? setUnescaped(file, column, cells, content, place)
                                  : set(file, column, cells, start, content, place);
    if (!isSet) return nullptr;
    const uint8_t *behind = place + 1;
    isLast = behind == end || *behind == '\n' || (*behind == '\r' && (behind + 1 == end || behind[1] == '\n'));
    if (isLast) return behind;
    return *behind == ',' ? behind + 1 : nullptr;
  }

  bool setUnescaped(const File &file, size_t column, RecordCell *cells, const uint8_t *content, const uint8_t *end) {
    if (column >= file.cells.size()) return false;
    int32_t place = file.cells[column];
    if (place < 0) return true;
    uint8_t *out = unescaped.room(size_t(end - content));
    if (out == nullptr) return false;
    size_t count = 0;
    for (; content < end; content += *content == '"' ? 2 : 1) out[count++] = *content;
    cells[place] = cell(uint32_t(unescaped.count), uint32_t(count), RecordCellField) | unescapedCell;
    unescaped.count += count;
    return true;
  }
};

// MARK: The C interface; no exception leaves it.

CSVScanner *CSVScannerCreate(size_t domainCount) {
  try {
    return new CSVScanner(domainCount);
  } catch (...) {
    return nullptr;
  }
}

void CSVScannerDestroy(CSVScanner *scanner) { delete scanner; }

bool CSVScannerSetColumns(CSVScanner *scanner, uint16_t domain, const int32_t *cells, size_t count, size_t stride) {
  try {
    scanner->files.at(domain).cells.assign(cells, cells + count);
    scanner->files.at(domain).stride = stride;
    return true;
  } catch (...) {
    return false;
  }
}

void CSVScannerClearRows(CSVScanner *scanner) { scanner->clearRows(); }
bool CSVScannerBeginSubject(CSVScanner *scanner) { return scanner->beginSubject(); }
void CSVScannerAbandonSubject(CSVScanner *scanner) { scanner->abandonSubject(); }

bool CSVScannerAddChunk(CSVScanner *scanner, uint16_t domain, const uint8_t *text, size_t length, CSVChunkState state) {
  try {
    scanner->files.at(domain).chunks.push_back(Chunk{text, length, state});
    return true;
  } catch (...) {
    return false;
  }
}

bool CSVScannerAddRows(CSVScanner *scanner, uint16_t domain, const int64_t *rows, size_t count, size_t ahead) {
  return scanner->addRows(domain, rows, count, ahead);
}

RecordRows CSVScannerRows(const CSVScanner *scanner, uint16_t domain) {
  const Table &table = scanner->tables[domain];
  return RecordRows{table.cells.start, scanner->files[domain].stride, table.rowCount, table.starts.start,
                    table.starts.count};
}

CSVScannedText CSVScannerText(const CSVScanner *scanner) {
  return CSVScannedText{scanner->text.start, scanner->text.count, scanner->unescaped.start, scanner->unescaped.count};
}

// MARK: Keys

size_t CSVFindKeys(const uint8_t *text, size_t length, size_t start, uint32_t column, CSVRowKey *keys, size_t capacity,
                   size_t *next) {
  const uint8_t *end = text + length, *row = text + start;
  size_t count = 0;
  while (row < end && count < capacity) {
    const void *newline = std::memchr(row, '\n', size_t(end - row));
    const uint8_t *rowEnd = newline ? static_cast<const uint8_t *>(newline) : end;
    const uint8_t *following = newline ? rowEnd + 1 : end;
    const uint8_t *fieldEnd = rowEnd, *field = row;
    for (uint32_t place = 0; field != nullptr; place++) {
      const void *comma = std::memchr(field, ',', size_t(rowEnd - field));
      fieldEnd = comma ? static_cast<const uint8_t *>(comma) : rowEnd;
      if (place == column) break;
      field = comma ? fieldEnd + 1 : nullptr;
    }
    bool isBlank = rowEnd == row || (rowEnd == row + 1 && *row == '\r');
    if (!isBlank) {
      if (field != nullptr && fieldEnd == rowEnd && fieldEnd > field && fieldEnd[-1] == '\r') fieldEnd--;
      CSVRowKey &key = keys[count++];
      key.row = uint32_t(row - text);
      key.isThere = field != nullptr;
      key.start = field ? uint32_t(field - text) : 0;
      key.length = field ? uint32_t(fieldEnd - field) : 0;
    }
    row = following;
  }
  *next = size_t(row - text);
  return count;
}
