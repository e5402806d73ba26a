extension DiagnosticCode {
  /// What is wrong about it, and why it is told: one sentence for the page of messages.
  package var meaning: LocalizedText {
    switch self {
    case .circumstancesNeeded:
      LocalizedText(
        "`decided` asks for a circumstance that people find, so the policy lists which ones there are",
        "“已认定”询问由人认定的情形，政策须先列出有哪些情形")
    case .listWithoutEnd:
      LocalizedText(
        "whoever enters a list leaves it some day or never, and the policy says which",
        "列入名单后何时移出或永不移出，须由政策写明")
    case .exitNeverHappens:
      LocalizedText(
        "a restart begins a term again, and `not before` keeps `early` waiting; without these they mean nothing",
        "重新起算针对期限，“不早于”针对提前移出；缺少前者，后者没有意义")
    case .earlyNeverHappens:
      LocalizedText(
        "the term of an entry is no longer than the time that an early end has to wait",
        "一次列入的期限不长于提前移出须等待的时间")
    case .listNeverEntered:
      LocalizedText(
        "a list is entered after a time on another one that is longer than anybody stays there",
        "列入须在另一名单满一定时间，而该时间长于在那里的最长时间")
    case .listForgets:
      LocalizedText(
        "a list remembers: a record that enters counts for good, and `term` says how long it keeps anybody there",
        "名单须记住历史：列入的记录一直计入，列入多久由“期限”写明")
    case .invalidYAML:
      LocalizedText(
        "YAML cannot be read from here on, and none of the usual slips explains it",
        "从此处起无法按 YAML 读取，且不属于常见的笔误")
    case .invalidEncoding:
      LocalizedText(
        "policy files are UTF-8 without control characters; files in GBK or UTF-16 are refused rather than guessed",
        "政策文件须为 UTF-8 编码且不含控制字符；GBK 或 UTF-16 文件一律不猜测、不读取")
    case .duplicateKey:
      LocalizedText(
        "most tools keep the last of two equal keys without a word; here both spellings of a key count as the same key",
        "多数工具会默默采用后一个；在这里，同一个键的中英文写法也算重复")
    case .aliasNotAllowed:
      LocalizedText(
        "policies are read by people, so that every value stands where it counts; values that are used twice have names",
        "政策供人阅读，每个值都写在用到的地方；需要重复使用的值请命名")
    case .tagNotAllowed:
      LocalizedText(
        "a word that begins with `!` is a tag for YAML; no tag has a meaning here",
        "以 `!` 开头的词会被 YAML 当作标签，这里不使用标签")
    case .nestingTooDeep:
      LocalizedText(
        "lists and mappings nest at most 64 deep",
        "列表和映射最多嵌套 64 层")
    case .severalDocuments:
      LocalizedText(
        "a file holds one document",
        "一个文件只能有一份文档")
    case .emptyDocument:
      LocalizedText(
        "a file without content is no policy",
        "没有内容的文件不是政策")
    case .tooLarge:
      LocalizedText(
        "a file, a text or a key is larger than anything written by hand",
        "文件、文本或键的大小超出手写的范围")
    case .fullWidthColon:
      LocalizedText(
        "YAML takes `：` for a letter, so that key and value become one text",
        "YAML 把 `：` 当作文字，键和值会变成一个文本")
    case .bracketsInFlowMapping:
      LocalizedText(
        "inside `{ }` and `[ ]` YAML ends a value at each comma and bracket, without a word; such a value needs quotes",
        "在 `{ }` 和 `[ ]` 之内，YAML 遇到逗号或括号就结束一个值且不提示；这样的值须加引号")
    case .unquotedBlockIndicator:
      LocalizedText(
        "YAML reads `>` and `|` at the beginning of a value as the announcement of a text of several lines",
        "YAML 把值开头的 `>` 和 `|` 当作多行文本的标志")
    case .keyNotText:
      LocalizedText(
        "a key is a text; lists and mappings cannot be keys",
        "键必须是文本，列表和映射不能作键")
    case .tabIndentation:
      LocalizedText(
        "lines are indented with spaces",
        "缩进须用空格")
    case .textAfterQuote:
      LocalizedText(
        "a value that begins with a quote ends with its fellow; an expression that begins so needs quotes around the whole",
        "以引号开头的值到对应的引号为止；这样开头的表达式须整体加引号")
    case .colonInValue:
      LocalizedText(
        "a colon with a space after it begins a value, so a text that holds one needs quotes",
        "冒号加空格表示值的开始，含有它的文本须加引号")
    case .unclosedQuote:
      LocalizedText(
        "a quote is closed on its own line",
        "引号应在同一行闭合")
    case .unclosedBracket:
      LocalizedText(
        "every `{` and `[` has its `}` and `]`, and commas stand between the values",
        "每个 `{`、`[` 都须有对应的 `}`、`]`，值之间用逗号分隔")
    case .reservedCharacter:
      LocalizedText(
        "YAML keeps some characters at the beginning of a value for itself",
        "YAML 保留了一些字符，不能用在值的开头")
    case .wrongIndentation:
      LocalizedText(
        "lines that belong together begin in the same column",
        "属于同一层的各行应对齐")
    case .missingColon:
      LocalizedText(
        "a key is followed by a colon and a space",
        "键后应有冒号和空格")
    case .entryWithoutValue:
      LocalizedText(
        "between braces each key has a value, and between commas stands something",
        "花括号内每个键都有值，逗号之间须有内容")
    case .fullWidthSpace:
      LocalizedText(
        "YAML takes a full-width space for a letter",
        "YAML 把全角空格当作文字")
    case .fullWidthComma:
      LocalizedText(
        "YAML takes `，` for a letter, so that several values become one",
        "YAML 把 `，` 当作文字，几个值会变成一个")
    case .invalidEscape:
      LocalizedText(
        "within double quotes a backslash begins an escape",
        "双引号内的反斜杠表示转义")
    case .emptyExpression:
      LocalizedText(
        "a value, a name or a condition is expected",
        "此处应有数值、名称或条件")
    case .expressionTooLong:
      LocalizedText(
        "one expression has at most 20,000 bytes",
        "一个表达式最多 20000 字节")
    case .expressionTooDeep:
      LocalizedText(
        "brackets and branches nest at most 100 deep",
        "括号和分支最多嵌套 100 层")
    case .tooManyOperators:
      LocalizedText(
        "one expression has at most 500 operators, calls and members",
        "一个表达式最多 500 个运算符、调用和成员")
    case .unexpectedCharacter:
      LocalizedText(
        "the character has no meaning in an expression",
        "该字符在表达式中没有含义")
    case .unclosedText:
      LocalizedText(
        "a text in an expression ends with the quotation mark that it began with",
        "表达式中的文本须以对应的引号结束")
    case .mismatchedQuotes:
      LocalizedText(
        "`\"…\"`, `'…'`, `“…”` and `‘…’` are pairs",
        "`\"…\"`、`'…'`、`“…”`、`‘…’` 各自成对")
    case .invalidTextEscape:
      LocalizedText(
        "`\\u` and `\\U` are followed by the digits of a character",
        "`\\u` 和 `\\U` 之后应为字符的十六进制数字")
    case .unclosedComment:
      LocalizedText(
        "`/*` begins a comment that `*/` ends",
        "`/*` 开始的注释须以 `*/` 结束")
    case .thousandsSeparator:
      LocalizedText(
        "a comma separates values, so `1,000` would be two numbers",
        "逗号用于分隔值，`1,000` 会成为两个数")
    case .leadingZero:
      LocalizedText(
        "digits that begin with a zero are a code, which is a text, rather than a number",
        "以零开头的数字通常是代码，应为文本而不是数")
    case .malformedDate:
      LocalizedText(
        "a date is written `2022-07-27`; other forms would be sums or quotients",
        "日期写作 `2022-07-27`；其他写法会被当作算式")
    case .noSuchDate:
      LocalizedText(
        "the calendar has no such day, and it is not moved to another one",
        "日历中没有这一天，也不会顺延到别的日子")
    case .percentWithoutNumber:
      LocalizedText(
        "`%` belongs to the number before it",
        "`%` 属于它前面的数字")
    case .unknownUnit:
      LocalizedText(
        "a number may be followed by a unit of time and by nothing else",
        "数字之后只能跟时间单位")
    case .fractionalDuration:
      LocalizedText(
        "months and days are whole",
        "月、日等须为整数")
    case .foreignOperator:
      LocalizedText(
        "what was meant is plain, but there is one spelling of each operator",
        "含义虽然清楚，但每个运算符只有一种写法")
    case .missingOperand:
      LocalizedText(
        "an operator has a value on either side",
        "运算符两边都须有内容")
    case .missingOperator:
      LocalizedText(
        "two values stand beside each other",
        "两个值之间没有运算符")
    case .negationWithoutBrackets:
      LocalizedText(
        "brackets tell how far a negation reaches",
        "括号说明否定的范围")
    case .negatedOperator:
      LocalizedText(
        "the whole condition is negated, not its operator",
        "应否定整个条件，而不是运算符")
    case .chainedComparison:
      LocalizedText(
        "a comparison gives a yes or no, which cannot be compared with a number",
        "比较的结果是“是否”值，不能再与数比较")
    case .missingClosingBracket:
      LocalizedText(
        "every bracket is closed",
        "括号须闭合")
    case .mismatchedBracket:
      LocalizedText(
        "a bracket is closed by its like",
        "括号须同类闭合")
    case .missingOpeningBracket:
      LocalizedText(
        "the bracket closes nothing",
        "该括号没有对应的左括号")
    case .missingKeyword:
      LocalizedText(
        "`if`, `for`, `some` and `every` have words that follow",
        "`如果`、`遍历`、`存在某个`、`每个都` 须有后续的词")
    case .strayKeyword:
      LocalizedText(
        "the word belongs to a construct that did not begin",
        "该词所属的结构没有开头")
    case .keywordInName:
      LocalizedText(
        "names do without the words of the language, so that an expression has one reading",
        "名称不含语言的关键词，表达式才只有一种读法")
    case .missingName:
      LocalizedText(
        "a name is expected after a dot, `for`, `some` or `every`",
        "点号、`遍历`、`存在某个`、`每个都` 之后应为名称")
    case .unexpectedSign:
      LocalizedText(
        "the sign has a meaning, but not there",
        "该符号有含义，但不能写在此处")
    case .notATemporalText:
      LocalizedText(
        "dates, times and durations are read to the letter; FEEL answers null where the text is none",
        "日期、时刻和时长的写法必须完全正确；不正确时 FEEL 的结果为空")
    case .badPattern:
      LocalizedText(
        "patterns are regular expressions as XPath has them, without back-references; a wrong one fits nothing",
        "模式为 XPath 正则表达式，不含反向引用；写错的模式不起作用")
    case .notAMapping:
      LocalizedText(
        "a file consists of keys with values",
        "文件应由“键: 值”组成")
    case .unknownDocument:
      LocalizedText(
        "the first key tells the kind of a file",
        "文件的第一个键说明其种类")
    case .unknownKey:
      LocalizedText(
        "a key that has no meaning is refused: if it were ignored, a slip would change grades unnoticed",
        "没有含义的键一律拒绝：如果忽略，笔误会悄悄改变评价结果")
    case .missingKey:
      LocalizedText(
        "something that must be said is not",
        "缺少必须写明的内容")
    case .missingValue:
      LocalizedText(
        "a key says something or is left out",
        "键须有值，否则应删去")
    case .wrongKind:
      LocalizedText(
        "each key has one or two shapes",
        "每个键有其规定的形式")
    case .keysExclude:
      LocalizedText(
        "the keys contradict each other, or one has no meaning without another",
        "几个键互相矛盾，或者一个离开另一个没有意义")
    case .badWord:
      LocalizedText(
        "the place knows a fixed set of words",
        "此处只能使用规定的词")
    case .badRange:
      LocalizedText(
        "a range is written `0..100`, lower bound first",
        "范围写作 `0..100`，先小后大")
    case .badDate:
      LocalizedText(
        "a date of the calendar is expected, written `2022-07-27`",
        "应为日历上的日期，写作 `2022-07-27`")
    case .badNumber:
      LocalizedText(
        "the number is not of the kind or size that the place wants",
        "数的种类或大小不符合此处的要求")
    case .fileNotFound:
      LocalizedText(
        "a path counts from the folder of the file that names it",
        "路径从写有它的文件所在文件夹算起")
    case .wrongFileKind:
      LocalizedText(
        "the file is read, but is not of the kind that is wanted",
        "文件可以读取，但不是所需的种类")
    case .outputNameTaken:
      LocalizedText(
        "a file of results has one column of each name: its own, those of outputs, and one for each record type with outputs",
        "结果文件中每个名称只能有一列：固定列、各输出列，以及有输出的各记录类型的列")
    case .calendarNeeded:
      LocalizedText(
        "which days are worked is laid down year by year and cannot be computed, so that a policy that counts in working days names a calendar",
        "哪些天是工作日由每年的安排公布，无法推算；按工作日计算的政策须写明日历")
    case .wrongCalendarDay:
      LocalizedText(
        "a calendar lists under each year that year's own days; a make-up day lies on a weekend and is no holiday",
        "日历在每一年下只列当年的日期；补班日应在周末，且不能同时是放假日")
    case .alreadyInherited:
      LocalizedText(
        "a policy that extends another only adds, so that nothing is overridden by accident; `change` and `remove` say "
          + "where more is meant",
        "继承其他政策时只能增加内容，以免无意中覆盖；要改动请用 `修改` 和 `删去`")
    case .headerIsNotInherited:
      LocalizedText(
        "the id, the version, the title and the dates of a policy are its own",
        "政策的编号、版本、标题和施行期由各政策自行写明")
    case .penaltyWithoutBasis:
      LocalizedText(
        "what takes something from somebody rests on a law or regulation, which the policy or the catalogue cites",
        "对当事人不利的措施须有法律、法规或政策依据，由政策或目录写明")
    case .wrongMeasureRelation:
      LocalizedText(
        "which measures exclude, replace, suppress or escalate others, what follows them up and which numbers are shown "
          + "once has to make sense by itself",
        "措施之间的冲突、取代、免除和升级，措施的跟踪，以及合并的参数，这些关系本身须成立")
    case .wrongReference:
      LocalizedText(
        "reference figures are a table of others' making: each row has its keys and one figure, no key stands twice, and a "
          + "policy says what it does where there is no figure",
        "参照数据是他人发布的表：每行有键和一个数据，键不重复；没有数据时如何处理由政策写明")
    case .pointsTurnBack:
      LocalizedText(
        "along a number or a scale the points of an indicator fall from one end to the other, but rise somewhere between; "
          + "a row may stand in the wrong place",
        "指标得分沿某个数值或级别总体下降，中间却有一处上升，可能有一行写错")
    case .worseIsRewarded:
      LocalizedText(
        "two subjects differ in one thing, no indicator gives the one more points and one gives it fewer, and still it has "
          + "the better score or grade",
        "两个对象只有一处不同，其中一个没有任何指标得分更高且有一项更低，评分或等级却更好")
    case .repairDoesHarm:
      LocalizedText(
        "a repair gives points back; a subject that has carried one out must not have a worse score or grade for it",
        "修复是为了恢复分值，完成修复的对象评分或等级不应因此变差")
    case .measureTurnsBack:
      LocalizedText(
        "a worse grade has no lighter penalty than a better one, neither in its numbers nor by lacking it, and no greater "
          + "incentive; other numbers go one way from the best grade to the worst",
        "较差的等级，惩戒（数值和是否适用）不应更轻，激励不应更多；其他数值应随等级单向变化")
    case .measuresConflict:
      LocalizedText(
        "the catalogue says that nobody may get both of two measures, and some subject does",
        "目录规定两项措施不得同时采取，而有对象会同时得到")
    case .historyNeeded:
      LocalizedText(
        "a policy that reads `results` or `previous` says with `history` what it means that there is no earlier result: "
          + "missing history is not a clean history",
        "读取 `历次结果` 或 `上次结果` 的政策须用 `历史` 写明没有以前结果时如何处理：没有记录不等于记录良好")
    case .rememberedTypeDiffers:
      LocalizedText(
        "what `remember` keeps is a yes or no, or of the type that is written beside its name, so that later runs can "
          + "read it",
        "`记住` 的内容为“是否”值，或符合写在名称旁的类型，以便以后的评价读取")
    case .missingPreviousResult:
      LocalizedText(
        "the policy says `history: {missing: fault}`, and the data have no result of the period before",
        "政策写明 `历史: {缺失: 视为数据问题}`，而数据中没有上一期的结果")
    case .moveWithoutPlace:
      LocalizedText(
        "where `moves` lists the kinds of moves, it lists every kind that a rule makes",
        "列出调整顺序时，应包括规则用到的每一种调整")
    case .unknownName:
      LocalizedText(
        "nothing of that name is declared where it is used",
        "使用之处没有声明过该名称")
    case .duplicateName:
      LocalizedText(
        "a name stands for one thing",
        "一个名称只代表一项内容")
    case .reservedName:
      LocalizedText(
        "words of the language and signs do not belong to names",
        "语言的词和符号不能用作名称")
    case .cycle:
      LocalizedText(
        "to know each of these, the others would have to be known first",
        "这些内容互相依赖，无法先后求出")
    case .unknownLabel:
      LocalizedText(
        "the field or the scale does not list that label",
        "该字段或等级没有列出这个取值")
    case .unknownFunction:
      LocalizedText(
        "functions are those of the reference; there is none that reads the clock",
        "只能使用参考页所列的函数；没有读取当前时间的函数")
    case .outOfScope:
      LocalizedText(
        "the name belongs to a record, or to a part of the policy, that is not at hand here",
        "该名称属于某条记录或政策的某一部分，此处无法取得")
    case .chainTooDeep:
      LocalizedText(
        "a fact reads a fact that reads a fact, and so on, beyond what can be followed",
        "事实逐层引用事实，层数过多")
    case .unknownPath:
      LocalizedText(
        "a path goes from key to key, as in `score.late.deduct` or `rules.serious list`; the parts of an indicator follow "
          + "its name",
        "路径由各级的键组成，例如 `score.late.deduct` 或 `rules.serious list`；下级指标直接跟在指标名之后")
    case .unknownParent:
      LocalizedText(
        "`extends` names a policy by its file, or by its id among the files of the package",
        "`继承` 以文件或编号指明政策；编号在政策包的文件中查找")
    case .removedButRead:
      LocalizedText(
        "what a policy removes from the one that it extends must not be read by what remains",
        "从所继承政策中删去的内容，不能再被保留的内容引用")
    case .typeMismatch:
      LocalizedText(
        "a value of another kind is wanted",
        "此处需要另一类型的值")
    case .optionalValue:
      LocalizedText(
        "what may be absent never reaches a result unless the policy says what absence means",
        "可能缺失的值，须写明缺失的含义才能影响结果")
    case .unitMismatch:
      LocalizedText(
        "money, percentages and plain numbers are different things",
        "金额、百分比和普通的数不能混用")
    case .wrongArguments:
      LocalizedText(
        "the function is called in another way",
        "该函数的用法不同")
    case .notASelection:
      LocalizedText(
        "records are asked for a figure; a figure is not a set of records",
        "对记录应提问求值；值也不能当作记录")
    case .windowNeeded:
      LocalizedText(
        "the policy must say how long a record counts, and from which date",
        "须写明记录计入多久、从哪一天起算")
    case .mixedWeights:
      LocalizedText(
        "parts either all have a weight or none has",
        "同级指标都有权重，或都没有")
    case .notSupported:
      LocalizedText(
        "the form is readable, but policies do without it",
        "可以读取，但政策中不使用")
    case .missingWorth:
      LocalizedText(
        "an indicator adds points, deducts them or has parts",
        "指标应有得分、扣分或下级指标")
    case .tooManyLabels:
      LocalizedText(
        "a field has at most 255 labels",
        "一个字段最多 255 个取值")
    case .partsOfBothKinds:
      LocalizedText(
        "of deductions the highest takes most, of points it gives most; where parts are of both kinds nobody could say which "
          + "is meant",
        "扣分以扣得最多的为最高，加分以加得最多的为最高；两类混在一组时无法判断所指")
    case .nullOperand:
      LocalizedText(
        "FEEL would make the whole null without a word, so null is refused where a value is needed",
        "FEEL 会不作提示地使整个结果为空，因此需要值的地方不能写空值")
    case .knownOnlyWhenRun:
      LocalizedText(
        "types and functions are known before anything runs, so what decides them only then is refused",
        "类型和函数须在运行之前确定，运行时才能确定的写法一律拒绝")
    case .expansionTooLarge:
      LocalizedText(
        "each call puts the body of its function in its place, which has limits; no function calls itself",
        "每次调用都以函数体代替，其大小有限；函数不能调用自己")
    case .evaluationStopped:
      LocalizedText(
        "an evaluation has limits on its steps and on the sizes of its lists and texts",
        "求值的步数、列表和文本的大小都有上限")
    case .invalidPattern:
      LocalizedText(
        "a pattern is a regular expression as XPath has them, without back-references; in a policy a wrong one is an error",
        "模式为 XPath 正则表达式，不含反向引用；政策中写错的模式是错误")
    case .weightsTotal:
      LocalizedText(
        "weights of siblings total 100",
        "同级指标的权重合计应为 100")
    case .notCovered:
      LocalizedText(
        "rows cover everything that can occur, or end with `otherwise`",
        "各行须覆盖所有可能，或以 `其余` 结尾")
    case .neverReached:
      LocalizedText(
        "rows above decide everything that this one tests",
        "这一行所判断的情形都已由前面的行决定")
    case .neverHolds:
      LocalizedText(
        "the ranges of the fields prove that the condition never holds",
        "字段的范围说明该条件不可能成立")
    case .alwaysHolds:
      LocalizedText(
        "the ranges of the fields prove that the condition always holds",
        "字段的范围说明该条件总是成立")
    case .maybeNegative:
      LocalizedText(
        "deductions and caps are not negative, and a share lies between 0% and 100%",
        "扣分和上限不能为负，比例在 0% 到 100% 之间")
    case .limitNeverBites:
      LocalizedText(
        "the number keeps the limit by itself",
        "数值本来就符合该限定")
    case .constantNotInForce:
      LocalizedText(
        "a constant has a value from the policy's first day on",
        "常数自政策施行首日起须有值")
    case .unusedDeclaration:
      LocalizedText(
        "what is declared is used, or the policy means more than it says",
        "声明的内容应被使用，否则政策的表述与含义不符")
    case .outsideParent:
      LocalizedText(
        "a policy is in force only while the one that it extends is",
        "政策的施行期须在所继承政策的施行期之内")
    case .openHole:
      LocalizedText(
        "an indicator with a weight and no worth is filled by every policy that extends this one; until then nothing can be "
          + "graded",
        "有权重而没有分值的指标，须由继承它的每一个政策填写；未填写之前不能评价")
    case .versionsOverlap:
      LocalizedText(
        "files with the same id are versions of one policy, and on each day one of them is in force at most",
        "编号相同的文件是同一政策的不同版本，同一天最多有一个版本施行")
    case .rangeNotKept:
      LocalizedText(
        "`range` claims where the number of an indicator lies, and the ranges of what it is made of prove it",
        "`范围` 声明指标的取值范围，由其构成的取值范围证明")
    case .moveNeverActs:
      LocalizedText(
        "a ceiling at the best grade or a floor at the worst one is most likely turned round",
        "最高限定在最好的等级或最低限定在最差的等级，多半是写反了")
    case .movesContradict:
      LocalizedText(
        "two rules that hold together want different grades, so that one of them never matters",
        "两条总是同时成立的规则要求不同的等级，其中一条永远不起作用")
    case .rowsOverlap:
      LocalizedText(
        "`take: unique` claims that no two rows hold at once; where they do, which one counts would be a guess",
        "`取: 唯一` 表示各行互不重叠；若有重叠，取哪一行就成了猜测")
    case .conditionNeverMet:
      LocalizedText(
        "`assay check --proofs` tried every combination of values that the policy tells apart, and none meets the condition",
        "`assay check --proofs` 已试过政策所区分的每一种取值组合，没有一种符合这个条件")
    case .gradeNeverGiven:
      LocalizedText(
        "`assay check --proofs` tried every combination of values that the policy tells apart, and none leads to the grade",
        "`assay check --proofs` 已试过政策所区分的每一种取值组合，没有一种会得到这个等级")
    case .measureNeverGiven:
      LocalizedText(
        "`assay check --proofs` tried every combination of values that the policy tells apart, and none leads to the measure",
        "`assay check --proofs` 已试过政策所区分的每一种取值组合，没有一种会适用这项措施")
    case .unroundedQuotient:
      LocalizedText(
        "nothing is rounded unless a policy says so: 94.666… is below 95, however it is printed",
        "政策不写明就不取整：94.666……小于 95，无论显示成什么")
    case .undecided:
      LocalizedText(
        "`assay check --proofs` found neither an example nor a proof that there is none",
        "`assay check --proofs` 既没有找到例证，也没有证明不存在")
    case .allowanceExpired:
      LocalizedText(
        "a finding is allowed until a date, so that somebody looks at it again",
        "允许只到某一日为止，以便届时重新审视")
    case .textLikeAnExpression:
      LocalizedText(
        "a value in quotes is a text where no type is expected, and this one reads as an expression over declared names",
        "未限定类型之处，加引号的值是一段文字；而它读来像是由已声明的名称组成的表达式")
    case .nothingAllowed:
      LocalizedText(
        "an allowance whose finding is gone would hide the next one",
        "问题已不存在而仍保留的允许，会掩盖下一个问题")
    case .malformedLine:
      LocalizedText(
        "a line of JSON Lines is one object",
        "JSON Lines 的每行是一个对象")
    case .invalidDate:
      LocalizedText(
        "a date is of the calendar and in the declared form",
        "日期须存在且符合约定的格式")
    case .undeclaredLabel:
      LocalizedText(
        "the field lists its values, and codes are mapped to them",
        "字段列有可取的值，代码须有对应")
    case .invalidNumber:
      LocalizedText(
        "a number is expected",
        "此处应为数字")
    case .numberOutOfRange:
      LocalizedText(
        "the field declares a range",
        "字段规定了范围")
    case .tooManyDecimals:
      LocalizedText(
        "a number is kept exactly, so it has no more digits than declared",
        "数按原值保存，位数不能超过规定")
    case .wrongValueKind:
      LocalizedText(
        "the field has another type",
        "字段的类型不同")
    case .wrongIdentifier:
      LocalizedText(
        "the length or the check digit is wrong",
        "位数或校验码不对")
    case .repeatedField:
      LocalizedText(
        "one record gives a field once",
        "一条记录中每个字段只出现一次")
    case .missingField:
      LocalizedText(
        "a field that is not optional is there",
        "必填字段须有值")
    case .tooManyRecords:
      LocalizedText(
        "the record type declares how many a subject may have",
        "记录类型规定了一个对象最多的条数")
    case .orphanRecord:
      LocalizedText(
        "a record names a subject or a parent record that is there",
        "记录所属的对象或上级记录须存在")
    case .repeatedSubject:
      LocalizedText(
        "a subject's id occurs once",
        "对象的标识只能出现一次")
    case .invalidDataEncoding:
      LocalizedText(
        "data is UTF-8",
        "数据须为 UTF-8 编码")
    case .lineTooLong:
      LocalizedText(
        "a line fits into memory",
        "一行须能放入内存")
    case .unbalancedQuotes:
      LocalizedText(
        "a quoted field begins and ends with a quote",
        "加引号的字段以引号开头和结尾")
    case .wrongFieldCount:
      LocalizedText(
        "a row has as many fields as the header",
        "每行的字段数与表头一致")
    case .missingRequiredField:
      LocalizedText(
        "the declared condition holds, so that the field must be there",
        "满足必填条件时字段须有值")
    case .ambiguousParent:
      LocalizedText(
        "the key of a parent record occurs once in a subject",
        "上级记录的键在一个对象内不能重复")
    case .notRecords:
      LocalizedText(
        "a record type stands for a list of records",
        "记录类型之下应为记录列表")
    case .missingColumn:
      LocalizedText(
        "the file has a column for each field that must be there",
        "文件须有每个必填字段的列")
    case .repeatedColumn:
      LocalizedText(
        "a column name occurs once",
        "列名只能出现一次")
    case .missingDataFile:
      LocalizedText(
        "the folder has a file for each record type that the policy reads",
        "文件夹中须有政策读取的每类记录的文件")
    case .outsideCalendar:
      LocalizedText(
        "the policy counts working days from this date, and the calendar has no such year: the result would be a guess",
        "政策要从该日期起计算工作日，而日历没有相应年份的安排，结果只能是猜测")
    case .unknownResultColumn:
      LocalizedText(
        "`results` names columns that the policy gives",
        "`结果列` 只能列出政策给出的列")
    case .tooLargeForMemory:
      LocalizedText(
        "the records of CSV files come in any order, so that all of them are in memory at once; as JSON Lines they are not",
        "CSV 文件中的记录可按任意顺序排列，须一次全部放入内存；JSON Lines 则逐段读取")
    case .contradictoryDecision:
      LocalizedText(
        "a decision about the grade names one or moves it by places; where a record does both, nobody can know what was decided",
        "对等级的裁定或写明等级，或升降几档；一条记录两者都写时，无从得知裁定内容")
    case .unknownFigure:
      LocalizedText(
        "a gate of `assay diff` reads a figure that the report does not have",
        "`assay diff` 的门槛用到了报告中没有的指标")
    case .gateIsNoCondition:
      LocalizedText(
        "a gate holds or does not hold, and this is a number or a text",
        "门槛应当成立或不成立，这里却是数或文本")
    case .wrongFigureUse:
      LocalizedText(
        "a gate uses a figure in a way that has no meaning",
        "门槛以没有意义的方式使用指标")
    case .unknownSetting:
      LocalizedText(
        "a path of `assay simulate` leads to no single value of the policy",
        "`assay simulate` 的路径没有指向政策中的单个值")
    case .unknownTestedPolicy:
      LocalizedText(
        "tests name a policy by its id or its file; tests without a target would pass unseen",
        "测试以编号或文件指明政策；没有对象的测试会悄悄通过")
    case .severalTestedPolicies:
      LocalizedText(
        "several versions are in force on the as-of date",
        "截止日有多个版本施行")
    case .noTestCases:
      LocalizedText(
        "a file of tests has a case",
        "测试文件须有用例")
    case .nothingExpected:
      LocalizedText(
        "a case that expects nothing always passes",
        "没有期望的用例总会通过")
    case .outsideEffective:
      LocalizedText(
        "the policy is not in force on the as-of date",
        "截止日政策不施行")
    case .unknownGivenName:
      LocalizedText(
        "the policy reads no field and no records of that name",
        "政策不读取该名称的字段或记录")
    case .wrongGivenValue:
      LocalizedText(
        "the field has another type or range",
        "字段的类型或范围不同")
    case .missingGivenField:
      LocalizedText(
        "the policy reads the field, and it is not optional",
        "政策要读取该必填字段")
    case .tooManyGivenRecords:
      LocalizedText(
        "the record type declares how many a subject may have",
        "记录类型规定了一个对象最多的条数")
    case .unknownExpectation:
      LocalizedText(
        "the policy gives no result of that name",
        "政策没有该名称的结果")
    case .severalExpectations:
      LocalizedText(
        "several results have that name",
        "有几个结果使用该名称")
    case .wrongExpectedValue:
      LocalizedText(
        "the policy never gives such a value",
        "政策不会给出这样的值")
    case .resultsOfFaults:
      LocalizedText(
        "a subject with data faults has no results",
        "有数据问题的对象没有结果")
    case .testFailed:
      LocalizedText(
        "the policy gives another result than the case expects",
        "政策给出的结果与期望不同")
    case .uncovered:
      LocalizedText(
        "a row, a condition, a limit, a grade or a measure comes out in a way that no case of the tests shows, so that a"
          + " mistake in it would not be noticed; told with `--coverage`",
        "某一行、条件、限定、等级或措施的一种结果没有任何测试用例出现，其中的错误不会被发现；用 `--coverage` 时报告")
    case .wrongTestRow:
      LocalizedText(
        "each row of a table of cases has one cell for every column: first what is given, then what is expected",
        "用例表的每一行与各列一一对应：先写给定，再写期望")
    case .survivingMutant:
      LocalizedText(
        "the policy was changed on trial, and all its tests still passed: a slip of that kind would not be noticed; told"
          + " with `--mutate`",
        "试改政策后全部测试仍然通过，同样的笔误不会被发现；用 `--mutate` 时报告")
    case .toBeConfirmed:
      LocalizedText(
        "a case made by `--boundaries` waits for a person to say what must come out; until then it does not pass",
        "由 `--boundaries` 写出的用例，须由人确认应得的结果；确认之前不算通过")
    case .wrongGivenFile:
      LocalizedText(
        "a case takes its subject from a file of data, and the file or the subject is not named, is not there or cannot be"
          + " read, or records are given beside it",
        "用例的对象取自数据文件，但没有指明文件或对象，找不到或无法读取，或者另外给定了记录")
    case .sourceMissing:
      LocalizedText(
        "an indicator, a rule, a repair or a measure says neither what it rests on nor that its drafter chose it, and nor"
          + " does what it is part of; told with `--require-sources`",
        "指标、规则、修复或措施既未写明依据，也未注明自拟，其上级也没有；用 `--require-sources` 时报告")
    case .configurationWantsFlag:
      LocalizedText("a setting of `assay.yaml` is either on or off", "`assay.yaml` 中的这项设置只有是或否")
    case .configurationWantsCount:
      LocalizedText(
        "a gate of `assay.yaml` is a count of findings, never a share that could be rounded",
        "`assay.yaml` 中的门槛是个数，而不是会被取整的比例")
    case .halfAPopulation:
      LocalizedText(
        "a change is held against data only where both the data and the as-of date are given",
        "只有同时写明数据和截止日，才能用数据比较修改前后")
    }
  }
}
