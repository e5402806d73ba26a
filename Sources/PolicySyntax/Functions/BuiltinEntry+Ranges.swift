import PolicyDiagnostics

// How points and ranges lie to each other.

extension BuiltinEntry {
  private static func twoRanges(_ name: String) -> [String] {
    ["\(name)(range1: range<C>, range2: range<C>) -> boolean?"]
  }

  private static func pointAndRange(_ name: String) -> [String] {
    ["\(name)(point: C, range: range<C>) -> boolean?"] + twoRanges(name)
  }

  private static func rangeAndPoint(_ name: String) -> [String] {
    ["\(name)(range: range<C>, point: C) -> boolean?"] + twoRanges(name)
  }

  private static func anyTwo(_ name: String) -> [String] {
    ["\(name)(point1: C, point2: C) -> boolean?", "\(name)(range: range<C>, point: C) -> boolean?"]
      + pointAndRange(name)
  }

  static let ranges = [
    BuiltinEntry(
      .before, "早于", anyTwo("before"), example: "before([1..5], 10)",
      summary: said("whether the first ends before the second begins", "前者是否在后者开始之前结束")),
    BuiltinEntry(
      .after, "晚于", anyTwo("after"), example: "after(10, [1..5])",
      summary: said("whether the first begins after the second ends", "前者是否在后者结束之后开始")),
    BuiltinEntry(
      .meets, "衔接", twoRanges("meets"), example: "meets([1..5], [5..10])",
      summary: said("whether the second begins with the last of the first", "后者是否从前者的末尾开始")),
    BuiltinEntry(
      .metBy, "被衔接", twoRanges("met by"), example: "met by([5..10], [1..5])",
      summary: said("whether the first begins with the last of the second", "前者是否从后者的末尾开始")),
    BuiltinEntry(
      .overlaps, "重叠", twoRanges("overlaps"), example: "overlaps([1..5], [3..8])",
      summary: said("whether both have something in common", "两者是否有共同部分")),
    BuiltinEntry(
      .overlapsBefore, "前部重叠", twoRanges("overlaps before"), example: "overlaps before([1..5], [3..8])",
      summary: said("whether the first begins before the second and ends inside it", "前者是否先开始并在后者之内结束")),
    BuiltinEntry(
      .overlapsAfter, "后部重叠", twoRanges("overlaps after"), example: "overlaps after([3..8], [1..5])",
      summary: said("whether the first begins inside the second and ends after it", "前者是否在后者之内开始并在其后结束")),
    BuiltinEntry(
      .finishes, "同时结束", pointAndRange("finishes"), example: "finishes([5..10], [1..10])",
      summary: said("whether the first ends the second", "前者是否为后者的结尾")),
    BuiltinEntry(
      .finishedBy, "以其结束", rangeAndPoint("finished by"), example: "finished by([1..10], 10)",
      summary: said("whether the second ends the first", "后者是否为前者的结尾")),
    BuiltinEntry(
      .includes, "涵盖", rangeAndPoint("includes"), example: "includes([1..10], 5)",
      summary: said("whether the second lies inside the first", "后者是否在前者之内")),
    BuiltinEntry(
      .during, "处于其中", pointAndRange("during"), example: "during(5, [1..10])",
      summary: said("whether the first lies inside the second", "前者是否在后者之内")),
    BuiltinEntry(
      .starts, "同时开始", pointAndRange("starts"), example: "starts([1..5], [1..10])",
      summary: said("whether the first begins the second", "前者是否为后者的开头")),
    BuiltinEntry(
      .startedBy, "以其开始", rangeAndPoint("started by"), example: "started by([1..10], 1)",
      summary: said("whether the second begins the first", "后者是否为前者的开头")),
    BuiltinEntry(
      .coincides, "重合", ["coincides(point1: C, point2: C) -> boolean?"] + twoRanges("coincides"),
      example: "coincides([1..5], [1..5])", summary: said("whether both are the same", "两者是否相同")),
  ]
}
