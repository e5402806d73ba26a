import ArgumentParser
import PolicyDiagnostics

/// How a command speaks to people; results never depend on it.
struct MessageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The language of messages: en or zh; by default that of the locale.", valueName: "en|zh"))
  var language: Language?

  @Option(help: ArgumentHelp("When messages are in colour.", valueName: "auto|always|never"))
  var color = ColorChoice.auto

  var console: Console { Console(language: language ?? .ofLocale, color: color) }
}

extension Language: ExpressibleByArgument {
  /// The language that the locale names; English where it names another one.
  static var ofLocale: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(Environment.value(of:)).first { !$0.isEmpty }
    return locale?.hasPrefix("zh") == true ? .chinese : .english
  }
}
