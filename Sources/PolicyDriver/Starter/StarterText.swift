/// The texts of the starter, as `Starter` reads them.
enum StarterText {
  static let files = [
    ("README.md", readme), ("policies/NAME.yaml", policy), ("policies/records.yaml", records),
    ("policies/measures.yaml", measures), ("policies/NAME.tests.yaml", tests), ("subjects.jsonl", subjects),
  ]

  private static let policy = """
    # ⟪A policy says who is graded, what counts, how many points it costs, and what follows.|一份政策写明：评价谁、看什么、扣多少分、得出什么结果。⟫
    # ⟪`assay check` finds mistakes, `assay test` runs the worked cases beside this file.|`assay check` 检查错误，`assay test` 运行旁边的用例文件。⟫

    policy: NAME
    title: ⟪Hygiene grades of teahouses|茶馆卫生分级⟫
    version: "1"
    # ⟪A new text is a new file with the same id and later dates.|修订时另存新文件：编号相同，施行日期在后。⟫
    effective: 2025-01-01..
    subject: ⟪teahouse|茶馆⟫
    # ⟪What is known of a teahouse, and the measures that there are, have files of their own.|对象有哪些数据、有哪些措施，各有文件。⟫
    import: [records.yaml, measures.yaml]
    sources:
      method: ⟪the document that this policy follows|本政策所依据的文件⟫

    # ⟪Facts are named values, conditions and selections of records. A record counts only within its window.|事实是有名称的数值、条件或记录范围；记录只在有效期内计入。⟫
    facts:
      ⟪recent visits|近期检查⟫: {each: ⟪visits|检查⟫, within: 12 months}

    # ⟪The score starts from 100; each indicator deducts from it or adds to it.|评分从100分开始，各指标扣分或加分。⟫
    score:
      start: 100
      clamp: 0..
      indicators:
        ⟪findings|检查问题⟫:
          title: ⟪What was found|检查发现的问题⟫
          each: ⟪recent visits|近期检查⟫
          deduct: {by: ⟪finding|结果⟫, ⟪clean|合格⟫: 0, ⟪minor|一般⟫: 5, ⟪serious|严重⟫: 30}
          basis: ⟪method article 5|method 第五条⟫
        ⟪training|人员培训⟫:
          when: not(⟪staff trained|人员已培训⟫)
          deduct: 10
          # ⟪A number that no source gives is owned up to; `assay check --clauses` lists all of them.|原文没有的数值应注明自拟，`assay check --clauses` 会逐一列出。⟫
          basis: {assumed: ⟪the method names no points|原文未给分值⟫}

    # ⟪The scale, best first. Rows are tried in order; the last one takes what is left.|等级从好到差；各行依次判断，最后一行为其余。⟫
    grades: [⟪A|优⟫, ⟪B|良⟫, ⟪C|差⟫]
    grade: {by: score, ≥ 90: ⟪A|优⟫, ≥ 70: ⟪B|良⟫, otherwise: ⟪C|差⟫}

    # ⟪A rule holds or does not; it moves the grade, raises an alert or sets a tag.|规则成立时调整等级、发出预警或加标签。⟫
    rules:
      ⟪repeatedly serious|屡次严重⟫:
        when: count(⟪recent visits|近期检查⟫[⟪finding|结果⟫ = ⟪serious|严重⟫]) >= 2
        grade: no better than ⟪C|差⟫
        alert: ⟪red|红色预警⟫
        basis: ⟪method article 6|method 第六条⟫

    measures:
      ⟪inspections|日常检查⟫:
        for: all
        ⟪visits per year|每年次数⟫: {by: grade, ⟪A|优⟫: 1, ⟪B|良⟫: 2, ⟪C|差⟫: 4}
        basis: ⟪method article 7|method 第七条⟫
      ⟪commendation|通报表扬⟫:
        for: ⟪A|优⟫
        # ⟪Words that leave a decision to people are shown with the result and decide nothing.|需要人来裁量的表述随结果列出，不参与计算。⟫
        discretion: ⟪where appropriate|可视情况⟫
        basis: ⟪method article 8|method 第八条⟫

    not encoded:
      - clause: ⟪article 9, how departments report|第九条，部门报送⟫
        reason: ⟪it is about departments and not about a teahouse|对部门的要求，不涉及单个对象⟫

    """

  private static let records = """
    # ⟪Kinds of subject and record types. Declare ranges: what can be proved is proved from them.|对象类型和记录类型。请写明取值范围，检查时据此证明。⟫

    subjects:
      ⟪teahouse|茶馆⟫:
        title: ⟪Teahouse|茶馆⟫
        # ⟪`uscc` and `citizen id` are identifiers with a check digit; `text` is any.|`uscc`、`citizen id` 带校验位，`text` 不限。⟫
        id: text
        fields:
          ⟪name|名称⟫: {type: text, optional: true}
          ⟪staff trained|人员已培训⟫: {type: yes or no, title: ⟪Whether all staff are trained|人员是否全部培训⟫}

    records:
      ⟪visits|检查⟫:
        title: ⟪Inspections|现场检查⟫
        key: ⟪number|编号⟫
        # ⟪The date from which a record exists and its windows count.|记录成立并起算有效期的日期。⟫
        at: ⟪visited on|检查日期⟫
        at most: 100
        fields:
          ⟪number|编号⟫: text
          ⟪visited on|检查日期⟫: date
          ⟪finding|结果⟫: {one of: [⟪clean|合格⟫, ⟪minor|一般⟫, ⟪serious|严重⟫]}

    """

