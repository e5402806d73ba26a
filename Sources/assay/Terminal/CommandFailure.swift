import PolicyDiagnostics

/// Why a command cannot go on, where no source file is to blame.
struct CommandFailure: Error {
  let message: LocalizedText
  let help: LocalizedText?
  let status: ExitStatus

  init(_ message: LocalizedText, help: LocalizedText? = nil, status: ExitStatus) {
    self.message = message
    self.help = help
    self.status = status
  }
}
