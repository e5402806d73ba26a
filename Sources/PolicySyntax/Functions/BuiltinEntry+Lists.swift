import PolicyDiagnostics

// Lists and contexts.

extension BuiltinEntry {
  private static let place = said(
    "positions count from 1, negative ones from the end; null where there is none", "位置从 1 开始，负数从末尾数起；没有该位置时为空")
  private static let ofNone = said("null of none", "没有元素时为空")

  static let lists = [
    BuiltinEntry(
      .count, "计数", ["count(list: list<T?>) -> number"], example: "count([1, 2, 3])",
      policy: "count(recent minor) >= 5",
      summary: said("how many elements a list, or records a selection, has", "列表的元素个数，或范围内的记录条数")),
    BuiltinEntry(
      .sum, "合计", ["sum(list: list<number>) -> number?", "sum(list: number...) -> number?"], example: "sum([1, 2, 3])",
      policy: "sum(penalties.amount)",
      summary: said("the sum of a list, or of a field over a selection", "列表之和，或范围内某字段之和"),
      rule: said("of no element null, of no record 0", "没有元素时为空；没有记录时为 0")),
    BuiltinEntry(
      .min, "最小", ["min(list: list<C>) -> C?", "min(list: C...) -> C?"], example: "min([3, 1, 2])",
      policy: "min(11, late days)",
      summary: said("the least of several values, or of a field over a selection", "几个值或某字段的最小值"), rule: ofNone),
    BuiltinEntry(
      .max, "最大", ["max(list: list<C>) -> C?", "max(list: C...) -> C?"], example: "max(1, 2, 3)",
      policy: "max(0, late days - 30)",
      summary: said("the greatest of several values, or of a field over a selection", "几个值或某字段的最大值"), rule: ofNone),
    BuiltinEntry(
      .mean, "平均", ["mean(list: list<number>) -> number?", "mean(list: number...) -> number?"],
      example: "mean([1, 2, 4])", policy: "mean(sections.marks)",
      summary: said("the mean of a list, or of a field over the records that have it", "列表或有值记录中某字段的平均值"), rule: ofNone),
    BuiltinEntry(
      .median, "中位数", ["median(list: list<number>) -> number?", "median(list: number...) -> number?"],
      example: "median([8, 2, 5, 7])",
      summary: said("the middle one, or the mean of the two in the middle", "居中的值，或中间两个值的平均"), rule: ofNone),
    BuiltinEntry(
      .stddev, "标准差", ["stddev(list: list<number>) -> number?", "stddev(list: number...) -> number?"],
      example: "stddev([2, 4, 7, 5])", summary: said("the standard deviation of a sample", "样本标准差"),
      rule: said("34 digits; null of fewer than two", "34 位有效数字；不足两个时为空")),
    BuiltinEntry(
      .mode, "众数", ["mode(list: list<number>) -> list<number>?", "mode(list: number...) -> list<number>?"],
      example: "mode([6, 3, 9, 6, 3])",
      summary: said("the numbers that occur most often, the least first", "出现最多的数，从小到大")),
    BuiltinEntry(
      .product, "乘积", ["product(list: list<number>) -> number?", "product(list: number...) -> number?"],
      example: "product([2, 3, 4])", summary: said("the product", "各数的乘积"), rule: ofNone),
    BuiltinEntry(
      .listContains, "列表包含", ["list contains(list: list<T?>, element: T?) -> boolean"],
      example: "list contains([1, 2, 3], 2)", summary: said("whether an element is equal", "是否有相等的元素")),
    BuiltinEntry(
      .indexOf, "所在位置", ["index of(list: list<T?>, match: T?) -> list<number>"], example: "index of([1, 2, 3, 2], 2)",
      summary: said("where equal elements stand, counted from 1", "相等元素的位置，从 1 开始")),
    BuiltinEntry(
      .distinctValues, "不同值", ["distinct values(list: list<T?>) -> list<T?>"], example: "distinct values([1, 2, 1])",
      policy: "count(distinct values(penalties.department)) >= 2",
      summary: said("the different values; in a policy only inside `count`", "不同的值；政策中只用于 `计数`")),
  ]

