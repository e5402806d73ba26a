// The scanner takes simdjson's first stage (the places of all structural characters, found with the widest vectors that the
// processor has, and the check of UTF-8) and walks over those places itself, because On-Demand leaves what is skipped
// unchecked, and a malformed line must be a fault whether or not the policy reads the piece that is wrong.

#include "CSimdJSON.h"
#include "RecordTable.h"

#include <simdjson.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace {

constexpr unsigned maximumDepth = 256;

/// A name of one domain, and what it stands for.
struct Slot {
  std::string text;
  uint16_t field;
  uint16_t child;
  /// Whether the name looks the same inside a JSON string, so that it can be compared as bytes.
  bool isPlain;
  /// The place of the field among the cells of a row.
  uint32_t cell;
  /// The row that last had the name.
  uint64_t lastRow = 0;
};

/// What a name stands for.
struct Meaning {
  enum Kind : uint8_t { unknown, value, records };
  Kind kind = unknown;
  uint16_t child = 0;
  uint32_t cell = 0;
  /// The place of the slot.
  uint32_t slot = 0;
};

/// A name as it looks inside an object with the quote behind it, compared in a few words.
struct Guess {
  static constexpr unsigned wordLimit = 4;
  uint64_t words[wordLimit];
  uint64_t masks[wordLimit];
  /// 0 where there is no guess.
  unsigned wordCount = 0;
  /// What the name stands for.
  Meaning meaning;

  /// Takes the name at `text`, which a quote follows.
  void learn(const uint8_t *text, size_t length, const Meaning &known) {
    size_t size = length + 1;
    wordCount = 0;
    if (size > sizeof words) return;
    std::memset(words, 0, sizeof words);
    std::memset(masks, 0, sizeof masks);
    std::memcpy(words, text, size);
    std::memset(masks, 0xFF, size);
    wordCount = unsigned((size + 7) / 8);
    meaning = known;
  }

  bool matches(const uint8_t *text) const {
    uint64_t difference = 0;
    for (unsigned i = 0; i < wordCount; i++) {
      uint64_t word;
      std::memcpy(&word, text + i * 8, 8);
      difference |= (word ^ words[i]) & masks[i];
    }
    return difference == 0 && wordCount > 0;
  }
};

uint64_t hashName(const uint8_t *text, size_t length) {
  uint64_t head = 0, tail = 0;
  std::memcpy(&head, text, length < 8 ? length : 8);
  if (length > 8) std::memcpy(&tail, text + length - 8, 8);
  uint64_t mixed = (head ^ (tail * 0x9E3779B97F4A7C15)) + length;
  mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
  return mixed ^ (mixed >> 29);
}

/// The names of one domain: by the order in which the last object had them, then by hash.
struct Layout {
  std::vector<Slot> slots;
  /// Open addressing; the place of a slot plus one, or 0.
  std::vector<uint32_t> table;
  /// The slot of the name at each place of the last object, plus one, or 0 for an unknown name.
  std::vector<uint32_t> predicted;
  /// The same for objects that are scanned into rows.
  std::vector<Guess> guesses;
  /// The domains that hang below this one.
  std::vector<uint16_t> children;
  uint32_t cellCount = 0;

  void prepare() {
    size_t size = 4;
    while (size < slots.size() * 4) size *= 2;
    table.assign(size, 0);
    predicted.assign(slots.size() * 2 + 16, 0);
    guesses.assign(slots.size() * 2 + 16, Guess());
    for (size_t i = 0; i < slots.size(); i++) {
      const auto *text = reinterpret_cast<const uint8_t *>(slots[i].text.data());
      size_t place = hashName(text, slots[i].text.size()) & (size - 1);
      while (table[place] != 0) place = (place + 1) & (size - 1);
      table[place] = uint32_t(i + 1);
    }
  }

  /// The place of the slot plus one, or 0.
  uint32_t find(const uint8_t *text, size_t length) const {
    size_t mask = table.size() - 1;
    for (size_t place = hashName(text, length) & mask; table[place] != 0; place = (place + 1) & mask) {
      const Slot &slot = slots[table[place] - 1];
      if (slot.text.size() == length && std::memcmp(slot.text.data(), text, length) == 0) return table[place];
    }
    return 0;
  }
};

bool isSpace(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }
bool isDigit(uint8_t byte) { return uint8_t(byte - '0') < 10; }

/// Reads four hexadecimal digits; negative where they are not.
int hexadecimal(const uint8_t *text, const uint8_t *end) {
  if (end - text < 4) return -1;
  int value = 0;
  for (int i = 0; i < 4; i++) {
    uint8_t byte = text[i], letter = byte | 0x20;
    if (isDigit(byte)) value = value * 16 + (byte - '0');
    else if (letter >= 'a' && letter <= 'f') value = value * 16 + (letter - 'a' + 10);
    else return -1;
  }
  return value;
}

