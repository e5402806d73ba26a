import ArgumentParser
import PolicyDiagnostics
import PolicyRecords

/// A command that ends with a status, and says on standard error why it could not do its work.
protocol AssayCommand: AsyncParsableCommand {
  var messages: MessageOptions { get }

  /// Does the work.
  func perform(_ console: Console) async throws -> ExitStatus
}

extension AssayCommand {
  func run() async throws {
    let console = messages.console
    var status = await status(console)
    if let error = StandardStream.outputError {
      console.report(error.message)
      status = .inputOutput
    }
    if status != .clean { throw ExitCode(status.rawValue) }
  }

  /// Does the work, says on standard error why it could not, and returns the status.
  func status(_ console: Console) async -> ExitStatus {
    do {
      return try await perform(console)
    } catch let failure as CommandFailure {
      console.report(failure.message, help: failure.help)
      return failure.status
    } catch let error as FileError {
      // Who closes a pipe, as `head` does, has seen enough.
      if !error.isBrokenPipe { console.report(error.message) }
      return .inputOutput
    } catch let error as RecordsError {
      console.report(error.message, help: error.help)
      return .inputOutput
    } catch let error as JournalError {
      console.report(error.message, help: error.help)
      return .inputOutput
    } catch {
      console.report(LocalizedText(verbatim: "\(error)"))
      return .inputOutput
    }
  }
}
