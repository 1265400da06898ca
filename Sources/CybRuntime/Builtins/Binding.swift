import CybSyntax

extension Builtin {
  /// Puts the arguments of a call in order and checks them.
  ///
  /// `count` arguments lie initialised at `base`, in the order of writing, with room behind them for as many values
  /// as there are parameters. Afterwards there is one for each parameter: defaults are filled in, and a variadic
  /// rest is one list. `labels` names the arguments given by name; empty where none is. On a failure, too, `count`
  /// tells how many values are initialised.
  func bind(_ base: UnsafeMutablePointer<Value>, _ count: inout Int, labels: [Name?]) throws {
    var filled = count
    if labels.contains(where: { $0 != nil }) {
      try reorder(base, &count, labels)
      filled = count
    } else {
      if let variadicIndex {
        collect(base, &count, from: variadicIndex)
      } else if count > parameters.count {
        throw tooMany(count)
      }
      filled = count
      while count < parameters.count {
        guard let value = parameters[count].isVariadic ? .list([]) : parameters[count].defaultValue else {
          throw missing(parameters[count])
        }
        (base + count).initialize(to: value)
        count += 1
      }
    }
    for index in 0..<filled where !accepted[index].accepts(base[index]) { try check(base[index], at: index) }
  }

  /// Makes one list of the arguments from the variadic parameter on.
  private func collect(_ base: UnsafeMutablePointer<Value>, _ count: inout Int, from first: Int) {
    guard count >= first else { return }
    let rest = Array(UnsafeBufferPointer(start: base + first, count: count - first))
    (base + first).deinitialize(count: count - first)
    (base + first).initialize(to: .list(rest))
    count = first + 1
  }

  private func reorder(_ base: UnsafeMutablePointer<Value>, _ count: inout Int, _ labels: [Name?]) throws {
    var placed = [Value?](repeating: nil, count: parameters.count)
    var rest: [Value] = []
    for index in 0..<count {
      if let label = labels[index] {
        guard let place = parameters.firstIndex(where: { $0.name == label.text && !$0.isVariadic }) else {
          throw unknownLabel(label)
        }
        guard placed[place] == nil else {
          throw Failure(Diagnostic("cyb-argument-twice", "`\(label.text)` is given twice", at: label.span))
        }
        placed[place] = base[index]
      } else if let variadicIndex, index >= variadicIndex {
        rest.append(base[index])
      } else {
        guard index < parameters.count else { throw tooMany(count) }
        placed[index] = base[index]
      }
    }
    if let variadicIndex { placed[variadicIndex] = .list(rest) }
    for (index, parameter) in parameters.enumerated() where placed[index] == nil {
      guard let value = parameter.defaultValue else { throw missing(parameter) }
      placed[index] = value
    }
    base.deinitialize(count: count)
    count = 0
    for case let value? in placed {
      (base + count).initialize(to: value)
      count += 1
    }
  }

  /// Fails unless the value is what the parameter accepts; a default that was given again is.
  @inline(never)
  private func check(_ value: Value, at index: Int) throws {
    let parameter = parameters[index]
    if parameter.isVariadic {
      guard case .object(let object) = value, object.tag == .list else { return }
      let mask = accepted[index]
      for element in unsafeDowncast(object, to: ListObject.self).elements where !mask.accepts(element) {
        throw mismatch(element, at: index)
      }
      return
    }
    if case .undefined = value { return }
    if let defaultValue = parameter.defaultValue, defaultValue == value { return }
    throw mismatch(value, at: index)
  }

  func mismatch(_ value: Value, at index: Int) -> Failure {
    let type = parameters[index].type
    let help: String? =
      switch (value.type, type) {
      case (.nothing, _): "say what counts when there is none, as in `x ?? 0`"
      case (.kind, .collection): "for the entities of a kind write `all(…)`"
      case (.number, .text): "turn the number into a text with `text(…)`"
      case (.text, .number), (.text, .integer): "turn the text into a number with `number(…)`"
      case (.text, .date): "turn the text into a date with `date(…)`"
      case (_, .function): "a function is written `x -> …`"
      default: nil
      }
    return Failure(
      "cyb-wrong-type",
      "`\(parameters[index].name)` of `\(name)` must be \(type.phrase), not \(Self.phrase(value, for: type))",
      help: help, argument: index)
  }

  /// The value's type; a number itself, where any other number might have done.
  private static func phrase(_ value: Value, for type: ParameterType) -> String {
    if case .number(let number) = value, case .integer = type { return NumberText.of(number) }
    return value.typePhrase
  }

  private func tooMany(_ count: Int) -> Failure {
    Failure(
      "cyb-too-many-arguments",
      "`\(name)` takes \(parameters.count == 1 ? "1 argument" : "at most \(parameters.count) arguments"), not \(count)",
      help: "it is called as `\(signature)`")
  }

  private func missing(_ parameter: Parameter) -> Failure {
    Failure(
      "cyb-missing-argument", "`\(name)` needs a value for `\(parameter.name)`",
      help: "it is called as `\(signature)`")
  }

  private func unknownLabel(_ label: Name) -> Failure {
    Failure(
      Diagnostic("cyb-unknown-argument", "`\(name)` has no parameter `\(label.text)`", at: label.span)
        .help("it is called as `\(signature)`"))
  }
}
