package import PolicySemantics
package import PolicyTypes

extension GradeMove<Int> {
  /// The move of a rule that names a place on `scale`, or a number of steps.
  package func typed(on scale: LabelSet) -> GradeMove<TypedValue> {
    let kind = kind
    return map { number in
      kind == .shift
        ? TypedValue(.literal(Decimal128(number)))
        : TypedValue(TypedExpression.literal(scale.labels[number], of: scale))
    }
  }
}
