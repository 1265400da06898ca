extension Formatter {
  /// A statement; as it is written where a comment stands in the middle of it.
  func item(_ statement: Statement) -> Item {
    kept(statement.span, separator: .line(flat: "; ")) { layout(statement) }
  }

  /// A thing whose comments must all have found a place; it is left as it is where one has not.
  func kept(_ span: Span, separator: Layout, _ make: () -> Layout) -> Item {
    var made = make()
    if !comments.areAllTaken(from: span.start, to: span.end) {
      comments.takeAll(from: span.start, to: span.end)
      made = .text(trimmed(source(span)))
    }
    return Item(span: span.range, layout: made, separator: separator)
  }

  private func trimmed(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n")
  }

  private func layout(_ statement: Statement) -> Layout {
    switch statement.kind {
    case .binding(let binding):
      attached(.text("\(binding.isVariable ? "var" : "let") \(binding.name.text) ="), binding.value)
    case .assignment(let assignment):
      attached([expression(assignment.target), .text(" " + source(assignment.place))], assignment.value)
    case .conditional(let conditional): self.conditional(conditional)
    case .forLoop(let loop):
      [
        .text("for " + loop.first.text + (loop.second.map { ", " + $0.text } ?? "") + " in "), expression(loop.source),
        " ", .group(block(loop.body)),
      ]
    case .whileLoop(let condition, let body): ["while ", expression(condition), " ", .group(block(body))]
    case .break: "break"
    case .continue: "continue"
    case .return(let value): value.map { ["return ", expression($0)] } ?? "return"
    case .function(let function): self.function(function)
    case .importFile(let file): .text("import " + source(file.pathSpan) + (file.alias.map { " as " + $0.text } ?? ""))
    case .ask(let value): ["ask ", expression(value)]
    case .expect(let value): ["expect ", expression(value)]
    case .expectError(let part, let body): ["expect error ", expression(part), " ", .group(block(body))]
    case .test(let name, let body): ["test ", expression(name), " ", .group(block(body))]
    case .suppose(let body): ["suppose ", .group(block(body))]
    case .verb(let verb): self.verb(verb)
    case .declaration(let declaration): self.declaration(declaration)
    case .expression(let value): expression(value)
    case .invalid: .text(source(statement.span))
    }
  }

  /// `if c { … } else if c { … } else { … }`: all blocks on one line, or none.
  private func conditional(_ conditional: Conditional) -> Layout {
    var parts: [Layout] = []
    for (index, branch) in conditional.branches.enumerated() {
      parts += [.text(index == 0 ? "if " : " else if "), expression(branch.condition), " ", block(branch.body)]
    }
    if let otherwise = conditional.otherwise { parts += [" else ", block(otherwise)] }
    return .group(.sequence(parts))
  }

  /// Statements between braces, to stand in a group.
  func block(_ block: Block) -> Layout {
    bracketed("{", block.statements.map { item($0) }, "}", span: block.span, blank: " ")
  }

  private func function(_ function: FunctionDeclaration) -> Layout {
    let parameters = function.parameters.map { parameter -> Layout in
      guard let value = parameter.defaultValue else { return .text(parameter.name.text) }
      return [.text(parameter.name.text + " = "), expression(value)]
    }
    let head: Layout = [
      .text("fn " + function.name.text),
      .group("(", .indented(.softLine, .joined(parameters, by: [",", .line])), .softLine, ")"),
    ]
    switch function.body {
    case .block(let body): return [head, " ", .group(block(body))]
    case .expression(let value): return attached([head, " ="], value)
    }
  }
}
