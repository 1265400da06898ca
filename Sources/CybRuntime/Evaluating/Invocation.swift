import CybSyntax

extension Machine {
  /// Calls a script's function whose arguments lie at `base`, initialised; they are consumed.
  func invoke(
    _ code: FunctionCode, _ base: UnsafeMutablePointer<Value>, _ given: Int, captured: FunctionObject? = nil,
    from call: Span
  ) throws -> Value {
    let size = code.frameSize
    var initialised = given
    while initialised < size {
      (base + initialised).initialize(to: .undefined)
      initialised += 1
    }
    depth += 1
    top = base + size
    do {
      fuel -= 1
      if fuel < 0 || depth > limits.callDepth || top > stackEnd || isNativeStackLow() { try checkLimits(call) }
      let frame = Frame(slots: base, machine: self)
      if let captured { restore(captured, code, frame) }
      if code.hasDefaults { try fillDefaults(code, frame) }
      let value = try code.body._withUnsafeGuaranteedRef { try $0.evaluate(frame) }
      leave(base, size)
      return value
    } catch {
      leave(base, size)
      throw traced(error, code, call)
    }
  }

  @inline(__always)
  private func leave(_ base: UnsafeMutablePointer<Value>, _ size: Int) {
    depth -= 1
    base.clear(size)
    top = base
  }

  @inline(never)
  private func traced(_ error: any Error, _ code: FunctionCode, _ call: Span) -> any Error {
    guard var failure = error as? Failure else { return error }
    failure.addFrame(code.name.map { "`\($0)`" } ?? "a function", call)
    return failure
  }

  @inline(never)
  private func checkLimits(_ call: Span) throws {
    if fuel < 0 { try refuel(at: call) }
    if depth > limits.callDepth || top > stackEnd || isNativeStackLow() { throw tooDeep(call) }
  }

  @inline(never)
  private func restore(_ captured: FunctionObject, _ code: FunctionCode, _ frame: Frame) {
    for (index, capture) in code.captures.enumerated() { frame.slots[capture.inner] = captured.captures[index] }
  }

  @inline(__always)
  private func isNativeStackLow() -> Bool {
    var probe: UInt8 = 0
    return _withUnprotectedUnsafeMutablePointer(to: &probe) { UInt(bitPattern: $0) } < nativeLimit
  }

  @inline(never)
  private func tooDeep(_ call: Span) -> Failure {
    Failure(
      Diagnostic("cyb-limit-depth", "calls are nested more than \(min(depth - 1, limits.callDepth)) deep", at: call)
        .help("a function that calls itself needs a case that ends it"))
  }

  @inline(never)
  private func fillDefaults(_ code: FunctionCode, _ frame: Frame) throws {
    for index in 0..<code.parameters.count {
      guard case .undefined = frame.slots[index], let value = code.defaults[index] else { continue }
      frame.slots[index] = try value.evaluate(frame)
    }
  }

  func takeReturned() -> Value {
    let value = returned
    returned = .undefined
    return value
  }

  /// Evaluates arguments onto the stack; the caller consumes them.
  func push(_ arguments: NodeList, _ frame: Frame, _ span: Span) throws -> UnsafeMutablePointer<Value> {
    let base = top
    guard base + arguments.count + 64 < stackEnd else { throw tooDeep(span) }
    var count = 0
    do {
      while count < arguments.count {
        let value = try arguments.evaluate(count, frame)
        (base + count).initialize(to: value)
        count += 1
        top = base + count
      }
    } catch {
      base.deinitialize(count: count)
      top = base
      throw error
    }
    return base
  }

  /// Calls a builtin whose arguments lie at `base`, initialised; they are consumed.
  func invoke(
    _ builtin: Builtin, _ base: UnsafeMutablePointer<Value>, _ given: Int, labels: [Name?]
  ) throws -> Value {
    var count = given
    defer {
      base.deinitialize(count: count)
      top = base
    }
    fuel -= 1
    if fuel < 0 { try charge(0) }
    try builtin.bind(base, &count, labels: labels)
    top = base + count
    return try builtin.function(Arguments(builtin: builtin, values: base, count: count), self)
  }

  /// Calls any value with arguments that are yet to be evaluated.
  func call(
    _ function: Value, _ arguments: NodeList, labels: [Name?], _ frame: Frame, calleeSpan: Span, _ span: Span
  ) throws -> Value {
    guard case .object(let object) = function, object.tag == .function else {
      throw Failure(
        Diagnostic("cyb-not-a-function", "\(function.typePhrase) cannot be called", at: calleeSpan))
    }
    let callee = unsafeDowncast(object, to: FunctionObject.self)
    let base = try push(arguments, frame, span)
    do {
      switch callee.body {
      case .builtin(let builtin):
        return try invoke(builtin, base, arguments.count, labels: labels)
      case .script(let code):
        return try invoke(callee, code, base, arguments.count, labels: labels, from: span)
      }
    } catch let failure as Failure {
      if let index = failure.argument, index < arguments.count {
        throw failure.located(at: arguments.nodes[index].span)
      }
      throw failure.located(at: span)
    }
  }

