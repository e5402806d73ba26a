// Rows of cells, as the scanners of JSON and CSV fill them.

#ifndef ASSAY_RECORD_TABLE_H
#define ASSAY_RECORD_TABLE_H

#include "CSimdJSON.h"

#include <cstdlib>

namespace {

/// A list without initialization of its elements; its content outlives a growth.
template <class Element>
struct List {
  Element *start = nullptr;
  size_t count = 0;
  size_t capacity = 0;

  List() = default;
  List(const List &) = delete;
  List(List &&other) noexcept : start(other.start), count(other.count), capacity(other.capacity) {
    other.start = nullptr;
  }
  ~List() { std::free(start); }

  /// Makes room for `more` elements behind the last; null where memory does not suffice.
  Element *room(size_t more) {
    if (count + more > capacity && !grow(more)) return nullptr;
    return start + count;
  }

  bool append(const Element &element) {
    Element *place = room(1);
    if (place == nullptr) return false;
    *place = element;
    count++;
    return true;
  }

 private:
  __attribute__((noinline)) bool grow(size_t more) {
    size_t larger = capacity * 2 > count + more ? capacity * 2 : count + more + 64;
    void *grown = std::realloc(start, larger * sizeof(Element));
    if (grown == nullptr) return false;
    start = static_cast<Element *>(grown);
    capacity = larger;
    return true;
  }
};

/// The rows of one domain.
struct Table {
  List<RecordCell> cells;
  List<int32_t> starts;
  size_t rowCount = 0;
};

[[maybe_unused]] RecordCell cell(uint32_t offset, uint32_t length, uint64_t form) {
  return uint64_t(offset) | uint64_t(length) << 32 | form << 60;
}

constexpr RecordCell unescapedCell = uint64_t(1) << 62;

}  // namespace

#endif
