import Glibc

/// Returns the place of the last `byte` in `text`, if there is one.
func lastIndex(of byte: UInt8, in text: borrowing Span<UInt8>) -> Int? {
  var place = text.count
  while place > 0 {
    place -= 1
    if text[place] == byte { return place }
  }
  return nil
}

/// Returns `count` zero bytes, in large pages where they are many: rows that are read here and there miss fewer
/// translations of addresses then.
func zeroBytes(_ count: Int) -> [UInt8] {
  unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    if let base = buffer.baseAddress {
      unsafe adviseLargePages(UnsafeMutableRawPointer(base), count)
      unsafe memset(base, 0, count)
    }
    initialized = count
  }
}

/// Asks for large pages in the part of a buffer that has room for whole ones; it does not matter if there are none.
func adviseLargePages(_ start: UnsafeMutableRawPointer, _ count: Int) {
  let size = 2 << 20
  let first = unsafe start.alignedUp(toMultipleOf: size)
  let usable = unsafe count - (first - start)
  if usable >= size { unsafe madvise(first, usable / size * size, MADV_HUGEPAGE) }
}

/// Returns the place of the first `byte` in `text` from `start` on, if there is one.
///
/// The C library looks at 32 bytes at a time where the processor can.
@inline(__always)
func firstIndex(of byte: UInt8, in text: borrowing Span<UInt8>, from start: Int) -> Int? {
  guard start < text.count else { return nil }
  return unsafe text.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress,
      let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
