import Glibc

/// A folder on disk.
enum Folder {
  /// Returns the paths of the files in `folder` and below, in order; hidden ones and links to folders are left out.
  static func files(below folder: String) -> [String] {
    var files: [String] = []
    var pending = [folder]
    while let next = pending.popLast() {
      for entry in entries(of: next) where !entry.name.hasPrefix(".") {
        let path = next == "." ? entry.name : next + "/" + entry.name
        if entry.isFolder { pending.append(path) } else { files.append(path) }
      }
    }
    return files.sorted()
  }

  /// Returns the path without steps up that it takes back: `../shop/a.yaml` in the folder `shop` is `a.yaml`.
  static func shortPath(of path: String) -> String {
    let parts = path.split(separator: "/")
    let steps = parts.prefix { $0 == ".." }.count
    let current = currentFolder.split(separator: "/")
    guard steps > 0, steps <= current.count else { return path }
    let rest = parts.dropFirst(steps)
    let taken = zip(current.suffix(steps), rest.dropLast()).prefix { $0 == $1 }.count
    return (parts.prefix(steps - taken) + rest.dropFirst(taken)).joined(separator: "/")
  }

  /// The path of the working folder; empty where the system does not tell.
  private static var currentFolder: String {
    guard let path = unsafe getcwd(nil, 0) else { return "" }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  private struct Entry {
    let name: String
    let isFolder: Bool
  }

  /// Returns what is in one folder; nothing where it cannot be listed.
  private static func entries(of folder: String) -> [Entry] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var entries: [Entry] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      entries.append(Entry(name: name, isFolder: unsafe isFolder(entry.pointee.d_type, folder + "/" + name)))
    }
    return entries
  }

  /// Some file systems do not tell the kind with the name.
  private static func isFolder(_ kind: UInt8, _ path: String) -> Bool {
    if Int(kind) != DT_UNKNOWN { return Int(kind) == DT_DIR }
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
