import Glibc
package import PolicyDiagnostics

/// A file that the system would not open, read or write.
package struct FileError: Error, Hashable, Sendable {
  package enum Operation: Hashable, Sendable {
    case open
    case read
    case create
    case write
    case rename
    case list
    /// The file is an input of the same command, or another output.
    case replaceInput
    case replaceOutput
  }

  package let operation: Operation
  package let path: String

  /// The system's error number.
  package let number: Int32

  package init(_ operation: Operation, _ path: String, number: Int32) {
    self.operation = operation
    self.path = path
    self.number = number
  }

  /// Makes the error of the system call that has just failed.
  init(_ operation: Operation, _ path: String) {
    self.init(operation, path, number: errno)
  }

  /// Whether the reader of the output went away, which is no fault of anybody's.
  package var isBrokenPipe: Bool { number == EPIPE }

  package var message: LocalizedText {
    let reason = systemReason(number)
    if path == "-" {
      return operation == .open || operation == .read
        ? LocalizedText("cannot read standard input: \(reason.english)", "无法读取标准输入：\(reason.chinese)")
        : LocalizedText("cannot write standard output: \(reason.english)", "无法写入标准输出：\(reason.chinese)")
    }
    return switch operation {
    case .open: LocalizedText("cannot open `\(path)`: \(reason.english)", "无法打开 `\(path)`：\(reason.chinese)")
    case .read: LocalizedText("cannot read `\(path)`: \(reason.english)", "无法读取 `\(path)`：\(reason.chinese)")
    case .create: LocalizedText("cannot create `\(path)`: \(reason.english)", "无法创建 `\(path)`：\(reason.chinese)")
    case .write: LocalizedText("cannot write `\(path)`: \(reason.english)", "无法写入 `\(path)`：\(reason.chinese)")
    case .rename: LocalizedText("cannot replace `\(path)`: \(reason.english)", "无法替换 `\(path)`：\(reason.chinese)")
    case .replaceInput:
      LocalizedText(
        "`\(path)` was read by this command and is not replaced by its output; name another file",
        "`\(path)` 是本命令读入的文件，不会被输出覆盖；请另写文件名")
    case .replaceOutput:
      LocalizedText(
        "`\(path)` is another output of this command already; name another file", "`\(path)` 已是本命令的另一输出；请另写文件名")
    case .list: LocalizedText("cannot list `\(path)`: \(reason.english)", "无法列出 `\(path)`：\(reason.chinese)")
    }
  }
}

/// What an error number means; numbers without words of our own have the system's in both languages.
private func systemReason(_ number: Int32) -> LocalizedText {
  switch number {
  case ENOENT: LocalizedText("no such file or folder", "文件或文件夹不存在")
  case EACCES, EPERM: LocalizedText("permission denied", "没有权限")
  case EISDIR: LocalizedText("it is a folder", "它是文件夹")
  case ENOTDIR: LocalizedText("a part of the path is not a folder", "路径中的一部分不是文件夹")
  case ENOSPC, EDQUOT: LocalizedText("the disk is full", "磁盘空间已满")
  case EFBIG: LocalizedText("the file would be too large", "文件过大")
  case EPIPE: LocalizedText("the reader has closed the pipe", "读取方已关闭管道")
  case EROFS: LocalizedText("the file system is read-only", "文件系统为只读")
  case EIO: LocalizedText("the device reports an error", "设备报告错误")
  case EMFILE, ENFILE: LocalizedText("too many files are open", "打开的文件过多")
  case ELOOP: LocalizedText("too many symbolic links", "符号链接过多")
  case ENAMETOOLONG: LocalizedText("the name is too long", "名称过长")
  case ENOMEM: LocalizedText("not enough memory", "内存不足")
  default: LocalizedText(verbatim: unsafe String(cString: strerror(number)))
  }
}
