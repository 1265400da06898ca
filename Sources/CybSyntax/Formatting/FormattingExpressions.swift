extension Formatter {
  func expression(_ value: Expression) -> Layout {
    switch value.kind {
    case .nothing: "nothing"
    case .truth(let truth): .text(truth.rawValue)
    case .number, .date, .invalid: .text(source(value.span))
    case .duration: .text(words(value.span))
    case .text: text(value)
    case .name(let name): .text(name)
    case .list, .set, .map, .record, .comprehension: .group(collection(value))
    case .member, .index, .call: chain(value)
    case .negate(let operand): negation(operand)
    case .not(let operand): ["not ", expression(operand)]
    case .binary, .comparison, .membership, .typeTest: operators(value)
    case .range(let range): self.range(range)
    case .conditional(let condition, let then, let otherwise):
      .group(
        "if ", expression(condition),
        .indented(.line, "then ", expression(then), .line, "else ", expression(otherwise)))
    case .lambda(let lambda): self.lambda(lambda)
    case .attempt(let attempt, let otherwise):
      .group("try ", expression(attempt), .indented(.line, "else ", expression(otherwise)))
    case .event(let event): self.event(event)
    case .question(let question): self.question(question)
    case .ridden(let call, let riders): .group(expression(call), self.riders(riders))
    case .parenthesised(let inner): .group("(", .indented(.softLine, expression(inner)), .softLine, ")")
    }
  }

  /// Something with a value behind it: a list, call or text begins on the same line, anything else does where it fits.
  func attached(_ head: Layout, _ value: Expression) -> Layout {
    if hugs(value) { return [head, " ", expression(value)] }
    let body = if case .binary = value.kind { operators(value, isIndented: false) } else { expression(value) }
    return .group(head, .indented(.line, .group(body)))
  }

  /// Whether a value has brackets of its own in which to break.
  private func hugs(_ value: Expression) -> Bool {
    switch value.kind {
    case .list, .set, .map, .record, .comprehension, .text, .call, .lambda, .parenthesised: true
    case .ridden(let call, _): hugs(call)
    default: false
    }
  }

  /// A text stays as it is, with whatever stands in its interpolations.
  private func text(_ value: Expression) -> Layout {
    comments.takeAll(from: value.span.start, to: value.span.end)
    return .text(source(value.span))
  }

  private func negation(_ operand: Expression) -> Layout {
    // Two signs in a row would be another operator.
    if case .negate = operand.kind { return ["- ", expression(operand)] }
    return ["-", expression(operand)]
  }

  private func range(_ range: RangeExpression) -> Layout {
    let bounds: Layout = [
      expression(range.lower), .text(range.excludesUpper ? "..<" : ".."), expression(range.upper),
    ]
    return range.step.map { [bounds, " by ", expression($0)] } ?? bounds
  }

  private func lambda(_ lambda: Lambda) -> Layout {
    let names = lambda.parameters.map(\.text)
    return attached(
      .text(names.count == 1 ? names[0] + " ->" : "(" + names.joined(separator: ", ") + ") ->"), lambda.body)
  }

  // MARK: Collections

  private func collection(_ value: Expression) -> Layout {
    switch value.kind {
    case .list(let elements): bracketed("[", elements.map(element), "]", span: value.span, lastEnding: ",")
    case .set(let elements): bracketed("{", elements.map(element), "}", span: value.span, lastEnding: ",")
    case .map(let entries):
      entries.isEmpty
        ? "[:]"
        : bracketed(
          "[",
          entries.map { entry in
            element([expression(entry.key), ": ", expression(entry.value)], entry.key.span.joined(entry.value.span))
          }, "]", span: value.span, lastEnding: ",")
    case .record(let fields): bracketed("{", fields.map { item($0) }, "}", span: value.span)
    case .comprehension(let comprehension): self.comprehension(comprehension)
    default: .nothing
    }
  }

  private func element(_ value: Expression) -> Item { element(expression(value), value.span) }

  private func element(_ layout: Layout, _ span: Span) -> Item {
    Item(span: span.range, layout: layout, separator: [",", .line], ending: ",")
  }

  private func comprehension(_ comprehension: Comprehension) -> Layout {
    var parts: [Layout] = [expression(comprehension.element)]
    if case .map(let value) = comprehension.form { parts += [": ", expression(value)] }
    parts += [
      .line, .text("for " + comprehension.first.text + (comprehension.second.map { ", " + $0.text } ?? "") + " in "),
      expression(comprehension.source),
    ]
    if let condition = comprehension.condition { parts += [.line, "if ", expression(condition)] }
    switch comprehension.form {
    case .list, .map: return ["[", .indented(.softLine, .sequence(parts)), .softLine, "]"]
    case .set: return ["{", .indented(.softLine, .sequence(parts)), .softLine, "}"]
    case .argument: return .sequence(parts)
    }
  }

  // MARK: Members, indices and calls

  /// `x.f(a)[i]`: with two calls or more, lines may break before their dots.
  private func chain(_ value: Expression) -> Layout {
    var links: [Expression] = []
    var base = value
    descend: while true {
      switch base.kind {
      case .member(let inner, _), .index(let inner, _), .call(let inner, _):
        links.append(base)
        base = inner
      default: break descend
      }
    }
    links.reverse()
    func isCall(_ index: Int) -> Bool {
      guard index < links.count, case .call = links[index].kind else { return false }
      return true
    }
    let methods = links.indices.count { isCall($0 + 1) && !isCall($0) && links[$0].isMember }
    var parts: [Layout] = []
    for (index, link) in links.enumerated() {
      switch link.kind {
      case .member(_, let name):
        parts.append(methods > 1 && isCall(index + 1) ? [.softLine, .text("." + name.text)] : .text("." + name.text))
      case .index(_, let subscripted):
        parts.append(.group("[", .indented(.softLine, expression(subscripted)), .softLine, "]"))
      case .call(let callee, let arguments):
        parts.append(self.arguments(arguments, from: callee.span.end, to: link.span.end))
      default: break
      }
    }
    return methods > 1
      ? .group(expression(base), .indented(.sequence(parts))) : [expression(base), .sequence(parts)]
  }

  private func arguments(_ arguments: [Argument], from start: UInt32, to end: UInt32) -> Layout {
    // The parentheses may stand apart from the callee.
    let opening = file.bytes[Int(start)..<Int(end)].firstIndex(of: UInt8(ascii: "(")).map(UInt32.init) ?? start
    let span = Span(file: file.id, start: opening, end: end)
    if arguments.count == 1, arguments[0].label == nil, hugs(arguments[0].value), !isBare(arguments[0].value),
      !comments.hasComments(from: opening, to: arguments[0].value.span.start),
      !comments.hasComments(from: arguments[0].value.span.end, to: end)
    {
      return ["(", expression(arguments[0].value), ")"]
    }
    if isLoneComprehension(arguments) {
      let item = Item(span: arguments[0].value.span.range, layout: expression(arguments[0].value))
      return .group(bracketed("(", [item], ")", span: span))
    }
    let items = arguments.map { argument -> Item in
      guard let label = argument.label else { return element(argument.value) }
      return element([.text(label.text + ": "), expression(argument.value)], label.span.joined(argument.value.span))
    }
    return .group(bracketed("(", items, ")", span: span, lastEnding: ","))
  }

  /// Whether a value has no brackets although its kind has.
  private func isBare(_ value: Expression) -> Bool {
    switch value.kind {
    case .comprehension(let comprehension):
      if case .argument = comprehension.form { true } else { false }
    case .lambda: true
    default: false
    }
  }

  /// Whether the only argument is a comprehension, behind which no comma may stand.
  private func isLoneComprehension(_ arguments: [Argument]) -> Bool {
    guard arguments.count == 1, case .comprehension(let comprehension) = arguments[0].value.kind,
      case .argument = comprehension.form
    else { return false }
    return true
  }
}

extension Expression {
  fileprivate var isMember: Bool {
    if case .member = kind { return true }
    return false
  }
}
