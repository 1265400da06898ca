import CybSyntax
import TreatyLaw

// What the law says of an act in each of its possibilities.
extension Oracle {
  /// One claim for each verdict, with the possibilities that lead to it.
  func possibilities(_ judgements: [Judgement], _ act: TreatyLaw.Act, _ wording: LegalWording) -> [Explanation] {
    var groups: [(verdict: Verdict, norms: [Int], cases: [String], judgement: Judgement)] = []
    for judgement in judgements {
      let norms = judgement.verdict == .forbidden ? judgement.forbidding : judgement.allowing + judgement.opposed
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
      var branch = Explanation(condition + verdict(group.judgement, wording))
      branch.sources = group.norms.map(wording.clauseValue)
      branch.because = group.norms.map {
        Explanation(
          "\(wording.clause(wording.model.model.norms[$0].clause)): \(wording.norm($0))",
          sources: [wording.clauseValue($0)])
      }
      branch.because += beaten([group.judgement], wording)
      return branch
    }
  }

  private func verdict(_ judgement: Judgement, _ wording: LegalWording) -> String {
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
    case .forbidden: "forbidden by \(clauses(judgement.forbidding))"
    case .permitted: "permitted by \(clauses(judgement.allowing))"
    case .obliged: "obliged by \(clauses(judgement.allowing))"
    case .conflict: "a conflict of \(clauses(judgement.opposed)), which no rule decides"
    case .unregulated: "unregulated: no clause in force speaks of it"
    case .void, .undetermined: judgement.verdict.rawValue
    }
  }

  func beaten(_ judgements: [Judgement], _ wording: LegalWording) -> [Explanation] {
    judgements.flatMap(\.beaten).map { loser, winner, why in
      let names = [winner, loser].map { wording.clause(wording.model.model.norms[$0].clause) }
      return Explanation(
        "\(names[0]) prevails over \(names[1]): \(wording.reason(why))",
        sources: [wording.clauseValue(winner), wording.clauseValue(loser)])
    }
  }
}
