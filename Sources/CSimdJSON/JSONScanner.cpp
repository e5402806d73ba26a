// The scanner takes simdjson's first stage (the places of all structural characters, found with the widest vectors that the
// processor has, and the check of UTF-8) and walks over those places itself, because On-Demand leaves what is skipped
// unchecked, and a malformed line must be a fault whether or not the policy reads the piece that is wrong.

#include "CSimdJSON.h"

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
  /// The row that last had the name.
  uint64_t lastRow = 0;
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

  void prepare() {
    size_t size = 4;
    while (size < slots.size() * 4) size *= 2;
    table.assign(size, 0);
    predicted.assign(slots.size() * 2 + 16, 0);
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

  ~Room() { std::free(start); }

  bool reserve(size_t count) {
    if (count <= capacity) return true;
    std::free(start);
    start = static_cast<Element *>(std::malloc(count * sizeof(Element)));
    capacity = start ? count : 0;
    return start != nullptr;
  }
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
  /// Whether the whole buffer could not be indexed, because of some line in it.
  bool isLineByLine = false;

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

  explicit JSONScanner(size_t domainCount) : layouts(domainCount) {}

  void add(uint16_t domain, const uint8_t *name, size_t nameLength, uint16_t field, uint16_t child) {
    bool isPlain = true;
    for (size_t i = 0; i < nameLength; i++) isPlain = isPlain && name[i] != '"' && name[i] != '\\' && name[i] >= 0x20;
    std::string text(reinterpret_cast<const char *>(name), nameLength);
    layouts.at(domain).slots.push_back(Slot{std::move(text), field, child, isPlain});
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
    lineStart = lineCount = 0;
    base = text;
    auto error = count == 0 ? simdjson::EMPTY : index(text, count);
    if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) return false;
    if (error == simdjson::EMPTY) lineStart = length, lineCount = countLines(text, count);
    // Without an error no string goes over a line end, so every line can be walked on its own. With one, each line is
    // indexed by itself, and only those that are wrong are lost.
    isLineByLine = error != simdjson::SUCCESS;
    if (!isLineByLine) next = stage->structural_indexes.get();
    return true;
  }

  static uint32_t countLines(const uint8_t *text, size_t count) {
    uint32_t lines = count > 0 && text[count - 1] != '\n' ? 1 : 0;
    for (size_t i = 0; i < count; i++) lines += text[i] == '\n';
    return lines;
  }

  bool nextLine(JSONLine &line) {
    while (lineStart < length) {
      uint32_t start = lineStart;
      const void *newline = std::memchr(bytes + start, '\n', length - start);
      uint32_t end = newline ? uint32_t(static_cast<const uint8_t *>(newline) - bytes) : length;
      lineStart = newline ? end + 1 : end;
      line.offset = start;
      line.length = end - start;
      line.number = lineCount++;
      if (!beginLine(start, end)) continue;
      if (status == JSONLineRead) scanLine();
      finishLine(line);
      return true;
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
      lineEnd = end;
      if (*next >= lineEnd) return false;
    }
    size_t lineLength = end - start;
    // A token takes at least one byte of the line, and a string does not grow when its escapes are read.
    if (!tokens.reserve(lineLength + 2) || !unescaped.reserve(lineLength + 1)) status = JSONLineOutOfMemory;
    tokenEnd = tokens.start;
    unescapedEnd = unescaped.start;
    hasEscapes = std::memchr(bytes + start, '\\', lineLength) != nullptr;
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

bool isValidUTF8(const uint8_t *bytes, size_t length) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}
