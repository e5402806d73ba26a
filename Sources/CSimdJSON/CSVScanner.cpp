// Cuts rows of CSV files into cells, in the order of the file. Commas, line ends and quotes are found 64 bytes at a
// time.

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

}  // namespace

struct CSVScanner {
  /// For each column the place of its field among the cells of a row, or -1.
  std::vector<int32_t> places;
  size_t stride;
  uint32_t keyColumn;

  List<RecordCell> cells;
  List<CSVLine> lines;
  List<uint8_t> unescaped;

  // The text at hand.
  const uint8_t *text = nullptr;
  const uint8_t *end = nullptr;
  bool isValid = true;

  CSVScanner(const int32_t *columns, size_t count, size_t stride, uint32_t keyColumn)
      : places(columns, columns + count), stride(stride), keyColumn(keyColumn) {}

  void begin(const uint8_t *bytes, size_t length, bool isValidText) {
    text = bytes;
    end = bytes + length;
    isValid = isValidText;
    clearRows();
  }

  void clearRows() { cells.count = lines.count = unescaped.count = 0; }

  /// Makes room for the cells of a row, all of them absent, and one more; null where memory does not suffice.
  RecordCell *addCells() {
    RecordCell *row = cells.room(stride + 1);
    if (row == nullptr) return nullptr;
    for (size_t i = 0; i < stride; i++) row[i] = 0;
    cells.count += stride;
    return row;
  }

  // MARK: Without quotes

  bool scanLines(size_t &next, size_t limit) {
    const size_t width = stride, columnCount = places.size();
    const int32_t *const columnPlaces = places.data();
    const uint8_t *const base = text, *const stop = end;
    const uint8_t *row = base + next, *block = row;
    uint64_t mask = row < stop ? marksBefore(block, stop) : 0;
    while (row < stop && lines.count < limit) {
      // The cell behind the row takes what is not read.
      RecordCell *out = addCells();
      CSVLine *line = lines.room(1);
      if (out == nullptr || line == nullptr) return false;
      *line = CSVLine{uint32_t(row - base), 0, 0, false, false};
      const uint8_t *field = row, *fieldEnd, *mark;
      size_t column = 0;
      for (;; column++) {
        mark = nextMark(block, mask, stop);
        fieldEnd = mark;
        bool isLast = mark == stop || *mark == '\n';
        if (isLast && mark > field && mark[-1] == '\r') fieldEnd--;
        if (column == keyColumn) {
          line->hasKey = true;
          line->keyStart = uint32_t(field - base);
          line->keyLength = uint32_t(fieldEnd - field);
        }
        if (column < columnCount) {
          int32_t place = columnPlaces[column];
          RecordCell found = cell(uint32_t(field - base), uint32_t(fieldEnd - field), RecordCellField);
          out[place < 0 ? width : size_t(place)] = field == fieldEnd ? 0 : found;
        }
        if (isLast) break;
        field = mark + 1;
      }
      if (column == 0 && fieldEnd == row) {
        cells.count -= width;
      } else {
        line->isPlain = column + 1 == columnCount && (isValid || isValidUTF8(row, size_t(fieldEnd - row)));
        if (!line->isPlain) for (size_t i = 0; i < width; i++) out[i] = 0;
        lines.count++;
      }
      row = mark < stop ? mark + 1 : stop;
    }
    next = size_t(row - base);
    return true;
  }

  /// The next comma or line feed, or the end of the text.
  __attribute__((always_inline)) static const uint8_t *nextMark(const uint8_t *&block, uint64_t &mask,
                                                                const uint8_t *stop) {
    while (mask == 0) {
      if (stop - block <= 64) return stop;
      block += 64;
      mask = marksBefore(block, stop);
    }
    const uint8_t *mark = block + __builtin_ctzll(mask);
    mask &= mask - 1;
    return mark;
  }

  // MARK: With quotes

  bool addRow(size_t start, bool &isPlain) {
    RecordCell *row = addCells();
    if (row == nullptr) return false;
    size_t unescapedCount = unescaped.count;
    const uint8_t *rowStart = text + start, *rowEnd = scan(row, rowStart);
    isPlain = rowEnd != nullptr && (isValid || isValidUTF8(rowStart, size_t(rowEnd - rowStart)));
    if (isPlain) return true;
    for (size_t i = 0; i < stride; i++) row[i] = 0;
    unescaped.count = unescapedCount;
    return true;
  }

