import CSimdJSON
import Glibc

/// The keys of all subjects so far, at less than 16 bytes each.
///
/// 256 open-addressing tables, so that only one of them is there twice while it grows. A table grows by a quarter when
/// it is 85 % full, so that a key takes between 11.8 and 14.7 bytes.
final class SubjectKeySet {
  private var tables = Array(repeating: Table(), count: 256)

  /// Adds a key; false where it is there already.
  func insert(_ key: SubjectKey) -> Bool { tables[Int(key.high >> 56)].insert(key) }

  /// Has the memory fetched in which a key will be looked for.
  func prefetch(_ key: SubjectKey) {
    // Without a copy of the table, which would own its memory once more.
    unsafe tables.withUnsafeBufferPointer { unsafe $0[Int(key.high >> 56)].prefetch(key) }
  }
}

extension SubjectKeySet {
  /// A table, whose copies share its memory; the set alone has it.
  @safe
  private struct Table {
    private var memory: Pages?
    private var highs = unsafe UnsafeMutableBufferPointer<UInt64>(start: nil, count: 0)
    private var lows = unsafe UnsafeMutableBufferPointer<UInt16>(start: nil, count: 0)
    private var count = 0

    /// As many places as fill the first page.
    private static let leastSize = 400

    init() {}

    /// Makes an empty table of `size` places; a place whose high word is zero is free.
    private init(size: Int) {
      let memory = Pages(byteCount: size * (MemoryLayout<UInt64>.size + MemoryLayout<UInt16>.size))
      unsafe highs = UnsafeMutableBufferPointer(
        start: memory.start.assumingMemoryBound(to: UInt64.self), count: size)
      let rest = unsafe memory.start + size * MemoryLayout<UInt64>.size
      unsafe lows = UnsafeMutableBufferPointer(start: rest.assumingMemoryBound(to: UInt16.self), count: size)
      self.memory = memory
    }

    mutating func insert(_ key: SubjectKey) -> Bool {
      if unsafe count * 100 >= highs.count * 85 { grow() }
      guard place(key.high, key.low) else { return false }
      count += 1
      return true
    }

    /// Puts a key into its place; false where it is there already.
    private func place(_ high: UInt64, _ low: UInt16) -> Bool {
      var highs = unsafe highs.mutableSpan
      var lows = unsafe lows.mutableSpan
      var place = start(of: high)
      while highs[place] != 0 {
        if highs[place] == high, lows[place] == low { return false }
        place = place + 1 == highs.count ? 0 : place + 1
      }
      highs[place] = high
      lows[place] = low
      return true
    }

    /// The place to begin with: the middle bits of the key, spread over the table by multiplication.
    private func start(of high: UInt64) -> Int {
      unsafe Int((high << 8).multipliedFullWidth(by: UInt64(highs.count)).high)
    }

    func prefetch(_ key: SubjectKey) {
      guard count > 0 else { return }
      let place = start(of: key.high)
      unsafe prefetchMemory(highs.baseAddress! + place)
      unsafe prefetchMemory(lows.baseAddress! + place)
    }

    private mutating func grow() {
      var larger = unsafe Table(size: max(Self.leastSize, highs.count + highs.count / 4))
      for place in unsafe highs.indices where unsafe highs[place] != 0 {
        _ = unsafe larger.place(highs[place], lows[place])
      }
      larger.count = count
      self = larger
    }
  }
}

/// Memory of whole pages, zero at first, which goes back to the system when it is let go.
///
/// What is freed in the middle of the heap stays with the process, so that tables which all grow at the same time would
/// take up to twice their room.
@safe
private final class Pages {
  let start: UnsafeMutableRawPointer
  private let byteCount: Int

  init(byteCount: Int) {
    let pages = unsafe mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let pages = unsafe pages, unsafe pages != MAP_FAILED else { fatalError("out of memory") }
    unsafe start = pages
    self.byteCount = byteCount
  }

  deinit { unsafe munmap(start, byteCount) }
}