  static let listEdits = [
    BuiltinEntry(
      .sublist, "子列表", ["sublist(list: list<T?>, start position: number, length: number =) -> list<T?>?"],
      example: "sublist([4, 5, 6], 1, 2)", summary: said("a part of a list", "列表的一部分"), rule: place),
    BuiltinEntry(
      .append, "追加", ["append(list: list<T?>, item: T?...) -> list<T?>"], example: "append([1], 2, 3)",
      summary: said("with elements added at the end", "在末尾加上元素")),
    BuiltinEntry(
      .concatenate, "合并列表", ["concatenate(list: list<T?>...) -> list<T?>"], example: "concatenate([1, 2], [3])",
      summary: said("lists joined to one", "几个列表连成一个")),
    BuiltinEntry(
      .union, "并集", ["union(list: list<T?>...) -> list<T?>"], example: "union([1, 2], [2, 3])",
      summary: said("the different values of several lists", "几个列表中不同的值")),
    BuiltinEntry(
      .flatten, "展平", ["flatten(list: list<T?>) -> list<T?>"], example: "flatten([[1, 2], [[3]], 4])",
      summary: said("with the elements of inner lists in place of them", "把内层列表的元素展开")),
    BuiltinEntry(
      .reverse, "倒序", ["reverse(list: list<T?>) -> list<T?>"], example: "reverse([1, 2, 3])",
      summary: said("in the other order", "顺序颠倒")),
    BuiltinEntry(
      .remove, "删除元素", ["remove(list: list<T?>, position: number) -> list<T?>?"], example: "remove([1, 2, 3], 2)",
      summary: said("without the element at a place", "去掉某位置的元素"), rule: place),
    BuiltinEntry(
      .insertBefore, "插入", ["insert before(list: list<T?>, position: number, newItem: T?) -> list<T?>?"],
      example: "insert before([1, 3], 1, 2)", summary: said("with an element added before a place", "在某位置之前插入元素"),
      rule: place),
    BuiltinEntry(
      .listReplace, "替换元素",
      [
        "list replace(list: list<T?>, position: number, newItem: T?) -> list<T?>?",
        "list replace(list: list<T?>, match: function, newItem: T?) -> list<T?>?",
      ],
      example: "list replace([2, 4, 7, 8], 3, 6)",
      summary: said("with an element replaced, or all for which a function holds", "替换某位置的元素，或替换使函数成立的元素"), rule: place),
    BuiltinEntry(
      .sort, "排序", ["sort(list: list<T?>, precedes: function) -> list<T?>?", "sort(list: list<C>) -> list<C>?"],
      example: "sort([3, 1, 2], function(x, y) x < y)",
      summary: said("in the order that a function gives", "按函数给出的先后排序"),
      rule: said("stable; null where the function gives neither yes nor no", "稳定排序；函数不给出“是否”时为空")),
  ]

  static let contexts = [
    BuiltinEntry(
      .getValue, "取键值", ["get value(m: context, key: string) -> T?"], example: "get value({a: 1}, \"a\")",
      summary: said("the value of a key", "某个键的值"), rule: said("the key is written out", "键须直接写出")),
    BuiltinEntry(
      .getEntries, "键值列表", ["get entries(m: context) -> list<T>"], example: "get entries({a: 1, b: 2})",
      summary: said("keys and values as a list", "键和值组成的列表"), rule: said("the values are of one type", "各值须为同一类型")),
    BuiltinEntry(
      .contextPut, "设键值", ["context put(context: context, key: string, value: T?) -> context"],
      example: "context put({a: 1}, \"b\", 2)", summary: said("with a key set", "设定某个键的值"),
      rule: said("the key is written out", "键须直接写出")),
    BuiltinEntry(
      .contextMerge, "合并键值", ["context merge(contexts: list<context>) -> context"],
      example: "context merge([{a: 1}, {b: 2}])",
      summary: said("contexts joined to one; of equal keys the last counts", "合并几组键值，键相同时以后者为准"),
      rule: said("the list is written out", "列表须直接写出")),
  ]
}
