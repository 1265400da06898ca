import CybSyntax
import TreatyLaw

// What the law says of an act in each of its possibilities.
extension Oracle {
  /// One claim for each verdict, with the possibilities that lead to it.
  func possibilities(_ judgements: [Judgement], _ act: TreatyLaw.Act, _ wording: LegalWording) -> [Explanation] {
    var groups: [(verdict: Verdict, norms: [Int], cases: [String], judgement: Judgement)] = []
    for judgement in judgements {
      let norms = deciding(judgement)
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
      branch.because += beaten([group.judgement], by: group.norms, wording)
      return branch
    }
  }

  /// The norms that are enough for a verdict: one that forbids, permits or obliges, and of those one that had to prevail; in
  /// a conflict all that take part.
  func deciding(_ judgement: Judgement) -> [Int] {
    let standing = judgement.verdict == .forbidden ? judgement.forbidding : judgement.allowing
    guard judgement.opposed.isEmpty || judgement.verdict == .forbidden else { return standing + judgement.opposed }
    let norms = (try? law.current())?.model.model.norms
    let fitting = standing.filter { judgement.verdict != .obliged || norms?[$0].modality == .oblige }
    let winner = fitting.first { norm in judgement.beaten.contains { $0.winner == norm } }
    return (winner ?? fitting.first).map { [$0] } ?? standing
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
    case .conflict: "a conflict of \(clauses(judgement.opposed)), which no rule decides"
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
