import CybSyntax
import TreatyLaw

// What the law says of an act in each of its possibilities.
extension Oracle {
  /// One claim for each verdict, with the possibilities that lead to it.
  func possibilities(_ judgements: [Judgement], _ act: TreatyLaw.Act, _ wording: LegalWording) -> [Explanation] {
    var groups: [(verdict: Verdict, norms: [Int], cases: [String], judgement: Judgement)] = []
    for (judgement, norms) in zip(judgements, deciding(judgements)) {
      let distinction = wording.distinction(judgement.act, of: act, judgement.assumptions)
      if let index = groups.firstIndex(where: { $0.verdict == judgement.verdict && $0.norms == norms }) {
        groups[index].cases.append(distinction)
      } else {
        groups.append((judgement.verdict, norms, [distinction], judgement))
      }
    }
    return groups.map { group in
      let cases = group.cases.filter { !$0.isEmpty }
      let shown = cases.prefix(6).joined(separator: "; ") + (cases.count > 6 ? "; …" : "")
      let condition = groups.count > 1 && !cases.isEmpty ? "if \(shown): " : ""
      var branch = Explanation(condition + verdict(group.judgement, group.norms, wording))
      branch.sources = group.norms.map(wording.clauseValue)
      branch.because = group.norms.map {
        Explanation(
          "\(wording.clause(wording.model.model.norms[$0].clause)): \(wording.norm($0))",
          sources: [wording.clauseValue($0)])
      }
      if group.verdict != .conflict { branch.because += beaten([group.judgement], by: group.norms, wording) }
      return branch
    }
  }

  /// For each judgement the norms that are enough for its verdict: one that forbids, permits or obliges, and of those one
  /// that had to prevail; in a conflict two that clash, or all of a ring. No norm is among them that could be left out, what
  /// it is enough for being left to others.
  func deciding(_ judgements: [Judgement]) -> [[Int]] {
    let alternatives = judgements.map { sufficient(for: $0) }
    // What is told of anyhow, as beaten, comes first, so that it is left out last.
    let beaten = Set(judgements.flatMap { $0.beaten.map(\.loser) })
    var chosen: [Int] = []
    for norm in alternatives.joined().joined() where !chosen.contains(norm) { chosen.append(norm) }
    chosen = chosen.filter(beaten.contains) + chosen.filter { !beaten.contains($0) }
    for norm in chosen.reversed() {
      let rest = chosen.filter { $0 != norm }
      if alternatives.allSatisfy({ $0.contains { $0.allSatisfy(rest.contains) } }) { chosen = rest }
    }
    return withVictors(over: alternatives.map { $0.first { $0.allSatisfy(chosen.contains) } ?? [] }, judgements)
  }

  /// The same, with what is needed besides: where a norm that decides one possibility is opposed in another, one that
  /// prevails over it there.
  private func withVictors(over deciding: [[Int]], _ judgements: [Judgement]) -> [[Int]] {
    var deciding = deciding
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      let told = Set(deciding.joined())
      for (index, judgement) in judgements.enumerated() where judgement.verdict != .conflict {
        let standing = judgement.verdict == .forbidden ? judgement.forbidding : judgement.allowing
        let victories = judgement.beaten.filter { standing.contains($0.winner) }
        for victory in victories where told.contains(victory.loser) {
          let isBeaten = victories.contains { $0.loser == victory.loser && deciding[index].contains($0.winner) }
          guard !isBeaten else { continue }
          deciding[index].append(victory.winner)
          hasGrown = true
        }
      }
    }
    return deciding
  }

  /// The sets of norms each of which is enough for a verdict.
  private func sufficient(for judgement: Judgement) -> [[Int]] {
    if judgement.verdict == .conflict {
      guard !judgement.clashes.isEmpty else { return [judgement.opposed] }
      return judgement.clashes.map { [$0.forbidding, $0.allowing] }
    }
    let standing = judgement.verdict == .forbidden ? judgement.forbidding : judgement.allowing
    let norms = (try? law.current())?.model.model.norms
    let fitting = standing.filter { judgement.verdict != .obliged || norms?[$0].modality == .oblige }
    let winners = fitting.filter { norm in judgement.beaten.contains { $0.winner == norm } }
    let able = winners.isEmpty ? fitting : winners
    return able.isEmpty ? [standing] : able.map { [$0] }
  }

  private func verdict(_ judgement: Judgement, _ norms: [Int], _ wording: LegalWording) -> String {
    if let reason = judgement.effect?.reason {
      return "\(judgement.verdict.rawValue): \(wording.reason(reason, judgement.act))"
    }
    func clauses(_ norms: [Int]) -> String {
      var names: [String] = []
      for norm in norms {
        let name = world.name(of: wording.model.clauses[wording.model.model.norms[norm].clause])
        if !names.contains(name) { names.append(name) }
      }
      return wording.list(names)
    }
    return switch judgement.verdict {
    case .forbidden: "forbidden by \(clauses(norms))"
    case .permitted: "permitted by \(clauses(norms))"
    case .obliged: "obliged by \(clauses(norms))"
    case .conflict: "a conflict of \(clauses(norms)), which no rule decides"
    case .unregulated: "unregulated: no clause in force speaks of it"
    case .void, .undetermined: judgement.verdict.rawValue
    }
  }

  /// Over what norms had to prevail; with `winners`, those only.
  func beaten(_ judgements: [Judgement], by winners: [Int]? = nil, _ wording: LegalWording) -> [Explanation] {
    judgements.flatMap(\.beaten).filter { winners?.contains($0.winner) ?? true }.map { loser, winner, why in
      let names = [winner, loser].map { wording.clause(wording.model.model.norms[$0].clause) }
      return Explanation(
        "\(names[0]) prevails over \(names[1]): \(wording.reason(why))",
        sources: [wording.clauseValue(winner), wording.clauseValue(loser)])
    }
  }
}