uint8_t *appendUTF8(uint8_t *out, uint32_t scalar) {
  if (scalar < 0x80) {
    *out++ = uint8_t(scalar);
  } else if (scalar < 0x800) {
    *out++ = uint8_t(0xC0 | scalar >> 6);
    *out++ = uint8_t(0x80 | (scalar & 0x3F));
  } else if (scalar < 0x10000) {
    *out++ = uint8_t(0xE0 | scalar >> 12);
    *out++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
    *out++ = uint8_t(0x80 | (scalar & 0x3F));
  } else {
    *out++ = uint8_t(0xF0 | scalar >> 18);
    *out++ = uint8_t(0x80 | (scalar >> 12 & 0x3F));
    *out++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
    *out++ = uint8_t(0x80 | (scalar & 0x3F));
  }
  return out;
}

/// Reads the digits after `\u`, with the second half of a pair; null where they name no character.
const uint8_t *readUnicodeEscape(const uint8_t *text, const uint8_t *end, uint32_t &scalar) {
  int unit = hexadecimal(text, end);
  if (unit < 0 || (unit >= 0xDC00 && unit < 0xE000)) return nullptr;
  text += 4;
  scalar = uint32_t(unit);
  if (unit < 0xD800 || unit >= 0xE000) return text;
  if (end - text < 6 || text[0] != '\\' || text[1] != 'u') return nullptr;
  int low = hexadecimal(text + 2, end);
  if (low < 0xDC00 || low >= 0xE000) return nullptr;
  scalar = 0x10000 + (uint32_t(unit - 0xD800) << 10) + uint32_t(low - 0xDC00);
  return text + 6;
}

/// Writes the meaning of an escaped string, which is never longer than the string; null where an escape is bad.
uint8_t *unescape(const uint8_t *text, const uint8_t *end, uint8_t *out) {
  while (text < end) {
    if (*text != '\\') {
      *out++ = *text++;
      continue;
    }
    if (end - text < 2) return nullptr;
    uint8_t letter = text[1];
    text += 2;
    switch (letter) {
      case '"': case '\\': case '/': *out++ = letter; break;
      case 'b': *out++ = '\b'; break;
      case 'f': *out++ = '\f'; break;
      case 'n': *out++ = '\n'; break;
      case 'r': *out++ = '\r'; break;
      case 't': *out++ = '\t'; break;
      case 'u': {
        uint32_t scalar = 0;
        text = readUnicodeEscape(text, end, scalar);
        if (text == nullptr) return nullptr;
        out = appendUTF8(out, scalar);
        break;
      }
      default: return nullptr;
    }
  }
  return out;
}

/// Memory that only grows; its content does not outlive a growth.
template <class Element>
struct Room {
  Element *start = nullptr;
  size_t capacity = 0;

  Room() = default;
  Room(const Room &) = delete;
  ~Room() { std::free(start); }

  bool reserve(size_t count) {
    if (count <= capacity) return true;
    std::free(start);
    start = static_cast<Element *>(std::malloc(count * sizeof(Element)));
    capacity = start ? count : 0;
    return start != nullptr;
  }
};

/// How many rows there are, so that a line can be taken out again.
struct TableMark {
  size_t rowCount;
  size_t startCount;
};

}  // namespace

struct JSONScanner {
  std::vector<Layout> layouts;
  std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
  Room<JSONToken> tokens;
  Room<uint8_t> unescaped;
  uint64_t rowCount = 0;

  // The buffer.
  const uint8_t *bytes = nullptr;
  uint32_t length = 0;
  uint32_t lineStart = 0;
  uint32_t lineCount = 0;

  // The window: some whole lines of the buffer, few enough that they and their places stay in the cache.
  static constexpr uint32_t windowSize = 1 << 17;
  uint32_t windowEnd = 0;
  /// Whether the whole window could not be indexed, because of some line in it.
  bool isLineByLine = false;
  bool windowHasEscapes = false;

  // The line. `next` is the next structural place, relative to `base`; the places end with one at or behind `lineEnd`.
  const uint8_t *base = nullptr;
  const uint32_t *next = nullptr;
  uint32_t lineEnd = 0;
  bool hasEscapes = false;
  unsigned depth = 0;
  JSONToken *tokenEnd = nullptr;
  uint8_t *unescapedEnd = nullptr;
  JSONLineStatus status = JSONLineRead;

  bool isPrepared = false;