  /// Calls a function value whose arguments lie at `base`: puts them in order, then runs it with what it captured.
  func invoke(
    _ function: FunctionObject, _ code: FunctionCode, _ base: UnsafeMutablePointer<Value>, _ given: Int,
    labels: [Name?], from span: Span
  ) throws -> Value {
    var count = given
    do { try code.bind(base, &count, labels: labels, at: span) } catch {
      base.deinitialize(count: count)
      top = base
      throw error
    }
    return try invoke(code, base, count, captured: function.captures.isEmpty ? nil : function, from: span)
  }

  /// Calls a function value from a builtin or from an engine.
  public func call(_ function: Value, _ arguments: Value...) throws -> Value {
    try call(function, arguments: arguments)
  }

  /// Calls a function value from a builtin or from an engine.
  public func call(_ function: Value, arguments: [Value]) throws -> Value {
    guard case .object(let object) = function, let callee = object as? FunctionObject else {
      throw Failure("cyb-not-a-function", "\(function.typePhrase) cannot be called")
    }
    let base = top
    guard base + arguments.count + 64 < stackEnd else { throw tooDeep(Span(file: FileID(index: 0), start: 0, end: 0)) }
    for (index, argument) in arguments.enumerated() { (base + index).initialize(to: argument) }
    top = base + arguments.count
    switch callee.body {
    case .builtin(let builtin):
      return try invoke(builtin, base, arguments.count, labels: [])
    case .script(let code):
      return try invoke(callee, code, base, arguments.count, labels: [], from: code.declaration)
    }
  }
}

extension FunctionCode {
  /// Puts arguments given by name into their places; those left out become undefined, to be filled with defaults.
  func bind(_ base: UnsafeMutablePointer<Value>, _ count: inout Int, labels: [Name?], at span: Span) throws {
    if labels.isEmpty, count == parameters.count, count == requiredCount { return }
    let positional = labels.firstIndex { $0 != nil } ?? count
    guard positional <= parameters.count, count <= parameters.count else {
      throw Failure(
        Diagnostic("cyb-too-many-arguments", "\(title) takes \(arity), but got \(count)", at: span)
          .label(declaration, "it is declared here"))
    }
    if positional < count {
      var placed = [Value](repeating: .undefined, count: parameters.count)
      for index in 0..<count {
        guard let label = labels[index] else {
          placed[index] = base[index]
          continue
        }
        guard let parameter = parameters.firstIndex(where: { $0.name == label.text }) else {
          throw unknownLabel(label)
        }
        if case .undefined = placed[parameter] {
          placed[parameter] = base[index]
        } else {
          throw Failure(Diagnostic("cyb-argument-twice", "`\(label.text)` is given twice", at: label.span))
        }
      }
      base.deinitialize(count: count)
      count = parameters.count
      for (index, value) in placed.enumerated() { (base + index).initialize(to: value) }
    }
    for index in 0..<parameters.count where !parameters[index].isOptional {
      if index >= count { throw missing(index, span) }
      if case .undefined = base[index] { throw missing(index, span) }
    }
  }

  private func missing(_ index: Int, _ span: Span) -> Failure {
    Failure(
      Diagnostic("cyb-missing-argument", "\(title) needs a value for `\(parameters[index].name)`", at: span)
        .label(declaration, "it is declared here"))
  }

  private func unknownLabel(_ label: Name) -> Failure {
    let near = Suggestions.closest(to: label.text, among: parameters.map(\.name))
    return Failure(
      Diagnostic("cyb-unknown-argument", "\(title) has no parameter `\(label.text)`", at: label.span)
        .help(near.map { "did you mean `\($0)`?" }))
  }

  var title: String { name.map { "`\($0)`" } ?? "this function" }

  var arity: String {
    let most = parameters.count
    if requiredCount == most { return most == 1 ? "1 argument" : "\(most) arguments" }
    return "\(requiredCount) to \(most) arguments"
  }
}

extension Failure {
  /// Adds a call on the way out: the same one over and over is counted, of very many others the innermost are kept.
  mutating func addFrame(_ function: String, _ call: Span) {
    if let last = diagnostic.stack.last, last.call == call, last.function == function {
      diagnostic.stack[diagnostic.stack.count - 1].count += 1
    } else if diagnostic.stack.count < 24 {
      diagnostic.stack.append(Diagnostic.Frame(function: function, call: call))
    } else {
      diagnostic.omittedCalls += 1
    }
  }

  /// Whether `try … else` may catch it: limits and interruption end a run for good.
  var isCatchable: Bool {
    let code = diagnostic.code.name
    return code != "cyb-interrupted" && !code.hasPrefix("cyb-limit-")
  }

  func located(at span: Span, argument: Int?) -> Failure {
    var copy = located(at: span)
    copy.argument = argument
    return copy
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
