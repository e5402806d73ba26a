import PolicyDiagnostics

// Truth and numbers.

extension BuiltinEntry {
  static let truth = [
    BuiltinEntry(
      .not, "非", ["not(negand: boolean) -> boolean"], example: "not(1 > 2)", policy: "not(annual report filed)",
      summary: said("the opposite of a condition", "条件的否定"), rule: said("null of null", "空值仍为空")),
    BuiltinEntry(
      .all, "全部为真", ["all(list: list<boolean?>) -> boolean?", "all(list: boolean?...) -> boolean?"],
      example: "all([true, false])", summary: said("whether every one holds", "是否全部成立"),
      rule: said("true of none; false as soon as one is false, else null where one is null", "没有元素时为真；有假为假；否则有空值为空")),
    BuiltinEntry(
      .any, "任一为真", ["any(list: list<boolean?>) -> boolean?", "any(list: boolean?...) -> boolean?"],
      example: "any([true, false])", summary: said("whether one holds", "是否至少一个成立"),
      rule: said("false of none; true as soon as one is true, else null where one is null", "没有元素时为假；有真为真；否则有空值为空")),
    BuiltinEntry(
      .is, "相同", ["is(value1: T?, value2: T?) -> boolean"],
      example: "is(@\"10:00:00Z\", @\"11:00:00+01:00\")",
      summary: said("whether two values are the same, offsets of time zones included", "两个值是否完全相同，包括时区")),
  ]

  static let numbers = [
    BuiltinEntry(
      .abs, "绝对值",
      [
        "abs(n: number) -> number", "abs(n: years and months duration) -> years and months duration",
        "abs(n: days and time duration) -> days and time duration",
      ], example: "abs(-3)", policy: "abs(change)", summary: said("the size without the sign", "不带正负号的大小")),
    BuiltinEntry(
      .modulo, "取模", ["modulo(dividend: number, divisor: number) -> number?"], example: "modulo(-10, 4)",
      policy: "modulo(days late, cycle)",
      summary: said("what is left of a division, with the sign of the divisor", "除法的余数，符号与除数相同"),
      rule: said("null for the divisor 0", "除数为 0 时为空")),
    BuiltinEntry(
      .sqrt, "平方根", ["sqrt(number: number) -> number?"], example: "sqrt(2)",
      policy: "sqrt(area)",
      summary: said("the square root", "平方根"),
      rule: said("34 digits, rounded half even; null below 0", "34 位有效数字，四舍六入五成双；负数时为空")),
    BuiltinEntry(
      .log, "自然对数", ["log(number: number) -> number?"], example: "log(10)",
      summary: said("the natural logarithm", "自然对数"),
      rule: said("34 digits, rounded half even; null at 0 and below", "34 位有效数字，四舍六入五成双；不大于 0 时为空")),
    BuiltinEntry(
      .exp, "指数", ["exp(number: number) -> number?"], example: "exp(1)",
      summary: said("e to that power", "e 的若干次方"),
      rule: said("34 digits, rounded half even; null where it is too large", "34 位有效数字，四舍六入五成双；过大时为空")),
    BuiltinEntry(
      .even, "为偶数", ["even(number: number) -> boolean"], example: "even(4)", policy: "even(floor number)",
      summary: said("whether a number is whole and even", "是否为偶数")),
    BuiltinEntry(
      .odd, "为奇数", ["odd(number: number) -> boolean"], example: "odd(4)", policy: "odd(floor number)",
      summary: said("whether a number is whole and odd", "是否为奇数")),
  ]

  private static let scale = said(
    "the scale is a whole number from -6111 to 6176; a negative one rounds to tens, hundreds and so on",
    "小数位数为 -6111 至 6176 的整数，负数表示取整到十、百等")

  static let roundings = [
    BuiltinEntry(
      .floor, "向下取整", ["floor(n: number, scale: number =) -> number?"], example: "floor(-1.5)",
      policy: "floor(late days / 30)", summary: said("the greatest whole number that is not greater", "不大于它的最大整数"),
      rule: scale),
    BuiltinEntry(
      .ceiling, "向上取整", ["ceiling(n: number, scale: number =) -> number?"], example: "ceiling(-1.5)",
      policy: "ceiling(late days / 30)", summary: said("the least whole number that is not less", "不小于它的最小整数"),
      rule: scale),
    BuiltinEntry(
      .decimal, "保留小数", ["decimal(n: number, scale: number) -> number?"], example: "decimal(2.5, 0)",
      summary: said("rounded to so many decimals, halves to the even digit", "四舍六入五成双到指定小数位"), rule: scale),
    BuiltinEntry(
      .roundHalfUp, "四舍五入", ["round half up(n: number, scale: number) -> number?"],
      example: "round half up(-2.5, 0)", policy: "round half up(amount / 10000, 1)",
      summary: said("rounded to so many decimals, halves away from zero", "四舍五入到指定小数位"), rule: scale),
    BuiltinEntry(
      .roundHalfDown, "五舍六入", ["round half down(n: number, scale: number) -> number?"],
      example: "round half down(-2.5, 0)", policy: "round half down(amount / 10000, 1)",
      summary: said("rounded to so many decimals, halves towards zero", "五舍六入到指定小数位"), rule: scale),
    BuiltinEntry(
      .roundHalfEven, "四舍六入五成双", policy: "round half even(amount / 10000, 1)",
      summary: said("rounded to so many decimals, halves to the even digit", "四舍六入五成双到指定小数位")),
    BuiltinEntry(
      .roundUp, "进一", ["round up(n: number, scale: number) -> number?"], example: "round up(2.1, 0)",
      policy: "round up(amount / 10000, 1)",
      summary: said("rounded to so many decimals, away from zero", "远离零取整到指定小数位"), rule: scale),
    BuiltinEntry(
      .roundDown, "去尾", ["round down(n: number, scale: number) -> number?"], example: "round down(2.9, 0)",
      policy: "round down(amount / 10000, 1)",
      summary: said("rounded to so many decimals, towards zero", "向零取整到指定小数位"), rule: scale),
  ]
}