  // The rows of many lines.
  std::vector<Table> tables;
  std::vector<TableMark> marks;
  /// How much of the buffer can be read behind `base`.
  uint32_t readable = 0;
  List<JSONLinePlace> lines;
  List<JSONLinePlace> irregularLines;
  List<uint8_t> rowStrings;

  /// Names that stand for nothing, each once. A name is noted when it is met in a new place, not in every row.
  std::vector<std::pair<uint16_t, std::string>> unknownNames;
  static constexpr size_t unknownNameLimit = 256;

  explicit JSONScanner(size_t domainCount) : layouts(domainCount), tables(domainCount), marks(domainCount) {}

  void add(uint16_t domain, const uint8_t *name, size_t nameLength, uint16_t field, uint16_t child) {
    bool isPlain = true;
    for (size_t i = 0; i < nameLength; i++) isPlain = isPlain && name[i] != '"' && name[i] != '\\' && name[i] >= 0x20;
    std::string text(reinterpret_cast<const char *>(name), nameLength);
    Layout &layout = layouts.at(domain);
    layout.slots.push_back(Slot{std::move(text), field, child, isPlain, layout.cellCount});
    if (field == JSONNoField) layout.children.push_back(child);
    else layout.cellCount++;
  }

  /// Finds the structural places of `count` bytes.
  simdjson::error_code index(const uint8_t *text, size_t count) {
    if (!stage) {
      auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(count + 64, 1, stage);
      if (error) return error;
    } else if (stage->capacity() < count + 64) {
      auto error = stage->set_capacity(count + 64);
      if (error) return error;
    }
    return stage->stage1(text, count, simdjson::stage1_mode::regular);
  }

  bool begin(const uint8_t *text, size_t count) {
    if (!isPrepared) for (Layout &layout : layouts) layout.prepare();
    isPrepared = true;
    bytes = text;
    length = uint32_t(count);
    lineStart = lineCount = windowEnd = 0;
    return true;
  }

  /// Indexes the next lines of the buffer.
  ///
  /// Without an error no string goes over a line end, so every line can be walked on its own. With one, each line is
  /// indexed by itself, and only those that are wrong are lost.
  void beginWindow() {
    base = bytes + lineStart;
    uint32_t size = endOfLines(lineStart, windowSize) - lineStart;
    windowEnd = lineStart + size;
    auto error = index(base, size);
    if (error == simdjson::EMPTY) {
      lineCount += countLines(base, size);
      lineStart = windowEnd;
    }
    isLineByLine = error != simdjson::SUCCESS;
    if (isLineByLine) return;
    next = stage->structural_indexes.get();
    windowHasEscapes = std::memchr(base, '\\', size) != nullptr;
  }

  /// The end of the last line within `size` bytes from `start`, or of the first line where that is longer.
  uint32_t endOfLines(uint32_t start, uint32_t size) const {
    if (length - start <= size) return length;
    const void *newline = memrchr(bytes + start, '\n', size);
    if (newline == nullptr) newline = std::memchr(bytes + start, '\n', length - start);
    return newline ? uint32_t(static_cast<const uint8_t *>(newline) - bytes) + 1 : length;
  }

  static uint32_t countLines(const uint8_t *text, size_t count) {
    uint32_t lines = count > 0 && text[count - 1] != '\n' ? 1 : 0;
    for (size_t i = 0; i < count; i++) lines += text[i] == '\n';
    return lines;
  }

  bool nextLine(JSONLine &line) {
    JSONLinePlace place;
    if (!findLine(place)) return false;
    line.offset = place.offset;
    line.length = place.length;
    line.number = place.number;
    // A token takes at least one byte of the line, and a string does not grow when its escapes are read.
    if (!tokens.reserve(place.length + 2) || !unescaped.reserve(place.length + 1)) status = JSONLineOutOfMemory;
    tokenEnd = tokens.start;
    unescapedEnd = unescaped.start;
    if (status == JSONLineRead) scanLine();
    finishLine(line);
    return true;
  }

  /// Moves to the next line that is not blank; false at the end of the buffer.
  bool findLine(JSONLinePlace &place) {
    while (lineStart < length) {
      if (lineStart >= windowEnd) {
        beginWindow();
        continue;
      }
      uint32_t start = lineStart;
      const void *newline = std::memchr(bytes + start, '\n', length - start);
      uint32_t end = newline ? uint32_t(static_cast<const uint8_t *>(newline) - bytes) : length;
      lineStart = newline ? end + 1 : end;
      place = JSONLinePlace{lineCount++, start, end - start};
      if (beginLine(start, end)) return true;
    }
    return false;
  }

