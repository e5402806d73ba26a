import Glibc

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
