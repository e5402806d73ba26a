import ReferenceEvaluator
import Testing

struct RandomPolicyTests {
  /// No value of a random policy lies outside of the type that the generator gives it.
  @Test(arguments: RandomRuns.seeds)
  func typesHold(seed: Int) {
    let random = RandomPolicy(seed: UInt64(seed))
    let evaluator = ReferenceEvaluator(policy: random.policy, asOf: random.asOf)
    for subjectSeed in 0..<RandomRuns.subjects {
      let subject = random.subject(seed: UInt64(subjectSeed))
      let breaches = evaluator.evaluate(subject).breaches
      #expect(breaches.isEmpty, "policy \(seed), subject \(subjectSeed)\n\(random.policy.dump)\n\(subject.dump)")
    }
  }

  @Test func seedDeterminesPolicyAndSubject() {
    let (one, same, other) = (RandomPolicy(seed: 7), RandomPolicy(seed: 7), RandomPolicy(seed: 8))
    #expect(one.policy == same.policy && one.policy != other.policy)
    #expect(one.subject(seed: 3) == same.subject(seed: 3))
    #expect(one.subject(seed: 3) != one.subject(seed: 4))
  }
}