  /// Finds the structural places of the line; false where it is blank.
  bool beginLine(uint32_t start, uint32_t end) {
    status = JSONLineRead;
    if (isLineByLine) {
      base = bytes + start;
      lineEnd = end - start;
      auto error = lineEnd == 0 ? simdjson::EMPTY : index(base, lineEnd);
      if (error == simdjson::EMPTY) return false;
      status = statusOf(error);
      next = stage->structural_indexes.get();
      if (status != JSONLineRead) next = nullptr;
    } else {
      lineEnd = end - uint32_t(base - bytes);
      if (*next >= lineEnd) return false;
    }
    hasEscapes = (isLineByLine || windowHasEscapes) && std::memchr(bytes + start, '\\', end - start) != nullptr;
    return true;
  }

  static JSONLineStatus statusOf(simdjson::error_code error) {
    switch (error) {
      case simdjson::SUCCESS: return JSONLineRead;
      case simdjson::UTF8_ERROR: return JSONLineInvalidUTF8;
      case simdjson::MEMALLOC: case simdjson::CAPACITY: return JSONLineOutOfMemory;
      default: return JSONLineMalformed;
    }
  }

  void scanLine() {
    depth = 0;
    if (current() != '{') {
      if (skipValue() && *next >= lineEnd) status = JSONLineNotAnObject;
    } else if (object(0) && *next < lineEnd) {
      fail(JSONLineMalformed);
    }
  }

  void finishLine(JSONLine &line) {
    // Offsets are given in the whole buffer, whichever way it was indexed.
    uint32_t shift = uint32_t(base - bytes);
    line.status = status;
    line.tokens = tokens.start;
    line.tokenCount = size_t(tokenEnd - tokens.start);
    line.unescaped = unescaped.start;
    line.unescapedCount = size_t(unescapedEnd - unescaped.start);
    line.errorOffset = line.offset;
    if (next != nullptr && status != JSONLineOutOfMemory) {
      line.errorOffset = (*next < lineEnd ? *next : lineEnd) + shift;
      if (!isLineByLine) while (*next < lineEnd) next++;
    }
    if (shift == 0) return;
    for (JSONToken *token = tokens.start; token < tokenEnd; token++) {
      if (!token->isUnescaped) token->offset += shift;
    }
  }

  // MARK: The grammar

  /// The structural character at hand, or NUL at the end of the line.
  uint8_t current() const { return *next < lineEnd ? base[*next] : 0; }

  bool fail(JSONLineStatus reason) {
    if (status == JSONLineRead) status = reason;
    return false;
  }

  void emit(JSONTokenKind kind, uint16_t domain, uint16_t field, uint32_t start, uint32_t end) {
    *tokenEnd++ = JSONToken{start, end - start, domain, field, kind, false};
  }

  bool object(uint16_t domain) {
    if (++depth > maximumDepth) return fail(JSONLineTooDeep);
    Layout &layout = layouts[domain];
    uint64_t row = ++rowCount;
    emit(JSONTokenBeginRow, domain, JSONNoField, *next, *next);
    next++;
    if (current() != '}') {
      for (size_t place = 0;; place++) {
        if (!member(layout, place, row, domain)) return false;
        if (current() != ',') break;
        next++;
      }
      if (current() != '}') return fail(JSONLineMalformed);
    }
    emit(JSONTokenEndRow, domain, JSONNoField, *next, *next);
    next++;
    depth--;
    return true;
  }

  bool member(Layout &layout, size_t place, uint64_t row, uint16_t domain) {
    if (current() != '"') return fail(JSONLineMalformed);
    uint32_t found = 0;
    if (!name(layout, place, found)) return false;
    uint32_t nameStart = *next;
    next++;
    if (current() != ':') return fail(JSONLineMalformed);
    next++;
    if (found == 0) return skipValue();
    Slot &slot = layout.slots[found - 1];
    if (slot.lastRow == row) {
      emit(JSONTokenDuplicate, slot.field == JSONNoField ? slot.child : domain, slot.field, nameStart, nameStart);
      return skipValue();
    }
    slot.lastRow = row;
    return slot.field == JSONNoField ? records(slot.child) : value(domain, slot.field);
  }

