import CybSyntax
import TreatyLaw

// `why` for `has`, `may` and `must`: a tree of claims, each with the clauses, events and fields that it is read from.
extension Oracle {
  func explanation(_ inquiry: Inquiry, of subject: Inquiry.Filler) throws -> Explanation {
    let truth = try truth(inquiry, of: subject)
    var explanation: Explanation
    switch (inquiry.modal, inquiry.verb) {
    case (.has, .derived(let verb)): explanation = try whyDerived(verb, inquiry, subject, truth)
    case (.has, .declared(let verb)): explanation = try whyDone(verb, inquiry, subject, truth)
    default: explanation = try whyLawful(inquiry, subject, truth)
    }
    explanation.answer = .truth(truth)
    if truth != .yes { explanation.because += try changes(inquiry, subject, truth) }
    return explanation.withoutRepetition
  }

  /// `why who …`: one branch for each for whom it is yes or unknown.
  func groupExplanation(_ inquiry: Inquiry, _ found: [Value], _ open: [EntityID]) throws -> Explanation {
    let concerned = found + open.map { .entity($0) }
    var explanation = Explanation(
      found.isEmpty ? "nobody for sure" : found.map { machine.describe($0) }.joined(separator: ", "),
      answer: .set(found),
      because: try concerned.map { actor in
        var branch = try self.explanation(inquiry, of: .value(actor))
        branch.claim = "\(machine.describe(actor)): \(branch.claim)"
        return branch
      })
    explanation.sources = found
    return explanation
  }
}
