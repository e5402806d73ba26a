import PolicyExecution
import PolicyIR
import PolicyTypes

/// Writes out in numbers how a value was calculated, such as `100 - min(20, 2 × 3)`.
///
/// It follows the program itself, so what stands there is what was done: of a choice only the branch that was taken,
/// of a count or a sum over records its number. Where a calculation is too long to follow, the numbers of its parts
/// stand in.
struct ArithmeticText {
  private let reader: SubjectReader
  /// How many more operations are written out.
  private var budget = 40

  /// Returns the calculation of `id` at `place`, or nil where there is none.
  static func text(of id: ValueID, at place: RowPlace, _ reader: SubjectReader) -> String? {
    var writer = ArithmeticText(reader: reader)
    let written = writer.write(id, at: place, depth: 0)
    return written.binding == .number ? nil : written.text
  }

  private init(reader: SubjectReader) {
    self.reader = reader
  }

  /// A piece of text and how tightly it holds together.
  private struct Piece {
    let text: String
    let binding: Binding

    func bracketed(below binding: Binding) -> String {
      self.binding.rawValue < binding.rawValue ? "(\(text))" : text
    }
  }

  private enum Binding: Int {
    case sum
    case product
    case call
    case number
  }

  private static let deepest = 12

  private mutating func write(_ id: ValueID, at place: RowPlace, depth: Int) -> Piece {
    budget -= 1
    // Its text is made only where it stands.
    var number: Piece { leaf(id, at: place) }
    guard budget > 0, depth < Self.deepest, !reader.value(of: id, at: place).isAbsent,
      let here = reader.row(above: place, in: reader.domain(of: id))
    else { return number }
    switch reader.operation(of: id) {
    case .arithmetic(let sign, let a, let b):
      return combine(sign, write(a, at: here, depth: depth + 1), write(b, at: here, depth: depth + 1))
    case .negate(let a):
      let operand = write(a, at: here, depth: depth + 1)
      return operand.binding == .number ? number : Piece(text: "-" + operand.bracketed(below: .call), binding: .sum)
    case .round(let a, let digits, let mode):
      let piece = write(a, at: here, depth: depth + 1)
      // A plain number that is as round as it should be needs no word.
      if piece.binding == .number, reader.value(of: a, at: here) == reader.value(of: id, at: here) { return number }
      return rounded(piece, digits, mode)
    case .divideRounded(let a, let b, let digits, let mode):
      return rounded(
        combine(.divide, write(a, at: here, depth: depth + 1), write(b, at: here, depth: depth + 1)), digits, mode)
    default:
      return source(of: id, at: here).map { write($0, at: here, depth: depth + 1) } ?? number
    }
  }

  /// Returns the value that `id` merely passes on at `place`.
  private func source(of id: ValueID, at place: RowPlace) -> ValueID? {
    switch reader.operation(of: id) {
    case .convert(let a), .assumePresent(let a), .gather(let a): a
    case .orElse(let a, let b): reader.value(of: a, at: place).isAbsent ? b : a
    case .select(let condition, let a, let b): reader.isTrue(condition, at: place) ? a : b
    default: nil
    }
  }

  private func leaf(_ id: ValueID, at place: RowPlace) -> Piece {
    let value = reader.value(of: id, at: place)
    guard let number = value.number else {
      return Piece(text: value.isAbsent ? "?" : value.description, binding: .number)
    }
    let text = number.calculatorText
    return Piece(text: number < .zero ? "(\(text))" : text, binding: .number)
  }

  private func combine(_ sign: ArithmeticOperator, _ a: Piece, _ b: Piece) -> Piece {
    switch sign {
    case .add: Piece(text: "\(a.text) + \(b.text)", binding: .sum)
    case .subtract: Piece(text: "\(a.text) - \(b.bracketed(below: .product))", binding: .sum)
    case .multiply:
      Piece(text: "\(a.bracketed(below: .product)) × \(b.bracketed(below: .product))", binding: .product)
    case .divide: Piece(text: "\(a.bracketed(below: .product)) ÷ \(b.bracketed(below: .call))", binding: .product)
    case .minimum: Piece(text: "min(\(a.text), \(b.text))", binding: .call)
    case .maximum: Piece(text: "max(\(a.text), \(b.text))", binding: .call)
    }
  }

  /// The way of rounding belongs to the calculation: a half goes up here and to the even number there.
  private func rounded(_ piece: Piece, _ digits: Int, _ mode: RoundingMode) -> Piece {
    Piece(text: "round \(mode.rawValue)(\(piece.text), \(digits))", binding: .call)
  }
}

extension Decimal128 {
  /// The number as a person writes it down: whole, or its first ten decimals and `…` where it has more than twelve.
  ///
  /// The digits are cut and never rounded, so that 59.9999999999999 does not look like the 60 that it is not.
  var calculatorText: String {
    guard decimalPlaces > 12, let cut = rounded(toScale: 10, .down) else { return normalized.description }
    return cut.description + "…"
  }
}