  /// Finds the slot of the name at hand, plus one, or 0.
  bool name(Layout &layout, size_t place, uint32_t &found) {
    uint32_t start = *next + 1;
    bool isPredictable = place < layout.predicted.size();
    if (isPredictable && layout.predicted[place] != 0) {
      const Slot &slot = layout.slots[layout.predicted[place] - 1];
      size_t count = slot.text.size();
      if (slot.isPlain && start + count < lineEnd && base[start + count] == '"'
          && std::memcmp(base + start, slot.text.data(), count) == 0) {
        found = layout.predicted[place];
        return true;
      }
    }
    uint32_t end;
    if (!stringEnd(start, end)) return false;
    const uint8_t *text = base + start;
    size_t count = end - start;
    if (hasEscapes && std::memchr(text, '\\', count)) {
      uint8_t *unescapedName = unescapedEnd;
      uint8_t *nameEnd = unescape(text, text + count, unescapedName);
      if (nameEnd == nullptr) return fail(JSONLineMalformed);
      text = unescapedName;
      count = size_t(nameEnd - unescapedName);
    }
    found = layout.find(text, count);
    if (isPredictable) layout.predicted[place] = found;
    return true;
  }

  /// Finds the closing quote of the string at hand, whose content begins at `start`.
  ///
  /// Whatever follows a string is structural, so its quote is the last character before the next place that is not space.
  bool stringEnd(uint32_t start, uint32_t &end) {
    uint32_t behind = next[1] < lineEnd ? next[1] : lineEnd;
    while (behind > start && isSpace(base[behind - 1])) behind--;
    if (behind <= start || base[behind - 1] != '"') return fail(JSONLineMalformed);
    end = behind - 1;
    return true;
  }

  bool records(uint16_t domain) {
    switch (current()) {
      case 'n': return literal("null", 4);
      case '[': break;
      default: return notRecords(domain);
    }
    if (++depth > maximumDepth) return fail(JSONLineTooDeep);
    next++;
    if (current() != ']') {
      for (;;) {
        if (!(current() == '{' ? object(domain) : notRecords(domain))) return false;
        if (current() != ',') break;
        next++;
      }
      if (current() != ']') return fail(JSONLineMalformed);
    }
    next++;
    depth--;
    return true;
  }

  bool notRecords(uint16_t domain) { return skipped(JSONTokenNotRecords, domain, JSONNoField); }

  /// Skips the value at hand and emits it whole.
  bool skipped(JSONTokenKind kind, uint16_t domain, uint16_t field) {
    uint32_t start = *next;
    if (!skipValue()) return false;
    uint32_t end = *next < lineEnd ? *next : lineEnd;
    emit(kind, domain, field, start, end);
    return true;
  }

  bool value(uint16_t domain, uint16_t field) {
    uint32_t start = *next;
    switch (current()) {
      case '"': return string(domain, field);
      case 't':
        if (!literal("true", 4)) return false;
        emit(JSONTokenTrue, domain, field, start, start + 4);
        return true;
      case 'f':
        if (!literal("false", 5)) return false;
        emit(JSONTokenFalse, domain, field, start, start + 5);
        return true;
      case 'n':
        if (!literal("null", 4)) return false;
        emit(JSONTokenNull, domain, field, start, start + 4);
        return true;
      case '{': case '[': return skipped(JSONTokenComposite, domain, field);
      default: {
        uint32_t end;
        if (!number(end)) return false;
        emit(JSONTokenNumber, domain, field, start, end);
        return true;
      }
    }
  }

  bool string(uint16_t domain, uint16_t field) {
    uint32_t start = *next + 1, end;
    if (!stringEnd(start, end)) return false;
    emit(JSONTokenString, domain, field, start, end);
    if (hasEscapes && std::memchr(base + start, '\\', end - start)) {
      uint8_t *stop = unescape(base + start, base + end, unescapedEnd);
      if (stop == nullptr) return fail(JSONLineMalformed);
      JSONToken &token = tokenEnd[-1];
      token.offset = uint32_t(unescapedEnd - unescaped.start);
      token.length = uint32_t(stop - unescapedEnd);
      token.isUnescaped = true;
      unescapedEnd = stop;
    }
    next++;
    return true;
  }

  /// Reads a word, and nothing that runs on behind it.
  bool literal(const char *text, uint32_t count) {
    uint32_t start = *next;
    if (lineEnd - start < count || std::memcmp(base + start, text, count) != 0 || !isScalarEnd(start + count)) {
      return fail(JSONLineMalformed);
    }
    next++;
    return true;
  }

  /// Reads `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
  bool number(uint32_t &end) {
    uint32_t at = *next;
    auto digits = [&] {
      uint32_t from = at;
      while (at < lineEnd && isDigit(base[at])) at++;
      return at - from;
    };
    if (at < lineEnd && base[at] == '-') at++;
    uint32_t first = at;
    uint32_t count = digits();
    if (count == 0 || (count > 1 && base[first] == '0')) return fail(JSONLineMalformed);
    if (at < lineEnd && base[at] == '.') {
      at++;
      if (digits() == 0) return fail(JSONLineMalformed);
    }
    if (at < lineEnd && (base[at] | 0x20) == 'e') {
      at++;
      if (at < lineEnd && (base[at] == '+' || base[at] == '-')) at++;
      if (digits() == 0) return fail(JSONLineMalformed);
    }
    if (!isScalarEnd(at)) return fail(JSONLineMalformed);
    end = at;
    next++;
    return true;
  }

