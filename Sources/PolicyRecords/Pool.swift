import Synchronization

/// Things that are costly to make, each used by one task at a time.
///
/// A thing is either in the pool or in the hands of the one task that took it, so that it need not be `Sendable`
/// itself.
final class Pool<Element>: @unchecked Sendable {
  private let lock = Mutex(())
  private var elements: [Element] = []

  func take() -> Element? {
    lock.withLock { _ in elements.popLast() }
  }

  func give(_ element: Element) {
    lock.withLock { _ in elements.append(element) }
  }
}
