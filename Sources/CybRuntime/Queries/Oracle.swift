import CybSyntax
import TreatyGames
import TreatyLaw

/// Answers questions: facts and law from `TreatyLaw`, predictions from `TreatyGames`.
final class Oracle {
  unowned let machine: Machine
  private var undecided: [EntityID] = []

  init(machine: Machine) { self.machine = machine }

  func answer(_ inquiry: Inquiry) throws -> Value { .unknown }

  /// The parties of a treaty today.
  func parties(of treaty: EntityID) throws -> Value { .set([]) }

  func takeUndecided() -> [EntityID] {
    defer { undecided = [] }
    return undecided
  }
}

extension Machine {
  func isParty(_ value: Value, of treaty: EntityID) throws -> Bool {
    guard case .object(let object) = try oracle.parties(of: treaty), let set = object as? SetObject else {
      return false
    }
    return set.elements.contains(value)
  }
}
