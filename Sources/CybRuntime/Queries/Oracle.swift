import CybSyntax
import TreatyGames
import TreatyLaw

/// Answers questions: facts and law from `TreatyLaw`, predictions from `TreatyGames`.
final class Oracle {
  unowned let machine: Machine
  /// Answers `would` and `might`.
  let predictor: Predictor
  private var undecided: [EntityID] = []

  init(machine: Machine) {
    self.machine = machine
    predictor = Predictor(machine: machine)
  }

  func answer(_ inquiry: Inquiry) throws -> Value {
    switch inquiry.modal {
    case .would, .might:
      let answer = try predictor.answer(inquiry)
      undecided = predictor.takeUndecided()
      return answer
    case .has, .may, .must: return .unknown
    }
  }

  /// The parties of a treaty today; within a prediction, those that it assumes.
  func parties(of treaty: EntityID) throws -> Value {
    if let assumed = predictor.assumedParties(of: treaty) { return assumed }
    return .set([])
  }

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
