package import PolicyDigest
package import PolicyTypes

/// What reproduces a run: everything that its results follow from, and the digests of what went in and came out.
///
/// No clock is in it, no name of a machine and no path above the package of the policy: the same run has the same
/// receipt wherever and whenever it is made.
package struct Receipt: Hashable, Sendable {
  /// The version of the form; `grammar/receipt.schema.json` describes it.
  package static let format = 1

  package let engine: EngineStamp
  package let policy: PolicyStamp
  package let asOf: CalendarDate
  package let options: ReceiptOptions
  package let counts: ReceiptCounts
  package let input: InputStamp
  package let output: FileStamp
  /// The file of data faults; nil where none was written.
  package let faults: FileStamp?

  package init(
    engine: EngineStamp, policy: PolicyStamp, asOf: CalendarDate, options: ReceiptOptions, counts: ReceiptCounts,
    input: InputStamp, output: FileStamp, faults: FileStamp?
  ) {
    self.engine = engine
    self.policy = policy
    self.asOf = asOf
    self.options = options
    self.counts = counts
    self.input = input
    self.output = output
    self.faults = faults
  }
}

/// The versions of the program and of the language that it understands.
package struct EngineStamp: Hashable, Sendable {
  package let version: String
  package let language: Int

  package init(version: String, language: Int) {
    self.version = version
    self.language = language
  }
}

/// A policy and every file that it is made of.
package struct PolicyStamp: Hashable, Sendable {
  package let id: String
  package let version: String
  /// The policy's own file first; their names are relative to the root of the package.
  package let sources: [SourceStamp]

  package init(id: String, version: String, sources: [SourceStamp]) {
    self.id = id
    self.version = version
    self.sources = sources
  }
}

/// A file that a policy is made of, and what it is to the policy.
package struct SourceStamp: Hashable, Sendable {
  package enum Role: String, Hashable, Sendable {
    case policy
    /// A policy that it extends.
    case parent
    /// A file of record types or of measures.
    case imported = "import"
    /// A file of rows of reference figures.
    case reference
    case calendar
    /// A policy whose results it reads.
    case published
    /// A data mapping in a file of its own.
    case data
  }

  package let role: Role
  package let file: FileStamp

  package init(role: Role, file: FileStamp) {
    self.role = role
    self.file = file
  }
}

/// The options of a run that matter to its results; the language of messages and the number of threads do not.
package struct ReceiptOptions: Hashable, Sendable {
  package let format: String
  /// How many reasons each row has at most; nil where it has none.
  package let reasons: Int?
  package let hasRowDigests: Bool
  package let isMasked: Bool

  package init(format: String, reasons: Int?, hasRowDigests: Bool, isMasked: Bool) {
    self.format = format
    self.reasons = reasons
    self.hasRowDigests = hasRowDigests
    self.isMasked = isMasked
  }
}

/// How many subjects there were, and what became of them.
package struct ReceiptCounts: Hashable, Sendable {
  package let subjects: Int
  package let graded: Int
  package let setAside: Int
  /// Records dated after the as-of date, which do not count.
  package let laterRecords: Int
  /// How many data faults there are of each code.
  package let faults: [String: Int]
  /// How many invalid values count as missing, and how many make their record void; only what there is.
  package let invalid: [String: Int]

  package init(
    subjects: Int, graded: Int, setAside: Int, laterRecords: Int, faults: [String: Int], invalid: [String: Int] = [:]
  ) {
    self.invalid = invalid
    self.subjects = subjects
    self.graded = graded
    self.setAside = setAside
    self.laterRecords = laterRecords
    self.faults = faults
  }
}

/// The files that were read, as they are, byte for byte.
package struct InputStamp: Hashable, Sendable {
  package enum Form: String, Hashable, Sendable {
    case jsonLines = "jsonl"
    case csvFolder = "csv"
  }

  package let form: Form
  package let files: [FileStamp]

  package init(form: Form, files: [FileStamp]) {
    self.form = form
    self.files = files
  }
}
