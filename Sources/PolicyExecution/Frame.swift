import PolicyIR
import PolicyTypes

/// Memory that kernels use while they run, kept from batch to batch.
struct Scratch {
  var rows: [Int] = []
  var sums: [Int64] = []
  var ordinals = OrdinalScratch()
  var runs: [RunPlace] = []
  var spells = SpellScratch()
  var matches: [Int] = []
  var caps = CapScratch()
  /// Which combination of its keys each row of a look-up has.
  var combinations: [UInt8] = []
  /// What a look-up or a sum of several values reads, while it runs.
  var keys: [Operand<UInt8>] = []
  var terms: [Operand<Int64>] = []
  /// The rows of domains, by their codes.
  var partitions: [CodePartition] = []

  /// Forgets what is known of the rows of the last batch.
  mutating func begin(partitionCount: Int) {
    if partitions.isEmpty { partitions = Array(repeating: CodePartition(), count: partitionCount) }
    for index in partitions.indices { partitions[index].isCurrent = false }
  }
}

/// What the steps of one run read and write: the batch, the constants and the registers.
struct Frame {
  var batch: Batch
  var constants: [Column]
  var text: TextPool
  var registers: [Column]
  var scratch = Scratch()

  func rows(of domain: DomainID) -> Int { batch.domains[domain.index].count }

  func starts(of domain: DomainID) -> [Int32] { batch.domains[domain.index].starts }

  /// Where the segments of a step begin, then the count of its rows.
  func segments(of step: Step) -> [Int32] { segments(of: step.domain, step.between) }

  func segments(of domain: DomainID, _ between: [DomainID]) -> [Int32] {
    between.reduce(starts(of: domain)) { starts, domain in self.starts(of: domain).map { starts[Int($0)] } }
  }

  // MARK: Operands by lane

  func bytes(_ place: ValuePlace) -> Operand<UInt8> { operand(place) { $0.bytes } }
  func dates(_ place: ValuePlace) -> Operand<Int32> { operand(place) { $0.dates } }
  func integers(_ place: ValuePlace) -> Operand<Int64> { operand(place) { $0.integers } }
  func decimals(_ place: ValuePlace) -> Operand<Decimal128> { operand(place) { $0.decimals } }
  func texts(_ place: ValuePlace) -> Operand<TextRange> { operand(place) { $0.texts } }

  func presence(_ place: ValuePlace) -> Presence {
    switch place.kind {
    case .constant(let index): presence(constants[index], place)
    case .input(let domain, let field): presence(batch.domains[domain.index].columns[field], place)
    case .register(let index): presence(registers[index], place)
    }
  }

  func key(_ place: ValuePlace, in lane: Lane) -> RowKey {
    switch lane.storage {
    case .bytes: .bytes(bytes(place))
    case .dates: .dates(dates(place))
    case .integers: .integers(integers(place))
    case .decimals: .decimals(decimals(place))
    case .texts: .texts(texts(place), text)
    }
  }

  @inline(__always)  // Otherwise all arrays of a column are retained for one of them.
  private func operand<Element>(_ place: ValuePlace, _ elements: (borrowing Column) -> [Element]) -> Operand<Element> {
    switch place.kind {
    case .constant(let index):
      Operand(elements: elements(constants[index]), isConstant: true, presence: presence(constants[index], place))
    case .input(let domain, let field):
      Operand(
        elements: elements(batch.domains[domain.index].columns[field]), isConstant: false,
        presence: presence(batch.domains[domain.index].columns[field], place))
    case .register(let index):
      Operand(elements: elements(registers[index]), isConstant: false, presence: presence(registers[index], place))
    }
  }

  @inline(__always)  // As above.
  private func presence(_ column: borrowing Column, _ place: ValuePlace) -> Presence {
    if column.validity.isEmpty || place.isAssumedPresent { return .everywhere }
    if case .constant = place.kind { return .nowhere }
    return .some(column.validity)
  }
}
