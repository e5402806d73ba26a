import PolicyDiagnostics

// Texts, and from one kind of value to another.

extension BuiltinEntry {
  private static let pattern = said(
    "patterns are those of XPath without back-references; flags are s, m, i, x and q; null where the pattern is none",
    "模式为 XPath 正则表达式，不含反向引用；标志可用 s、m、i、x、q；模式不合规则时为空")
  private static let position = said(
    "characters are Unicode code points, counted from 1; a negative position counts from the end",
    "按 Unicode 字符计数，从 1 开始；负数从末尾数起")

  static let texts = [
    BuiltinEntry(
      .stringLength, "文本长度", ["string length(string: string) -> number"], example: "string length(\"湾沚\")",
      policy: "string length(name) > 50",
      summary: said("how many characters a text has", "文本的字符数"), rule: said("Unicode code points", "按 Unicode 字符计")),
    BuiltinEntry(
      .substring, "截取文本",
      ["substring(string: string, start position: number, length: number =) -> string?"],
      example: "substring(\"foobar\", -3, 2)", policy: "substring(licence, 3, 6)",
      summary: said("a part of a text", "文本的一部分"), rule: position),
    BuiltinEntry(
      .substringBefore, "之前的文本", ["substring before(string: string, match: string) -> string"],
      example: "substring before(\"foobar\", \"bar\")",
      summary: said("what stands before the first occurrence; empty where there is none", "首次出现之前的部分；没有出现时为空文本")),
    BuiltinEntry(
      .substringAfter, "之后的文本", ["substring after(string: string, match: string) -> string"],
      example: "substring after(\"foobar\", \"ob\")",
      summary: said("what stands after the first occurrence; empty where there is none", "首次出现之后的部分；没有出现时为空文本")),
    BuiltinEntry(
      .upperCase, "转大写", ["upper case(string: string) -> string"], example: "upper case(\"aBc4\")",
      policy: "upper case(licence)",
      summary: said("in capital letters", "改为大写字母")),
    BuiltinEntry(
      .lowerCase, "转小写", ["lower case(string: string) -> string"], example: "lower case(\"aBc4\")",
      policy: "lower case(licence)",
      summary: said("in small letters", "改为小写字母")),
    BuiltinEntry(
      .contains, "包含文本", ["contains(string: string, match: string) -> boolean"],
      example: "contains(\"foobar\", \"ob\")", policy: "contains(name, \"食品\")",
      summary: said("whether a text holds another", "文本是否含有另一文本")),
    BuiltinEntry(
      .startsWith, "开头为", ["starts with(string: string, match: string) -> boolean"],
      example: "starts with(\"foobar\", \"fo\")", policy: "starts with(licence, \"JY\")",
      summary: said("whether a text begins with another", "文本是否以另一文本开头")),
    BuiltinEntry(
      .endsWith, "结尾为", ["ends with(string: string, match: string) -> boolean"],
      example: "ends with(\"foobar\", \"r\")", policy: "ends with(name, \"店\")",
      summary: said("whether a text ends with another", "文本是否以另一文本结尾")),
    BuiltinEntry(
      .matches, "匹配", ["matches(input: string, pattern: string, flags: string? =) -> boolean?"],
      example: "matches(\"91340221\", \"^[0-9]{8}$\")", policy: "matches(licence, \"^JY[0-9]{14}$\")",
      summary: said("whether a pattern fits somewhere in a text", "文本中是否有符合模式的部分"), rule: pattern),
    BuiltinEntry(
      .replace, "替换文本",
      ["replace(input: string, pattern: string, replacement: string, flags: string? =) -> string?"],
      example: "replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")",
      summary: said("with every fit of a pattern replaced; `$1` is the first group", "替换所有符合模式的部分；`$1` 为第一组"),
      rule: pattern),
    BuiltinEntry(
      .split, "拆分文本", ["split(string: string, delimiter: string) -> list<string>?"],
      example: "split(\"John Doe\", \"\\s\")", summary: said("the parts between the fits of a pattern", "以符合模式的部分为界拆分"),
      rule: pattern),
    BuiltinEntry(
      .stringJoin, "连接文本", ["string join(list: list<string?>, delimiter: string? =) -> string"],
      example: "string join([\"a\", \"b\"], \"、\")", summary: said("texts joined to one, nulls left out", "连成一个文本，空值略去")
    ),
  ]

  static let conversions = [
    BuiltinEntry(
      .number, "转为数",
      [
        "number(from: string) -> number?",
        "number(from: string, grouping separator: string?, decimal separator: string?) -> number?",
      ],
      example: "number(\"1 000,5\", \" \", \",\")", summary: said("the number that a text writes", "文本所写的数"),
      rule: said(
        "separators are a blank, a comma or a point, and differ; null where the text is no number",
        "分隔符可用空格、逗号、句点，且互不相同；文本不是数时为空")),
    BuiltinEntry(
      .string, "转为文本", ["string(from: T) -> string"], example: "string(1.10)",
      summary: said("the text of a value", "值的文本形式"), rule: said("null of null", "空值仍为空")),
    BuiltinEntry(
      .date, "日期",
      [
        "date(from: string) -> date?", "date(from: date | date and time) -> date",
        "date(year: number, month: number, day: number) -> date?",
      ],
      example: "date(2024, 2, 29)", policy: "date(founded on.year, 12, 31)",
      summary: said("a day of the calendar", "日历上的某一天"),
      rule: said(
        "years -999,999,999 to 999,999,999, in policies 1 to 9999; null where there is no such day",
        "年份为 ±999,999,999 之内，政策中为 1 至 9999；没有这一天时为空")),
    BuiltinEntry(
      .time, "时刻",
      [
        "time(from: string) -> time?", "time(from: time | date and time | date) -> time",
        "time(hour: number, minute: number, second: number, offset: days and time duration? =) -> time?",
      ],
      example: "time(\"10:30:00+08:00\")", summary: said("a time of day", "一天中的时刻"),
      rule: said("to the nanosecond; an offset of at most 18 hours", "精确到纳秒；时区偏移不超过 18 小时")),
    BuiltinEntry(
      .duration, "转为时长",
      [
        "duration(from: string) -> duration?", "duration(from: years and months duration) -> years and months duration",
        "duration(from: days and time duration) -> days and time duration",
      ],
      example: "duration(\"P26M\")", summary: said("a duration, in months or in days and time", "时长，以月计或以天和时间计"),
      rule: said("months and days never mix; null where the text is none", "月和天不能混用；文本不是时长时为空")),
    BuiltinEntry(
      .dateAndTime, "日期时间",
      [
        "date and time(from: string) -> date and time?", "date and time(from: date and time) -> date and time",
        "date and time(date: date | date and time, time: time) -> date and time?",
      ],
      example: "date and time(@\"2024-02-29\", @\"10:30:00\")",
      summary: said("a date with a time of day", "日期加时刻"), rule: said("null where there is none", "没有这一时间时为空")),
    BuiltinEntry(
      .yearsAndMonthsDuration, "相隔年月",
      [
        "years and months duration(from: date | date and time, to: date | date and time) -> years and months duration"
      ],
      example: "years and months duration(@\"2011-12-22\", @\"2013-08-24\")",
      summary: said("the whole months from one date to another", "两个日期之间的整月数")),
  ]

  static let calendar = [
    BuiltinEntry(
      .dayOfYear, "年内第几天", ["day of year(date: date | date and time) -> number"],
      example: "day of year(@\"2019-09-17\")", policy: "day of year(filed on) > 180",
      summary: said("which day of its year a date is", "该日为当年第几天"),
      rule: said("1 to 366", "1 至 366")),
    BuiltinEntry(
      .dayOfWeek, "星期", ["day of week(date: date | date and time) -> string"], example: "day of week(@\"2019-09-17\")",
      summary: said("the English name of the weekday", "星期的英文名称")),
    BuiltinEntry(
      .monthOfYear, "月份名", ["month of year(date: date | date and time) -> string"],
      example: "month of year(@\"2019-09-17\")", summary: said("the English name of the month", "月份的英文名称")),
    BuiltinEntry(
      .weekOfYear, "年内第几周", ["week of year(date: date | date and time) -> number"],
      example: "week of year(@\"2005-01-01\")", policy: "week of year(filed on)",
      summary: said("the ISO week of a date", "该日所在的 ISO 周"),
      rule: said("1 to 53; weeks begin on Monday", "1 至 53；一周从星期一开始")),
  ]
}
