/// Where subjects and their records are read from.
package enum RecordSource: Hashable, Sendable {
  /// A file with one subject a line and its records inside; `-` is standard input.
  case jsonLines(path: String)

  /// A folder with `subjects.csv` and one file for each record type.
  case csvFolder(path: String)

  /// Takes a folder for CSV files, and anything else for JSON Lines.
  package init(path: String) {
    self = path != "-" && FileSystem.isFolder(path) ? .csvFolder(path: path) : .jsonLines(path: path)
  }

  package var path: String {
    switch self {
    case .jsonLines(let path), .csvFolder(let path): path
    }
  }
}
