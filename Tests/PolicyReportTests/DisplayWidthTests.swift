import PolicyReport
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("严重", 4), ("a严b", 4), ("ｆｕｌｌ", 8), ("，。", 4), ("ﾊﾝ", 2), ("한글", 4), ("e\u{301}", 1),
    ("\u{301}", 0), ("😀", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("☀", 1), ("☀\u{FE0F}", 2), ("≥", 1), ("①", 1), ("𠮷", 2),
    ("\u{1B}", 0), ("㉈", 1), ("〿", 1),
  ])
  func cells(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func paddingCountsCells() {
    #expect("严重".padded(toWidth: 6) == "严重  ")
    #expect("12".padded(toWidth: 4, .right) == "  12")
    #expect("too long".padded(toWidth: 3) == "too long")
  }

  @Test func truncationNeverSplitsAWideCharacter() {
    #expect("守法合规".truncated(toWidth: 8) == "守法合规")
    #expect("守法合规".truncated(toWidth: 7) == "守法...")
    #expect("守法合规".truncated(toWidth: 6) == "守...")
    #expect("守法合规".truncated(toWidth: 2) == "..")
  }

  @Test func whatSteersATerminalIsWrittenOut() {
    #expect(shownText("a\u{1B}[2Jb") == "a<U+001B>[2Jb")
    #expect(shownText("甲\u{202E}乙\u{2066}") == "甲<U+202E>乙<U+2066>")
    #expect(shownText("a\u{200B}b\u{FEFF}") == "a<U+200B>b<U+FEFF>")
    #expect(shownText("第一行\n第二行\r") == "第一行<U+000A>第二行<U+000D>")
    #expect(shownText("\u{9B}31m") == "<U+009B>31m")
    #expect(shownText("👨‍👩‍👧 é") == "👨‍👩‍👧 é")
  }
}

@Suite struct TextTableTests {
  @Test func columnsLineUpWithChineseText() {
    var table = TextTable(columns: [.init("等级"), .init("户数", .right), .init("share", .right)])
    table.append(["优", "12", "1.2%"])
    table.append(["未评级", "1000", "98.8%"])
    #expect(
      table.text() == """
        等级    户数  share
        优        12   1.2%
        未评级  1000  98.8%

        """)
  }

  @Test func hostileCellsAndShortRowsAreHarmless() {
    var table = TextTable(columns: [.init("a"), .init("b")])
    table.append(["\u{1B}[31m"])
    table.append(["1", "2", "3"])
    #expect(table.text(indentation: 2) == "  a             b\n  <U+001B>[31m\n  1             2\n")
  }

  @Test func titlesAreStrongOnATerminalOnly() {
    let table = TextTable(columns: [.init("a")])
    #expect(table.text(style: .terminal) == "\u{1B}[1ma\u{1B}[0m\n")
    #expect(table.text() == "a\n")
  }
}
