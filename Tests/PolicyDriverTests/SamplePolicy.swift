/// A small policy with every kind of result.
enum SamplePolicy {
  static let files = [
    "assay.yaml": "", "policies/shop.yaml": policy, "common/records.yaml": records, "common/measures.yaml": measures,
  ]

  static let policy = """
    policy: shop
    version: "1"
    effective: 2022-01-01..
    subject: shop
    import: [../common/records.yaml, ../common/measures.yaml]
    facts:
      recent: {each: penalties, within: 2 years}
    score:
      start: 100
      clamp: 0..
      indicators:
        penalties: {each: recent, deduct: {by: severity, 轻: 5, 重: 30}}
        report: {when: not(report filed), deduct: {by: days late, ≤ 30: 10, otherwise: 20}}
    grades: [甲, 乙, 丙]
    grade: {by: score, ≥ 90: 甲, ≥ 60: 乙, otherwise: 丙}
    rules:
      repeated: {title: 屡次处罚, when: count(recent) >= 2, grade: no better than 乙, alert: 黄色, tag: 关注}
    measures:
      sampling: {for: all, ratio: {by: grade, 甲: 1%, 乙: 5%, 丙: 20%}}
      praise: {for: 甲}
    """

  static let records = """
    subjects:
      shop:
        id: text
        fields:
          report filed: yes or no
          days late: {integer: 0..400, required when: not(report filed)}
          colour: text
    records:
      penalties:
        key: number
        at: decided on
        at most: 3
        fields:
          number: text
          decided on: date
          severity: {one of: [轻, 重]}
          amount: {money: CNY}
        repairable: true
    """

  static let measures = """
    measures:
      sampling: {title: 抽查, kind: supervision, numbers: {ratio: {percent: 0..100}}}
      praise: {title: 表彰, kind: incentive}
    """
}
