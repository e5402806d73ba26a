/// The stable name of a kind of mistake.
///
/// The letter tells the stage that finds it: `Y` the YAML text, `K` the keys of the language, `E` the expressions,
/// `N` the names, `T` the types, `R` what the ranges prove, `D` the data, `I` the questions about an impact, `P` the
/// policy tests. A code is never reused.
package enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
  // The YAML text.
  case invalidYAML = "Y101"
  case invalidEncoding = "Y102"
  case duplicateKey = "Y103"
  case aliasNotAllowed = "Y104"
  case tagNotAllowed = "Y105"
  case nestingTooDeep = "Y106"
  case severalDocuments = "Y107"
  case emptyDocument = "Y108"
  case tooLarge = "Y109"
  case fullWidthColon = "Y110"
  case bracketsInFlowMapping = "Y111"
  case unquotedBlockIndicator = "Y112"
  case keyNotText = "Y113"
  case tabIndentation = "Y114"
  case textAfterQuote = "Y115"
  case colonInValue = "Y116"
  case unclosedQuote = "Y117"
  case unclosedBracket = "Y118"
  case reservedCharacter = "Y119"
  case wrongIndentation = "Y120"
  case missingColon = "Y121"
  case entryWithoutValue = "Y122"
  case fullWidthSpace = "Y123"
  case fullWidthComma = "Y124"
  case invalidEscape = "Y125"

  // The expressions.
  case emptyExpression = "E101"
  case expressionTooLong = "E102"
  case expressionTooDeep = "E103"
  case tooManyOperators = "E104"
  case unexpectedCharacter = "E105"
  case unclosedText = "E106"
  case mismatchedQuotes = "E107"
  case invalidTextEscape = "E108"
  case unclosedComment = "E109"
  case thousandsSeparator = "E110"
  case leadingZero = "E111"
  case malformedDate = "E112"
  case noSuchDate = "E113"
  case percentWithoutNumber = "E114"
  case unknownUnit = "E115"
  case fractionalDuration = "E116"
  case foreignOperator = "E117"
  case missingOperand = "E118"
  case missingOperator = "E119"
  case negationWithoutBrackets = "E120"
  case negatedOperator = "E121"
  case chainedComparison = "E122"
  case missingClosingBracket = "E123"
  case mismatchedBracket = "E124"
  case missingOpeningBracket = "E125"
  case missingKeyword = "E126"
  case strayKeyword = "E127"
  case keywordInName = "E128"
  case missingName = "E129"
  case unexpectedSign = "E130"
  case notATemporalText = "E201"
  case badPattern = "E202"

  // The keys of the language.
  case notAMapping = "K101"
  case unknownDocument = "K102"
  case unknownKey = "K103"
  case missingKey = "K104"
  case missingValue = "K105"
  case wrongKind = "K106"
  case keysExclude = "K107"
  case badWord = "K108"
  case badRange = "K109"
  case badDate = "K110"
  case badNumber = "K111"
  case fileNotFound = "K112"
  case wrongFileKind = "K113"
  case outputNameTaken = "K150"
  case calendarNeeded = "K151"
  case wrongCalendarDay = "K152"
  case alreadyInherited = "K120"
  case headerIsNotInherited = "K121"
  case penaltyWithoutBasis = "K153"
  case wrongMeasureRelation = "K154"
  case wrongReference = "K155"
  case historyNeeded = "K140"
  case circumstancesNeeded = "K162"
  case listWithoutEnd = "K160"
  case exitNeverHappens = "K161"
  case moveWithoutPlace = "K170"

  // The names.
  case unknownName = "N101"
  case duplicateName = "N102"
  case reservedName = "N103"
  case cycle = "N104"
  case unknownLabel = "N105"
  case unknownFunction = "N106"
  case outOfScope = "N107"
  case chainTooDeep = "N108"
  case unknownPath = "N110"
  case unknownParent = "N111"
  case removedButRead = "N112"

  // The types.
  case typeMismatch = "T101"
  case optionalValue = "T102"
  case unitMismatch = "T103"
  case wrongArguments = "T104"
  case notASelection = "T105"
  case windowNeeded = "T106"
  case mixedWeights = "T107"
  case notSupported = "T108"
  case missingWorth = "T109"
  case tooManyLabels = "T110"
  case nullOperand = "T201"
  case knownOnlyWhenRun = "T202"
  case expansionTooLarge = "T203"
  case evaluationStopped = "T204"
  case invalidPattern = "T205"
  case rememberedTypeDiffers = "T120"

  // What the ranges prove.
  case weightsTotal = "R101"
  case notCovered = "R102"
  case neverReached = "R103"
  case neverHolds = "R104"
  case alwaysHolds = "R105"
  case maybeNegative = "R106"
  case limitNeverBites = "R107"
  case constantNotInForce = "R108"
  case unusedDeclaration = "R109"
  case outsideParent = "R110"
  case openHole = "R111"
  case versionsOverlap = "R112"
  case rangeNotKept = "R120"
  case moveNeverActs = "R170"
  case movesContradict = "R171"
  case rowsOverlap = "R140"
  case conditionNeverMet = "R141"
  case gradeNeverGiven = "R142"
  case measureNeverGiven = "R143"
  case unroundedQuotient = "R144"
  case undecided = "R145"
  case measuresConflict = "R150"
  case pointsTurnBack = "R160"
  case worseIsRewarded = "R161"
  case repairDoesHarm = "R162"
  case measureTurnsBack = "R163"
  case earlyNeverHappens = "R180"
  case listNeverEntered = "R181"
  case listForgets = "R182"
  case allowanceExpired = "R146"
  case nothingAllowed = "R147"
  case textLikeAnExpression = "R148"

  // The data.
  case malformedLine = "D301"
  case invalidDate = "D302"
  case undeclaredLabel = "D303"
  case invalidNumber = "D304"
  case numberOutOfRange = "D305"
  case tooManyDecimals = "D306"
  case wrongValueKind = "D307"
  case wrongIdentifier = "D308"
  case repeatedField = "D309"
  case missingField = "D310"
  case tooManyRecords = "D311"
  case orphanRecord = "D312"
  case repeatedSubject = "D313"
  case invalidDataEncoding = "D314"
  case lineTooLong = "D315"
  case unbalancedQuotes = "D316"
  case wrongFieldCount = "D317"
  case missingRequiredField = "D318"
  case ambiguousParent = "D319"
  case notRecords = "D320"
  case missingColumn = "D321"
  case repeatedColumn = "D322"
  case missingDataFile = "D323"
  case unknownResultColumn = "D324"
  case tooLargeForMemory = "D325"
  case outsideCalendar = "D340"
  case missingPreviousResult = "D330"

  // The questions about an impact: gates and simulated values.
  case unknownFigure = "I101"
  case gateIsNoCondition = "I102"
  case wrongFigureUse = "I103"
  case unknownSetting = "I104"

  // The policy tests.
  case unknownTestedPolicy = "P101"
  case severalTestedPolicies = "P102"
  case noTestCases = "P103"
  case nothingExpected = "P104"
  case outsideEffective = "P105"
  case unknownGivenName = "P106"
  case wrongGivenValue = "P107"
  case missingGivenField = "P108"
  case tooManyGivenRecords = "P109"
  case unknownExpectation = "P110"
  case severalExpectations = "P111"
  case wrongExpectedValue = "P112"
  case resultsOfFaults = "P113"
  case testFailed = "P114"
  case uncovered = "P120"
  case wrongTestRow = "P121"
  case survivingMutant = "P122"
  case toBeConfirmed = "P123"
  case wrongGivenFile = "P124"
  case sourceMissing = "P130"

  // The configuration of a package.
  case configurationWantsFlag = "C101"
  case configurationWantsCount = "C102"
  case halfAPopulation = "C103"
}

