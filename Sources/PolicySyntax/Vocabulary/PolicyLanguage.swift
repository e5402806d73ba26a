/// The language in which policies are written.
package enum PolicyLanguage {
  /// Counts up when a policy that checks comes to mean something else; what is only added does not count.
  package static let version = 1
}
