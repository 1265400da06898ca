@testable import TreatyLaw

/// A slow, obvious twin of a treaty's life (law.md §1, §2): everything that has happened up to a moment is gone through
/// again for each question, and what stands between two parties is kept as plain sets. It knows consent, quorum, delay,
/// reservations, objections, suspension between two and its end, termination, also against one, powers, and prohibitions.
struct LifeTwin {
  struct Fact {
    var day: Int64
    var verb: String
    var by: String
    var other: String?
    /// Nothing: the whole treaty.
    var clause: Int?
    var purpose: String?

    /// Consents and reservations take effect at the start of their day.
    var isEarly: Bool { verb == "ratify" || verb == "reserve" }
  }

  struct Rule {
    var purposes: Set<String>
    var isMaterial: Bool
  }

  enum Standing: Equatable {
    case effective, void, waiting
  }

  struct Triple: Hashable {
    var by: String
    var against: String
    var clause: Int
  }

  struct Injury {
    var by: String
    var injured: Set<String>
  }

  /// What has come of the facts so far.
  struct State {
    var consents: [String: Int64] = [:]
    var order: [String] = []
    var entry: Int64?
    var reservations: Set<[String]> = []
    var refusals: Set<[String]> = []
    var suspended: Set<Triple> = []
    var declared: Set<String> = []
    var declaredAgainst: Set<[String]> = []
    var left: Set<String> = []
    var hasEnded = false
    var injuries: [Injury] = []
    var standing: [Int: Standing] = [:]
    var breached: [Int: Set<Int>] = [:]
  }

  var actors: [String]
  var quorum: Int
  var delay: Int64
  var rules: [Rule]
  /// Who may suspend, where the text says so; who may terminate.
  var suspenders: Set<String>?
  var terminators: Set<String>?
  var facts: [Fact] = []
  /// Those of the rules, and one with the powers, if there are any.
  var clauses: Range<Int> { 0..<rules.count + (suspenders == nil && terminators == nil ? 0 : 1) }

  /// In the order in which the law sees them.
  var inOrder: [Int] {
    facts.indices.sorted { a, b in
      let (left, right) = (facts[a], facts[b])
      if left.day != right.day { return left.day < right.day }
      if left.isEarly != right.isEarly { return left.isEarly }
      return a < b
    }
  }

  func isParty(_ actor: String, _ day: Int64, _ state: State) -> Bool {
    guard let entry = state.entry, let own = state.consents[actor], !state.hasEnded, !state.left.contains(actor)
    else { return false }
    return max(entry, own + delay) <= day
  }

  func parties(_ day: Int64, _ state: State) -> [String] { actors.filter { isParty($0, day, state) } }

  func relation(_ clause: Int, _ a: String, _ b: String, _ day: Int64, _ state: State) -> String {
    guard isParty(a, day, state), isParty(b, day, state) else { return "not_in_force" }
    if state.refusals.contains([a, b]) || state.refusals.contains([b, a]) { return "not_in_force" }
    if state.reservations.contains([a, "\(clause)"]) || state.reservations.contains([b, "\(clause)"]) {
      return "excluded"
    }
    let isSuspended = [Triple(by: a, against: b, clause: clause), Triple(by: b, against: a, clause: clause)]
      .contains { state.suspended.contains($0) }
    return isSuspended ? "suspended" : "in_force"
  }

  /// All that happened up to the end of a day.
  func state(_ day: Int64) -> State {
    var state = State()
    for index in inOrder where facts[index].day <= day { happen(index, &state) }
    return state
  }

  private func happen(_ index: Int, _ state: inout State) {
    let fact = facts[index]
    let standing = self.standing(fact, state)
    state.standing[index] = standing
    if fact.verb == "terminate", standing != .void { terminate(fact, standing, &state) }
    guard standing == .effective else { return }
    switch fact.verb {
    case "ratify":
      guard state.consents[fact.by] == nil else { return }
      state.consents[fact.by] = fact.day
      if state.entry == nil, state.consents.count >= quorum { state.entry = fact.day + delay }
    case "reserve": state.reservations.insert([fact.by, "\(fact.clause!)"])
    case "object": if fact.clause == nil { state.refusals.insert([fact.by, fact.other!]) }
    case "suspend":
      for clause in fact.clause.map({ [$0] }) ?? Array(clauses) {
        state.suspended.insert(Triple(by: fact.by, against: fact.other!, clause: clause))
      }
    case "resume":
      for clause in fact.clause.map({ [$0] }) ?? Array(clauses) {
        state.suspended.remove(Triple(by: fact.by, against: fact.other!, clause: clause))
      }
    case "use": use(index, fact, &state)
    default: break
    }
  }