extension DiagnosticCode {
  /// How much a mistake of this kind matters.
  package var severity: Severity {
    Self.notes.contains(self) ? .note : Self.warnings.contains(self) ? .warning : .error
  }

  private static let notes: Set<DiagnosticCode> = [.undecided, .textLikeAnExpression]

  private static let warnings: Set<DiagnosticCode> = [
    .notATemporalText, .badPattern, .neverReached, .alwaysHolds, .limitNeverBites, .unusedDeclaration, .movesContradict,
    .moveNeverActs, .conditionNeverMet, .measuresConflict, .gradeNeverGiven, .measureNeverGiven, .unroundedQuotient,
    .allowanceExpired, .nothingAllowed, .uncovered, .survivingMutant, .pointsTurnBack, .worseIsRewarded,
    .repairDoesHarm, .measureTurnsBack,
    .moveNeverActs,
    .conditionNeverMet,
    .gradeNeverGiven, .measureNeverGiven, .unroundedQuotient, .allowanceExpired, .nothingAllowed, .uncovered,
    .survivingMutant,
    .neverReached, .alwaysHolds, .limitNeverBites, .unusedDeclaration, .movesContradict, .moveNeverActs,
    .conditionNeverMet, .measuresConflict, .earlyNeverHappens, .listNeverEntered, .listForgets,
    .gradeNeverGiven, .measureNeverGiven, .unroundedQuotient, .allowanceExpired, .nothingAllowed,
  ]

  /// The mistakes that leave a policy whole enough to be run for an example.
  package static let openClaims: Set<DiagnosticCode> = [.notCovered, .rowsOverlap]
}