  private static let measures = """
    # ⟪The catalogue of measures. A measure's numbers are declared here; each policy sets them.|措施目录。参数在此声明，由各政策设定。⟫

    measures:
      ⟪inspections|日常检查⟫:
        title: ⟪Routine inspections|日常监督检查⟫
        kind: supervision
        department: ⟪health department|卫生部门⟫
        numbers:
          ⟪visits per year|每年次数⟫: {integer: 0..12}
      ⟪commendation|通报表扬⟫:
        title: ⟪Commendation|通报表扬⟫
        kind: incentive

    """

  private static let tests = """
    # ⟪Worked cases. The name of each says how its figures come about; the numbers are worked out by hand.|用例。名称写明算式，数值由人工算出。⟫

    tests: NAME
    as of: 2025-06-30
    cases:
      - name: ⟪nothing found, 100|没有问题，100分⟫
        given: {⟪staff trained|人员已培训⟫: true}
        expect: {grade: ⟪A|优⟫, score: 100, ⟪inspections|日常检查⟫.⟪visits per year|每年次数⟫: 1}

      # ⟪Both sides of the threshold 90.|90分界限的两侧。⟫
      - name: ⟪two minor findings, 100 - 2 × 5 = 90|两次一般问题，100-2×5=90⟫
        given:
          ⟪staff trained|人员已培训⟫: true
          ⟪visits|检查⟫:
            - {⟪number|编号⟫: "1", ⟪visited on|检查日期⟫: 2025-03-01, ⟪finding|结果⟫: ⟪minor|一般⟫}
            - {⟪number|编号⟫: "2", ⟪visited on|检查日期⟫: 2025-04-01, ⟪finding|结果⟫: ⟪minor|一般⟫}
        expect: {grade: ⟪A|优⟫, score: 90}

      - name: ⟪one more and no training, 100 - 5 - 10 = 85|一次一般问题且未培训，100-5-10=85⟫
        given:
          ⟪staff trained|人员已培训⟫: false
          ⟪visits|检查⟫: [{⟪number|编号⟫: "1", ⟪visited on|检查日期⟫: 2025-03-01, ⟪finding|结果⟫: ⟪minor|一般⟫}]
        expect: {grade: ⟪B|良⟫, score: 85}

      # ⟪A window ends: the visit of 2024-06-30 counts until 2025-06-29.|有效期届满：2024-06-30 的检查计入至 2025-06-29。⟫
      - name: ⟪a serious finding a year ago counts no more|一年前的严重问题不再计入⟫
        given:
          ⟪staff trained|人员已培训⟫: true
          ⟪visits|检查⟫: [{⟪number|编号⟫: "1", ⟪visited on|检查日期⟫: 2024-06-30, ⟪finding|结果⟫: ⟪serious|严重⟫}]
        expect: {grade: ⟪A|优⟫, score: 100}

      - name: ⟪two serious findings, 100 - 2 × 30 = 40, and the rule|两次严重问题，100-2×30=40，规则成立⟫
        given:
          ⟪staff trained|人员已培训⟫: true
          ⟪visits|检查⟫:
            - {⟪number|编号⟫: "1", ⟪visited on|检查日期⟫: 2025-03-01, ⟪finding|结果⟫: ⟪serious|严重⟫}
            - {⟪number|编号⟫: "2", ⟪visited on|检查日期⟫: 2025-04-01, ⟪finding|结果⟫: ⟪serious|严重⟫}
        expect:
          grade: ⟪C|差⟫
          score: 40
          rules: {includes: [⟪repeatedly serious|屡次严重⟫]}
          alerts: {includes: [⟪red|红色预警⟫]}
          measures: {excludes: [⟪commendation|通报表扬⟫]}

    """

  private static let subjects = """
    {"id": "T1", "⟪name|名称⟫": "⟪Jade|翠玉⟫", "⟪staff trained|人员已培训⟫": true, "⟪visits|检查⟫": []}
    {"id": "T2", "⟪name|名称⟫": "⟪Lotus|荷香⟫", "⟪staff trained|人员已培训⟫": false, "⟪visits|检查⟫": [\
    {"⟪number|编号⟫": "1", "⟪visited on|检查日期⟫": "2025-03-01", "⟪finding|结果⟫": "⟪minor|一般⟫"}]}
    {"id": "T3", "⟪name|名称⟫": "⟪Pine|听松⟫", "⟪staff trained|人员已培训⟫": true, "⟪visits|检查⟫": [\
    {"⟪number|编号⟫": "1", "⟪visited on|检查日期⟫": "2025-02-01", "⟪finding|结果⟫": "⟪serious|严重⟫"}, \
    {"⟪number|编号⟫": "2", "⟪visited on|检查日期⟫": "2025-05-01", "⟪finding|结果⟫": "⟪serious|严重⟫"}]}

    """

  private static let readme = """
    # NAME

    ⟪The policy is policies/NAME.yaml. Change a number in it and see what it does:|政策在 policies/NAME.yaml。改动其中的数值，再看效果：⟫

    ```sh
    assay check
    assay test
    assay run NAME --subjects subjects.jsonl --as-of 2025-06-30 --output results.csv
    assay explain NAME --subjects subjects.jsonl --subject T3 --as-of 2025-06-30
    assay sample NAME --count 1000 --seed 1 --as-of 2025-06-30 --output many.jsonl
    assay format
    ```

    """
}