  bool isScalarEnd(uint32_t at) const {
    if (at >= lineEnd) return true;
    uint8_t byte = base[at];
    return isSpace(byte) || byte == ',' || byte == '}' || byte == ']';
  }

  bool skipValue() {
    switch (current()) {
      case '{': return skipContainer('}', true);
      case '[': return skipContainer(']', false);
      case '"': return skipString();
      case 't': return literal("true", 4);
      case 'f': return literal("false", 5);
      case 'n': return literal("null", 4);
      default: {
        uint32_t end;
        return number(end);
      }
    }
  }

  bool skipString() {
    uint32_t start = *next + 1, end;
    if (!stringEnd(start, end)) return false;
    if (hasEscapes && std::memchr(base + start, '\\', end - start)
        && unescape(base + start, base + end, unescapedEnd) == nullptr) {
      return fail(JSONLineMalformed);
    }
    next++;
    return true;
  }

  bool skipContainer(uint8_t close, bool hasNames) {
    if (++depth > maximumDepth) return fail(JSONLineTooDeep);
    next++;
    if (current() != close) {
      for (;;) {
        if (hasNames) {
          if (current() != '"' || !skipString()) return fail(JSONLineMalformed);
          if (current() != ':') return fail(JSONLineMalformed);
          next++;
        }
        if (!skipValue()) return false;
        if (current() != ',') break;
        next++;
      }
      if (current() != close) return fail(JSONLineMalformed);
    }
    next++;
    depth--;
    return true;
  }

  // MARK: Rows

  void clearRows() {
    for (Table &table : tables) table.cells.count = table.starts.count = table.rowCount = 0;
    lines.count = irregularLines.count = rowStrings.count = 0;
  }

  JSONScanStatus scanRows(size_t limit) {
    JSONLinePlace place;
    while (tables[0].rowCount < limit) {
      if (!findLine(place)) return JSONScanAtEnd;
      markRows();
      bool isPlain = status == JSONLineRead && scanRow();
      if (!isPlain) takeRowsOut();
      if (next != nullptr && !isLineByLine) while (*next < lineEnd) next++;
      if (!(isPlain ? lines : irregularLines).append(place)) return JSONScanOutOfMemory;
    }
    return JSONScanFull;
  }

  /// Scans the line into rows; false where anything in it is not plain.
  bool scanRow() {
    if (current() != '{') return false;
    // Where strings that are skipped may be unescaped; a string does not grow by that.
    if (hasEscapes && !unescaped.reserve(lineEnd - *next)) return false;
    readable = length - uint32_t(base - bytes);
    unescapedEnd = unescaped.start;
    depth = 0;
    const uint32_t *end = row(next, 0);
    if (end == nullptr || end[-1] >= lineEnd || *end < lineEnd) return false;
    next = end;
    return true;
  }

  void markRows() {
    for (size_t i = 0; i < tables.size(); i++) marks[i] = TableMark{tables[i].rowCount, tables[i].starts.count};
  }

  void takeRowsOut() {
    for (size_t i = 0; i < tables.size(); i++) {
      tables[i].rowCount = marks[i].rowCount;
      tables[i].cells.count = marks[i].rowCount * layouts[i].cellCount;
      tables[i].starts.count = marks[i].startCount;
    }
  }

  /// Adds an empty row; null where memory does not suffice.
  __attribute__((always_inline)) RecordCell *addRow(uint16_t domain) {
    const Layout &layout = layouts[domain];
    Table &table = tables[domain];
    RecordCell *cells = table.cells.room(layout.cellCount);
    if (cells == nullptr && layout.cellCount > 0) return nullptr;
    for (uint32_t i = 0; i < layout.cellCount; i++) cells[i] = 0;
    table.cells.count += layout.cellCount;
    table.rowCount++;
    for (uint16_t child : layout.children) {
      if (!tables[child].starts.append(int32_t(tables[child].rowCount))) return nullptr;
    }
    static RecordCell none;
    return cells != nullptr ? cells : &none;
  }