  /// Over; against one of several, over for it.
  private func terminate(_ fact: Fact, _ standing: Standing, _ state: inout State) {
    if let other = fact.other {
      state.declaredAgainst.insert([fact.by, other])
    } else {
      state.declared.insert(fact.by)
    }
    guard standing == .effective else { return }
    if let other = fact.other, parties(fact.day, state).count > 2 {
      state.left.insert(other)
      let rest = parties(fact.day, state)
      if rest.allSatisfy(state.declared.contains) { state.hasEnded = true }
    } else {
      state.hasEnded = true
    }
  }

  private func use(_ index: Int, _ fact: Fact, _ state: inout State) {
    guard isParty(fact.by, fact.day, state) else { return }
    let counterparts =
      isParty(fact.other!, fact.day, state)
      ? [fact.other!] : actors.filter { $0 != fact.by && isParty($0, fact.day, state) }
    for (clause, rule) in rules.enumerated() where rule.purposes.contains(fact.purpose!) {
      let bound = counterparts.contains { relation(clause, fact.by, $0, fact.day, state) == "in_force" }
      guard bound else { continue }
      state.breached[index, default: []].insert(clause)
      if rule.isMaterial { state.injuries.append(Injury(by: fact.by, injured: Set(counterparts))) }
    }
  }

  private func standing(_ fact: Fact, _ state: State) -> Standing {
    guard fact.verb != "use" else { return .effective }
    if state.hasEnded { return .void }
    // `someone` may be nobody that is declared, to whom the treaty is not open.
    guard actors.contains(fact.by) else { return .void }
    switch fact.verb {
    case "ratify": return .effective
    case "reserve":
      guard let consent = state.consents[fact.by] else { return .effective }
      return consent < fact.day ? .void : .effective
    case "object":
      let made = rules.indices.contains { clause in
        (fact.clause == nil || fact.clause == clause) && state.reservations.contains([fact.other!, "\(clause)"])
      }
      return state.consents[fact.by] != nil && made ? .effective : .void
    case "suspend":
      guard isParty(fact.by, fact.day, state) else { return .void }
      if let suspenders { return suspenders.contains(fact.by) ? .effective : .void }
      return maySuspend(fact, state) ? .effective : .void
    case "resume":
      let isThere = state.suspended.contains {
        $0.by == fact.by && $0.against == fact.other! && (fact.clause == nil || fact.clause == $0.clause)
      }
      return isThere ? .effective : .void
    case "terminate":
      guard isParty(fact.by, fact.day, state) else { return .void }
      let parties = parties(fact.day, state)
      if let other = fact.other {
        // A text's powers reach further than the default: who has the power, has it without a breach.
        if let terminators, !terminators.contains(fact.by) { return .waiting }
        guard parties.contains(other) else { return .void }
        if terminators != nil { return .effective }
        guard state.injuries.contains(where: { $0.by == other }), other != fact.by else { return .waiting }
        let areAll = parties.allSatisfy { $0 == other || $0 == fact.by || state.declaredAgainst.contains([$0, other]) }
        return parties.count == 2 || areAll ? .effective : .waiting
      }
      if parties.allSatisfy({ $0 == fact.by || state.declared.contains($0) }) { return .effective }
      if let terminators { return terminators.contains(fact.by) ? .effective : .waiting }
      let other = parties.first { $0 != fact.by }
      let mayAlone = parties.count == 2 && state.injuries.contains { $0.by == other }
      return mayAlone ? .effective : .waiting
    default: return .effective
    }
  }

  /// A party specially affected by a material breach, against the defaulter; either side of a treaty of two; else all
  /// the others together, on one day [60].
  private func maySuspend(_ fact: Fact, _ state: State) -> Bool {
    let parties = parties(fact.day, state)
    let injuries = state.injuries.filter { $0.by == fact.other }
    guard !injuries.isEmpty, fact.other != fact.by, parties.contains(fact.other!) else { return false }
    if parties.count == 2 { return true }
    if injuries.contains(where: { $0.injured.contains(fact.by) && $0.injured.count < parties.count - 1 }) {
      return true
    }
    let same = facts.filter {
      $0.day == fact.day && $0.verb == "suspend" && $0.other == fact.other && $0.clause == fact.clause
    }.map(\.by)
    return parties.allSatisfy { $0 == fact.other || $0 == fact.by || same.contains($0) }
  }
}

extension LifeTwin {
  /// Whoever has done what `someone` did, and whether a power's open condition holds: one twin for each way.
  func completions(powerIsOpen: Bool) -> [LifeTwin] {
    var found = [self]
    for index in facts.indices where facts[index].by == "someone" {
      found = found.flatMap { twin in
        (actors + ["stranger"]).map { name in
          var copy = twin
          copy.facts[index].by = name
          return copy
        }
      }
    }
    guard powerIsOpen else { return found }
    return found
      + found.map { twin in
        var copy = twin
        // The power replaces the default one even where its condition fails.
        copy.suspenders = []
        return copy
      }
  }
}
