import CybSyntax

// A habit of English: `has A used kit for crime or espionage`, which the grammar reads as two conditions.
extension Resolver {
  /// `and` and `or`; where they join a question and the name of an entity, what was meant is a set.
  func resolveJoined(
    _ left: Expression, _ operation: BinaryOperator, _ place: Span, _ right: Expression, _ span: Span
  ) -> Node {
    let (first, second) = (resolve(left), resolve(right))
    if first is InvalidNode { return first }
    guard case .entity? = (second as? ConstantNode)?.value, let asked = lastFiller(of: left) else {
      return Specialisation.binary(operation, first, second, span, place: place)
    }
    let set = "{\(source(of: asked.filler)), \(source(of: right.span))}"
    let written = asked.preposition.map { "\($0.rawValue) \(set)" } ?? "(\(set))"
    let problem = Diagnostic(
      "cyb-or-in-role", "`\(operation.rawValue)` joins conditions, not what stands in a role", at: place
    ).help("several in one role are a set: `\(written)`")
    report(problem.fix(asked.filler.joined(right.span), asked.preposition == nil ? "(\(set))" : set))
    return InvalidNode(span)
  }

  /// The object or role that a question ends with, where it is a term.
  private func lastFiller(of expression: Expression) -> (preposition: Preposition?, filler: Span)? {
    guard case .question(let question) = expression.kind else { return nil }
    let riders = question.riders
    guard riders.since == nil, riders.asOf == nil, riders.supposing.isEmpty else { return nil }
    let phrase = question.phrase
    guard let filler = phrase.roles.last?.filler ?? phrase.object, case .value = filler.kind else { return nil }
    return (phrase.roles.last?.preposition, filler.span)
  }

  private func source(of span: Span) -> String { machine.sources.text(span) }
}