  /// Scans the object at `place` into a row; returns the place behind it, or null where it is not plain.
  ///
  const uint32_t *row(const uint32_t *place, uint16_t domain) {
    Layout &layout = layouts[domain];
    if (++depth > maximumDepth) return nullptr;
    RecordCell *cells = addRow(domain);
    if (cells == nullptr) return nullptr;
    uint64_t number = ++rowCount;
    uint64_t seen = 0;
    place++;
    if (*place < lineEnd && base[*place] == '}') {
      depth--;
      return place + 1;
    }
    const Guess *guesses = layout.guesses.data();
    size_t guessCount = layout.guesses.size();
    for (size_t order = 0;; order++) {
      uint32_t at = *place;
      if (at >= lineEnd || base[at] != '"' || place[1] >= lineEnd || base[place[1]] != ':') return nullptr;
      Meaning meaning;
      // The words of a guess may reach behind the name, but not behind the buffer.
      if (order < guessCount && at + 1 + sizeof guesses->words <= readable && guesses[order].matches(base + at + 1)) {
        meaning = guesses[order].meaning;
      } else if (!findName(layout, place, order, meaning)) {
        return nullptr;
      }
      place += 2;
      if (meaning.kind == Meaning::unknown) {
        next = place;
        if (!skipValue()) return nullptr;
        place = next;
      } else {
        if (isSecond(layout, meaning.slot, seen, number)) return nullptr;
        place = meaning.kind == Meaning::records ? rows(place, meaning.child) : cellValue(place, cells + meaning.cell);
        if (place == nullptr) return nullptr;
      }
      if (*place >= lineEnd) return nullptr;
      uint8_t behind = base[*place++];
      if (behind == ',') continue;
      depth--;
      return behind == '}' ? place : nullptr;
    }
  }

  /// Whether the row had the name before.
  static bool isSecond(Layout &layout, uint32_t index, uint64_t &seen, uint64_t row) {
    if (index >= 64) {
      bool isSecond = layout.slots[index].lastRow == row;
      layout.slots[index].lastRow = row;
      return isSecond;
    }
    uint64_t bit = uint64_t(1) << index;
    bool isSecond = seen & bit;
    seen |= bit;
    return isSecond;
  }

  /// Finds what the name at `place` stands for, and keeps it as a guess for the next object.
  __attribute__((noinline)) bool findName(Layout &layout, const uint32_t *place, size_t order, Meaning &meaning) {
    uint32_t start = *place + 1, end;
    next = place;
    if (!stringEnd(start, end)) return false;
    const uint8_t *text = base + start;
    size_t count = end - start;
    if (hasEscapes && std::memchr(text, '\\', count)) {
      uint8_t *nameEnd = unescape(text, text + count, unescapedEnd);
      if (nameEnd == nullptr) return false;
      text = unescapedEnd;
      count = size_t(nameEnd - unescapedEnd);
    }
    uint32_t found = layout.find(text, count);
    if (found != 0) {
      const Slot &slot = layout.slots[found - 1];
      bool isRecords = slot.field == JSONNoField;
      meaning = Meaning{isRecords ? Meaning::records : Meaning::value, slot.child, slot.cell, found - 1};
    } else {
      noteUnknown(uint16_t(&layout - layouts.data()), text, count);
    }
    // The same bytes up to the quote are the same name, with escapes or without.
    if (order < layout.guesses.size()) layout.guesses[order].learn(base + start, end - start, meaning);
    return true;
  }

  void noteUnknown(uint16_t domain, const uint8_t *text, size_t count) {
    if (unknownNames.size() >= unknownNameLimit) return;
    for (const auto &known : unknownNames) {
      if (known.first == domain && known.second.size() == count && std::memcmp(known.second.data(), text, count) == 0) return;
    }
    try {
      unknownNames.emplace_back(domain, std::string(reinterpret_cast<const char *>(text), count));
    } catch (...) {
      // Without memory for a name the note about it is missing, and nothing else.
    }
  }

  const uint32_t *rows(const uint32_t *place, uint16_t domain) {
    if (*place >= lineEnd || base[*place] != '[') return word(place, "null", 4);
    if (++depth > maximumDepth) return nullptr;
    place++;
    if (*place < lineEnd && base[*place] == ']') {
      depth--;
      return place + 1;
    }
    for (;;) {
      if (*place >= lineEnd || base[*place] != '{') return nullptr;
      place = row(place, domain);
      if (place == nullptr || *place >= lineEnd) return nullptr;
      uint8_t behind = base[*place++];
      if (behind == ',') continue;
      depth--;
      return behind == ']' ? place : nullptr;
    }
  }