  /// Cuts the row at `start` into cells; returns the end of its last field, or null where it is not plain.
  const uint8_t *scan(RecordCell *row, const uint8_t *start) {
    const uint8_t *field = start, *block = start;
    uint64_t mask = marksBefore(block, end);
    size_t column = 0;
    for (;;) {
      if (field < end && *field == '"') {
        bool isLast = false;
        field = quoted(column++, row, field, isLast);
        if (field == nullptr || isLast) return column == places.size() ? field : nullptr;
        block = field;
        mask = marksBefore(block, end);
        continue;
      }
      while (mask == 0) {
        block += 64;
        if (block >= end) return finish(column, row, field, end);
        mask = marksBefore(block, end);
      }
      const uint8_t *mark = block + __builtin_ctzll(mask);
      mask &= mask - 1;
      if (*mark == '\n') return finish(column, row, field, mark);
      if (*mark == '"') return nullptr;
      if (!set(column++, row, field, mark)) return nullptr;
      field = mark + 1;
    }
  }

  const uint8_t *finish(size_t column, RecordCell *row, const uint8_t *field, const uint8_t *rowEnd) {
    if (rowEnd > field && rowEnd[-1] == '\r') rowEnd--;
    return set(column, row, field, rowEnd) && column + 1 == places.size() ? rowEnd : nullptr;
  }

  bool set(size_t column, RecordCell *row, const uint8_t *field, const uint8_t *fieldEnd) {
    if (column >= places.size()) return false;
    int32_t place = places[column];
    if (place < 0 || field == fieldEnd) return true;
    row[place] = cell(uint32_t(field - text), uint32_t(fieldEnd - field), RecordCellField);
    return true;
  }

  /// Reads the field at the quote `field`; returns where the next one begins, or the end of the row where it is the last.
  const uint8_t *quoted(size_t column, RecordCell *row, const uint8_t *field, bool &isLast) {
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
    bool isSet = hasDoubledQuotes ? setUnescaped(column, row, content, place) : set(column, row, content, place);
    if (!isSet) return nullptr;
    const uint8_t *behind = place + 1;
    isLast = behind == end || *behind == '\n' || (*behind == '\r' && (behind + 1 == end || behind[1] == '\n'));
    if (isLast) return behind;
    return *behind == ',' ? behind + 1 : nullptr;
  }

  bool setUnescaped(size_t column, RecordCell *row, const uint8_t *content, const uint8_t *contentEnd) {
    if (column >= places.size()) return false;
    int32_t place = places[column];
    if (place < 0) return true;
    uint8_t *out = unescaped.room(size_t(contentEnd - content));
    if (out == nullptr) return false;
    size_t count = 0;
    for (; content < contentEnd; content += *content == '"' ? 2 : 1) out[count++] = *content;
    row[place] = cell(uint32_t(unescaped.count), uint32_t(count), RecordCellField) | unescapedCell;
    unescaped.count += count;
    return true;
  }
};

// MARK: The C interface; no exception leaves it.

CSVScanner *CSVScannerCreate(const int32_t *places, size_t count, size_t stride, uint32_t keyColumn) {
  try {
    return new CSVScanner(places, count, stride, keyColumn);
  } catch (...) {
    return nullptr;
  }
}

void CSVScannerDestroy(CSVScanner *scanner) { delete scanner; }

void CSVScannerBegin(CSVScanner *scanner, const uint8_t *text, size_t length, bool isValid) {
  scanner->begin(text, length, isValid);
}

void CSVScannerClearRows(CSVScanner *scanner) { scanner->clearRows(); }

bool CSVScannerScanLines(CSVScanner *scanner, size_t *next, size_t limit) { return scanner->scanLines(*next, limit); }

bool CSVScannerAddRow(CSVScanner *scanner, size_t start, bool *isPlain) { return scanner->addRow(start, *isPlain); }

CSVScannedRows CSVScannerRows(const CSVScanner *scanner) {
  return CSVScannedRows{scanner->cells.start,     scanner->stride,          scanner->lines.start,
                        scanner->lines.count,     scanner->unescaped.start, scanner->unescaped.count};
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

size_t countLineFeeds(const uint8_t *bytes, size_t length) {
  size_t count = 0, place = 0;
#ifdef __SSE2__
  const __m128i newline = _mm_set1_epi8('\n');
  while (place + 16 <= length) {
    // Each byte counts up to 255 before the sums are added up.
    __m128i sums = _mm_setzero_si128();
    size_t end = length - place > 255 * 16 ? place + 255 * 16 : length;
    for (; place + 16 <= end; place += 16) {
      __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + place));
      sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(block, newline));
    }
    __m128i total = _mm_sad_epu8(sums, _mm_setzero_si128());
    count += size_t(_mm_cvtsi128_si64(total)) + size_t(_mm_cvtsi128_si64(_mm_unpackhi_epi64(total, total)));
  }
#endif
  for (; place < length; place++) count += bytes[place] == '\n';
  return count;
}
