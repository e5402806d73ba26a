// Names that sound right and belong to nobody.

/// Makes texts for the fields of made-up records.
enum SampleNames {
  /// Returns the name of an enterprise, such as 芜湖市湾沚区恒达食品有限公司.
  static func enterprise(_ random: inout SampleRandom) -> String {
    let place = random.pick(places) ?? ""
    let brand = (random.pick(firstSyllables) ?? "") + (random.pick(secondSyllables) ?? "")
    return place + brand + (random.pick(trades) ?? "") + (random.pick(forms) ?? "")
  }

  /// Returns a masked name, such as 王某某.
  static func person(_ random: inout SampleRandom) -> String {
    (random.pick(surnames) ?? "") + (random.chance(700) ? "某某" : "某")
  }

  /// Whether a field of this name holds names.
  static func isName(_ field: String) -> Bool {
    field == "name" || field == "名称" || field == "姓名" || field.hasSuffix(" name") || field.hasSuffix("名称")
  }

  private static let places = [
    "芜湖市", "芜湖市湾沚区", "湾沚区", "芜湖", "湾沚", "安徽", "安徽省", "芜湖市湾沚", "芜湖县域", "皖南",
  ]
  private static let firstSyllables = [
    "恒", "华", "瑞", "鑫", "盛", "宏", "永", "金", "天", "中", "新", "万", "德", "嘉", "康", "众", "博", "祥", "远", "和",
  ]
  private static let secondSyllables = [
    "达", "泰", "丰", "源", "信", "诚", "昌", "兴", "顺", "隆", "安", "利", "美", "佳", "成", "润", "凯", "通", "茂", "禾",
  ]
  private static let trades = [
    "食品", "餐饮管理", "商贸", "建材", "机械制造", "电梯工程", "医药", "大药房", "农业科技", "物流", "化工", "包装", "超市", "气体",
    "医疗器械", "信息科技", "新材料", "服饰",
  ]
  private static let forms = ["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "合伙企业"]
  private static let surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"]
}
