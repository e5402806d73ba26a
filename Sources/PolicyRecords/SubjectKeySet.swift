import CSimdJSON
import Glibc

/// The keys of all subjects so far, at less than 16 bytes each.
///
/// 256 open-addressing tables, so that only one of them is there twice while it grows. A table grows by a quarter when
/// it is 85 % full, so that a key takes between 11.8 and 14.7 bytes.
@safe
final class SubjectKeySet {
  /// The tables, which nothing else holds, so that no access to one of them is counted or checked.
  private let tables = UnsafeMutableBufferPointer<Table>.allocate(capacity: 256)

  init() {
    for place in unsafe tables.indices { unsafe tables.initializeElement(at: place, to: Table()) }
  }

  deinit {
    unsafe tables.deinitialize()
    unsafe tables.deallocate()
  }

  /// Adds a key; false where it is there already.
  func insert(_ key: SubjectKey) -> Bool { unsafe tables[Int(key.high >> 56)].insert(key) }

  /// Has the memory fetched in which a key will be looked for.
  func prefetch(_ key: SubjectKey) { unsafe tables[Int(key.high >> 56)].prefetch(key) }
}

extension SubjectKeySet {
  /// A table in memory of whole pages, which go back to the system when it is let go.
  ///
  /// What is freed in the middle of the heap stays with the process, so that tables which all grow at the same time
  /// would take up to twice their room.
  @safe
  private struct Table: ~Copyable {
    /// A place whose high word is zero is free.
    private let highs: UnsafeMutableBufferPointer<UInt64>
    private let lows: UnsafeMutableBufferPointer<UInt16>
    private var count = 0

    /// As many places as fill four pages: fewer, and the tables of a large input grow again and again.
    private static let leastSize = 1638
    private static let placeSize = MemoryLayout<UInt64>.size + MemoryLayout<UInt16>.size

    init() {
      unsafe highs = UnsafeMutableBufferPointer(start: nil, count: 0)
      unsafe lows = UnsafeMutableBufferPointer(start: nil, count: 0)
    }

    /// Makes an empty table of `size` places.
    private init(size: Int) {
      // All pages will be written to, and to have each found missing at its first use takes longer than the use.
      let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE
      let start = unsafe mmap(nil, size * Self.placeSize, PROT_READ | PROT_WRITE, flags, -1, 0)
      guard let start = unsafe start, unsafe start != MAP_FAILED else { fatalError("out of memory") }
      unsafe highs = UnsafeMutableBufferPointer(start: start.assumingMemoryBound(to: UInt64.self), count: size)
      let rest = unsafe start + size * MemoryLayout<UInt64>.size
      unsafe lows = UnsafeMutableBufferPointer(start: rest.assumingMemoryBound(to: UInt16.self), count: size)
    }

    deinit {
      if unsafe highs.count > 0 { unsafe munmap(highs.baseAddress, highs.count * Self.placeSize) }
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
