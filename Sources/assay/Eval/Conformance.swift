import PolicyDiagnostics
import PolicyFEEL
import PolicyRecords
import PolicyReport

/// Answers conformance cases, one JSON object a line each way.
struct Conformance {
  private let language: Language

  init(language: Language) {
    self.language = language
  }

  /// Returns the answer to one line; nil for a blank one.
  func answer(to line: ArraySlice<UInt8>) -> [UInt8]? {
    guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return nil }
    var writer = JSONWriter()
    let tree: JSONTree
    do throws(JSONTreeError) {
      tree = try JSONTree(bytes: Array(line))
    } catch {
      writer.object { $0.refusal(nil, "unsupported", error.reason.text(in: language)) }
      writer.endLine()
      return writer.bytes
    }
    do throws(ConformanceError) {
      let request = try ConformanceRequest(tree)
      write(request, &writer)
    } catch {
      writer.object { $0.refusal(tree["id"]?.string, "unsupported", error.message) }
    }
    writer.endLine()
    return writer.bytes
  }

  private func write(_ request: ConformanceRequest, _ writer: inout JSONWriter) {
    let (program, diagnostics) = FEELProgram.check(
      request.source, inputs: request.inputs, declared: request.declared, declaredText: request.declaredText,
      typeNames: request.typeNames, zones: .ofSystem)
    guard let program else {
      let first = diagnostics.sorted.first { $0.severity == .error }
      writer.object { $0.refusal(request.id, "compile-error", first.map(message) ?? "") }
      return
    }
    do throws(FEELFailure) {
      let value = try program.value()
      writer.object { writer in
        writer.member("id", request.id)
        writer.member("status", "value")
        writer.encodedMembers(value)
      }
    } catch {
      writer.object { $0.refusal(request.id, "runtime-error", message(error.diagnostic)) }
    }
  }

  private func message(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.code.rawValue): \(diagnostic.message.text(in: language))"
  }
}

extension JSONWriter {
  fileprivate mutating func refusal(_ id: String?, _ status: String, _ message: String) {
    member("id", id)
    member("status", status)
    member("message", message)
  }
}

extension ZoneRules {
  /// The time zones that the system knows.
  static let ofSystem = ZoneRules { name in
    guard let file = try? InputFile(path: "/usr/share/zoneinfo/" + name) else { return nil }
    return try? file.readAll()
  }
}
