import CybSyntax

extension Expression {
  /// The `would` and `might` questions in it, with their places.
  var predictions: [(Modal, Span)] {
    switch kind {
    case .nothing, .truth, .number, .date, .duration, .name, .invalid: return []
    case .text(let pieces):
      return pieces.flatMap { piece -> [(Modal, Span)] in
        if case .interpolation(let inner) = piece { return inner.predictions }
        return []
      }
    case .list(let elements), .set(let elements): return elements.flatMap(\.predictions)
    case .map(let entries): return entries.flatMap { $0.key.predictions + $0.value.predictions }
    case .record(let fields): return fields.flatMap(\.value.predictions)
    case .comprehension(let comprehension):
      var found = comprehension.element.predictions + comprehension.source.predictions
      if case .map(let value) = comprehension.form { found += value.predictions }
      return found + (comprehension.condition?.predictions ?? [])
    case .member(let operand, _), .negate(let operand), .not(let operand), .typeTest(let operand, _, _),
      .parenthesised(let operand):
      return operand.predictions
    case .index(let left, let right), .binary(let left, _, _, let right), .membership(let left, _, let right),
      .attempt(let left, otherwise: let right):
      return left.predictions + right.predictions
    case .call(let callee, let arguments): return callee.predictions + arguments.flatMap(\.value.predictions)
    case .comparison(let first, let links): return first.predictions + links.flatMap(\.operand.predictions)
    case .range(let range):
      return range.lower.predictions + range.upper.predictions + (range.step?.predictions ?? [])
    case .conditional(let condition, let then, let otherwise):
      return condition.predictions + then.predictions + otherwise.predictions
    case .lambda(let lambda): return lambda.body.predictions
    case .event: return []
    case .question(let question):
      return question.modal == .would || question.modal == .might ? [(question.modal, span)] : []
    case .ridden(let call, _): return call.predictions
    }
  }
}
