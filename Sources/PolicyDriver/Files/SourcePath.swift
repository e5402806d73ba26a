/// A path to a file or a folder, as text: nothing here looks at a disk.
package struct SourcePath: Hashable, Sendable {
  /// The path without `.`, without doubled slashes, and with `..` at its beginning only; `.` for the working folder.
  package let text: String

  package init(_ text: String) {
    var parts: [Substring] = []
    for part in text.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !text.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    self.text = text.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// The folder that holds the file or folder.
  package var folder: SourcePath { SourcePath(text + "/..") }

  /// Returns the path that `relative` stands for where this path is a folder.
  package func appending(_ relative: String) -> SourcePath {
    SourcePath(relative.hasPrefix("/") ? relative : text + "/" + relative)
  }

  /// Returns how the path is written in a file in `folder`: by way of `..` where both are relative or both absolute.
  package func relative(to folder: SourcePath) -> String {
    guard text.hasPrefix("/") == folder.text.hasPrefix("/") else { return text }
    let own = text.split(separator: "/").filter { $0 != "." }
    let base = folder.text.split(separator: "/").filter { $0 != "." }
    let common = zip(own, base).prefix { $0 == $1 && $0 != ".." }.count
    return (Array(repeating: "..", count: base.count - common) + own[common...]).joined(separator: "/")
  }

  /// The last part of the path.
  package var name: Substring { text.split(separator: "/").last ?? "" }

  /// Whether the name ends as those of YAML files do.
  package var isYAML: Bool { text.hasSuffix(".yaml") || text.hasSuffix(".yml") }

  /// The folder itself and those above it, the nearest first.
  ///
  /// A relative path does not tell how deep the working folder lies, so that only so many folders above it are named.
  package var selfAndAncestors: [SourcePath] {
    var ancestors = [self]
    while ancestors.count < Self.maximumDepth, let last = ancestors.last, last.text != "/" {
      ancestors.append(last.folder)
    }
    return ancestors
  }

  private static let maximumDepth = 32
}