  /// Scans one value into `out`; returns the place behind it, or null where it is not plain.
  __attribute__((always_inline)) const uint32_t *cellValue(const uint32_t *place, RecordCell *out) {
    uint32_t start = *place, shift = uint32_t(base - bytes);
    if (start >= lineEnd) return nullptr;
    switch (base[start]) {
      case '"': return cellString(place, out);
      case 'n': return word(place, "null", 4);
      case 't':
        *out = cell(start + shift, 4, RecordCellBare);
        return word(place, "true", 4);
      case 'f':
        *out = cell(start + shift, 5, RecordCellBare);
        return word(place, "false", 5);
      default: {
        uint32_t end;
        next = place;
        if (!number(end)) return nullptr;
        *out = cell(start + shift, end - start, RecordCellBare);
        return place + 1;
      }
    }
  }

  __attribute__((always_inline)) const uint32_t *cellString(const uint32_t *place, RecordCell *out) {
    uint32_t start = *place + 1, end = place[1] - 1;
    if (place[1] >= lineEnd || end < start || base[end] != '"') {
      next = place;
      if (!stringEnd(start, end)) return nullptr;
    }
    *out = cell(start + uint32_t(base - bytes), end - start, RecordCellString);
    if (hasEscapes && !unescapeCell(start, end, out)) return nullptr;
    return place + 1;
  }

  __attribute__((noinline)) bool unescapeCell(uint32_t start, uint32_t end, RecordCell *out) {
    if (std::memchr(base + start, '\\', end - start) == nullptr) return true;
    uint8_t *content = rowStrings.room(end - start);
    if (content == nullptr) return false;
    uint8_t *stop = unescape(base + start, base + end, content);
    if (stop == nullptr) return false;
    *out = cell(uint32_t(rowStrings.count), uint32_t(stop - content), RecordCellString) | unescapedCell;
    rowStrings.count += size_t(stop - content);
    return true;
  }

  __attribute__((always_inline)) const uint32_t *word(const uint32_t *place, const char *text, uint32_t count) {
    uint32_t start = *place;
    if (start >= lineEnd || lineEnd - start < count || std::memcmp(base + start, text, count) != 0) return nullptr;
    return isScalarEnd(start + count) ? place + 1 : nullptr;
  }
};

// MARK: The C interface; no exception leaves it.

JSONScanner *JSONScannerCreate(size_t domainCount) {
  try {
    return new JSONScanner(domainCount);
  } catch (...) {
    return nullptr;
  }
}

bool JSONScannerAddField(JSONScanner *scanner, uint16_t domain, const uint8_t *name, size_t length, uint16_t field) {
  try {
    scanner->add(domain, name, length, field, 0);
    return true;
  } catch (...) {
    return false;
  }
}

bool JSONScannerAddRecords(JSONScanner *scanner, uint16_t domain, const uint8_t *name, size_t length, uint16_t child) {
  try {
    scanner->add(domain, name, length, JSONNoField, child);
    return true;
  } catch (...) {
    return false;
  }
}

void JSONScannerDestroy(JSONScanner *scanner) { delete scanner; }

bool JSONScannerBegin(JSONScanner *scanner, const uint8_t *bytes, size_t length) {
  try {
    return scanner->begin(bytes, length);
  } catch (...) {
    return false;
  }
}

bool JSONScannerNext(JSONScanner *scanner, JSONLine *line) { return scanner->nextLine(*line); }

uint32_t JSONScannerLineCount(const JSONScanner *scanner) { return scanner->lineCount; }

size_t JSONScannerUnknownNameCount(const JSONScanner *scanner) { return scanner->unknownNames.size(); }

JSONUnknownName JSONScannerUnknownName(const JSONScanner *scanner, size_t index) {
  const auto &name = scanner->unknownNames[index];
  return JSONUnknownName{reinterpret_cast<const uint8_t *>(name.second.data()), name.second.size(), name.first};
}

bool isValidUTF8(const uint8_t *bytes, size_t length) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

// MARK: Rows

void JSONScannerClearRows(JSONScanner *scanner) { scanner->clearRows(); }

JSONScanStatus JSONScannerScanRows(JSONScanner *scanner, size_t limit) {
  try {
    return scanner->scanRows(limit);
  } catch (...) {
    return JSONScanOutOfMemory;
  }
}

RecordRows JSONScannerRows(const JSONScanner *scanner, uint16_t domain) {
  const Table &table = scanner->tables[domain];
  return RecordRows{table.cells.start, scanner->layouts[domain].cellCount, table.rowCount, table.starts.start,
                    table.starts.count};
}

JSONScannedLines JSONScannerLines(const JSONScanner *scanner) {
  return JSONScannedLines{scanner->lines.start, scanner->lines.count, scanner->irregularLines.start,
                          scanner->irregularLines.count, scanner->rowStrings.start, scanner->rowStrings.count};
}
