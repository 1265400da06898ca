import CybSyntax
import TreatyGames

/// Builtins that ask the model what a treaty would come to.
enum PredictionBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "outcome", .prediction, [.init("treaty", .entity, "a treaty")], returns: "record",
      """
      What a treaty would come to: a record `{complete, stable, outcomes, unsettled, effects, coalitions}`, printed as a \
      table. `outcomes` is how many there are, unknown where it is open of some stable coalitions whether they last. Each of \
      its coalitions is `{signatories, parties, in_force, effects, honouring, breaching, done, utility, alone}`.
      """
    ) { arguments, machine in try solution(arguments, machine).outcomeRecord() },
    Builtin(
      "fragility", .prediction, [.init("treaty", .entity, "a treaty")], returns: "list of records",
      """
      Which single number the outcome stands on: for every number that the model reads, the nearest value at which other \
      actors join or honour, as rows `{entity, field, value, critical, change, flips}`, the most fragile first. The search \
      goes over the field's domain, or up to a factor of ten.
      """
    ) { arguments, machine in .list(try solution(arguments, machine).fragilityRows()) },
  ]

  /// `stable_coalitions(T)`.
  static func stableCoalitions(_ arguments: borrowing Arguments, _ machine: Machine) throws -> Value {
    guard !arguments.isGiven(1) else {
      throw Failure("cyb-too-many-arguments", "a treaty brings its own payoffs", argument: 1)
    }
    let solution = try solution(arguments, machine)
    guard let found = try solution.stableCoalitions() else {
      throw Failure(
        "cyb-too-large", "the stable coalitions of so many actors cannot be listed",
        help: "`outcome(T)` lists those that last", argument: 0)
    }
    return .list(found.map(solution.table.set))
  }

  static func solution(_ arguments: borrowing Arguments, _ machine: Machine) throws -> SolvedTreaty {
    let treaty = try arguments.entity(0)
    guard machine.world.isEntity(treaty, of: .treaty) else { throw arguments.mismatch(0, "a treaty") }
    let predictor = machine.oracle.predictor
    guard predictor.conditionDepth == 0, !machine.oracle.isReading else {
      throw Failure(
        "cyb-prediction-in-law", "a prediction is asked while the law is read",
        help: "law cannot turn on its own prediction")
    }
    return try predictor.solution(of: treaty)
  }
}
