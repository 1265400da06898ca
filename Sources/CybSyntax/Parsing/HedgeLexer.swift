struct Token {
  enum Kind: UInt8 { case end, name, number, date, text, op, clauseID }
  var kind: Kind
  var start: Int
  var end: Int
  var newlineBefore: Bool
}

struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var previousWasDot = false
  var previousWasClause = false
  var comments: [Comment] = []
  let file: FileID
  var diagnostics: [Diagnostic] = []
  var pendingDoc: [String] = []

  init(_ file: SourceFile) {
    bytes = file.bytes
    self.file = file.id
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
  }
  func at(_ i: Int) -> UInt8 { i < bytes.count ? bytes[i] : 0 }
  func span(_ a: Int, _ b: Int) -> Span { Span(file: file, start: UInt32(a), end: UInt32(b)) }
  static func isNameStart(_ b: UInt8) -> Bool {
    (b >= 97 && b <= 122) || (b >= 65 && b <= 90) || b == 95 || b >= 128
  }
  static func isDigit(_ b: UInt8) -> Bool { b >= 48 && b <= 57 }

  mutating func next() -> Token {
    var newline = false
    loop: while position < bytes.count {
      switch bytes[position] {
      case 32, 9: position += 1
      case 10, 13:
        newline = true
        position += 1
      case 47 where at(position + 1) == 47:
        let s = position
        while position < bytes.count, bytes[position] != 10, bytes[position] != 13 { position += 1 }
        let doc = at(s + 2) == 47 && at(s + 3) != 47
        comments.append(Comment(kind: doc ? .documentation : .line, span: span(s, position)))
        if doc {
          var t = String(decoding: bytes[(s + 3)..<position], as: UTF8.self)
          if t.hasPrefix(" ") { t.removeFirst() }
          pendingDoc.append(t)
        }
      case 47 where at(position + 1) == 42:
        let s = position
        var depth = 0
        repeat {
          if at(position) == 47, at(position + 1) == 42 { depth += 1; position += 2 }
          else if at(position) == 42, at(position + 1) == 47 { depth -= 1; position += 2 }
          else {
            if bytes[position] == 10 { newline = true }
            position += 1
          }
        } while depth > 0 && position < bytes.count
        if depth > 0 {
          diagnostics.append(Diagnostic("cyb-unterminated-comment", "the comment is not closed", at: span(s, s + 2)))
        }
        comments.append(Comment(kind: .block, span: span(s, position)))
      default: break loop
      }
    }
    let s = position
    guard s < bytes.count else { return Token(kind: .end, start: s, end: s, newlineBefore: true) }
    let b = bytes[s]
    let dot = previousWasDot, clause = previousWasClause
    previousWasDot = false
    previousWasClause = false
    if (dot && Lexer.isNameStart(b)) || ((dot || (clause && !newline)) && Lexer.isDigit(b)) {
      while Lexer.isNameStart(at(position)) || Lexer.isDigit(at(position)) { position += 1 }
      return Token(kind: .clauseID, start: s, end: position, newlineBefore: newline)
    }
    if Lexer.isNameStart(b) {
      while position < bytes.count, Lexer.isNameStart(bytes[position]) || Lexer.isDigit(bytes[position]) { position += 1 }
      if position - s == 6, String(decoding: bytes[s..<position], as: UTF8.self) == "clause" { previousWasClause = true }
      return Token(kind: .name, start: s, end: position, newlineBefore: newline)
    }
    if Lexer.isDigit(b) { return number(s, newline) }
    if b == 34 { return Token(kind: .text, start: s, end: s + 1, newlineBefore: newline) }
    for op in ["..<", "..", "->", "==", "!=", "<=", ">=", "??", "+=", "-=", "*=", "/="] {
      let u = Array(op.utf8)
      if b == u[0], at(s + 1) == u[1], u.count < 3 || at(s + 2) == u[2] {
        position = s + u.count
        return Token(kind: .op, start: s, end: position, newlineBefore: newline)
      }
    }
    position = s + 1
    if b == 46 { previousWasDot = true }
    return Token(kind: .op, start: s, end: position, newlineBefore: newline)
  }

  mutating func number(_ s: Int, _ newline: Bool) -> Token {
    func digits() -> Bool {
      let a = position
      while Lexer.isDigit(at(position)) || (at(position) == 95 && Lexer.isDigit(at(position + 1))) { position += 1 }
      return position > a
    }
    _ = digits()
    if at(position) == 45, Lexer.isDigit(at(position + 1)) {
      var p = position + 1
      while Lexer.isDigit(at(p)) { p += 1 }
      if at(p) == 45, Lexer.isDigit(at(p + 1)) {
        p += 1
        while Lexer.isDigit(at(p)) { p += 1 }
        if at(p) == 84, Lexer.isDigit(at(p + 1)) {
          p += 1
          while Lexer.isDigit(at(p)) || at(p) == 58 { p += 1 }
        }
        position = p
        return Token(kind: .date, start: s, end: p, newlineBefore: newline)
      }
    }
    if at(position) == 46, Lexer.isDigit(at(position + 1)) {
      position += 1
      _ = digits()
    }
    if at(position) == 101 || at(position) == 69 {
      let n = at(position + 1)
      if Lexer.isDigit(n) || ((n == 43 || n == 45) && Lexer.isDigit(at(position + 2))) {
        position += 2
        _ = digits()
      }
    }
    if at(position) == 37 { position += 1 }
    return Token(kind: .number, start: s, end: position, newlineBefore: newline)
  }
}
