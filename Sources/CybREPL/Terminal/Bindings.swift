import CLibEdit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The keys of the prompt, and what libedit calls for them.
enum Bindings {
  /// A control character that no keyboard sends: put in what is pending.
  static let insertKey: Unicode.Scalar = "\u{80}"

  private static let functions: [(name: String, help: String, function: CybKeyFunction)] = [
    (
      "cyb-complete", "Complete the word, indent at the start of a line", { editor, _ in Keys(editor)?.complete() ?? 0 }
    ),
    ("cyb-insert", "Put in what was pasted", { editor, _ in Keys(editor)?.insertPending() ?? 0 }),
    ("cyb-up", "The line above, or the entry before that begins so", { editor, _ in Keys(editor)?.up() ?? 0 }),
    ("cyb-down", "The line below, or the entry after", { editor, _ in Keys(editor)?.down() ?? 0 }),
  ]

  /// Keys that mean the same in both modes, and behind Escape in the command mode of vi.
  private static let keys = [
    ("\u{1B}[A", "cyb-up"), ("\u{1B}OA", "cyb-up"), ("\u{1B}[B", "cyb-down"), ("\u{1B}OB", "cyb-down"),
    ("\u{1B}[H", "ed-move-to-beg"), ("\u{1B}OH", "ed-move-to-beg"), ("\u{1B}[1~", "ed-move-to-beg"),
    ("\u{1B}[F", "ed-move-to-end"), ("\u{1B}OF", "ed-move-to-end"), ("\u{1B}[4~", "ed-move-to-end"),
    ("\u{1B}[3~", "ed-delete-next-char"), ("\u{1B}[1;5C", "em-next-word"), ("\u{1B}[1;5D", "ed-prev-word"),
    ("\u{1B}[1;3C", "em-next-word"), ("\u{1B}[1;3D", "ed-prev-word"),
  ]

  private static let emacsKeys = [
    ("\t", "cyb-complete"), ("\u{10}", "cyb-up"), ("\u{0E}", "cyb-down"), ("\u{12}", "em-inc-search-prev"),
    ("\u{13}", "em-inc-search-next"), ("\u{0C}", "ed-clear-screen"), ("\u{1F}", "vi-undo"),
  ]

  private static let viKeys = [
    ("\t", "cyb-complete"), ("\u{10}", "cyb-up"), ("\u{0E}", "cyb-down"), ("\u{12}", "em-inc-search-prev"),
    ("\u{0C}", "ed-clear-screen"), ("\u{04}", "ed-end-of-file"),
  ]

  /// In the command mode of vi.
  private static let viCommands = [
    ("k", "cyb-up"), ("j", "cyb-down"), ("\u{10}", "cyb-up"), ("\u{0E}", "cyb-down"), ("\u{12}", "em-inc-search-prev"),
    ("\u{0C}", "ed-clear-screen"),
  ]

  /// Binds the keys. What the user's own `~/.editrc` binds comes last, and so wins.
  static func install(in editor: OpaquePointer) {
    for (name, help, function) in functions {
      // libedit keeps the texts.
      cyb_el_add_function(editor, kept(name), kept(help), function)
    }
    cyb_el_set_editor(editor, kept("emacs"))
    el_source(editor, nil)
    let isVi = cyb_el_is_vi(editor) != 0
    bind(editor, String(insertKey), "cyb-insert")
    if isVi { bindAlternative(editor, String(insertKey), "cyb-insert") }
    for (key, function) in isVi ? viKeys : emacsKeys { bind(editor, key, function) }
    if isVi { for (key, function) in viCommands { bindAlternative(editor, key, function) } }
    for (key, function) in keys {
      if isVi { bindAlternative(editor, String(key.dropFirst()), function) } else { bind(editor, key, function) }
    }
    sourceBindings(editor)
  }

  private static func bind(_ editor: OpaquePointer, _ key: String, _ function: String) {
    WideText.with(key) { key in WideText.with(function) { cyb_el_bind(editor, key, $0) } }
  }

  private static func bindAlternative(_ editor: OpaquePointer, _ key: String, _ function: String) {
    WideText.with(key) { key in WideText.with(function) { cyb_el_bind_alternative(editor, key, $0) } }
  }

  private static func kept(_ text: String) -> UnsafePointer<wchar_t> {
    WideText.with(text) { start in
      let count = text.unicodeScalars.count + 1
      let memory = UnsafeMutablePointer<wchar_t>.allocate(capacity: count)
      memory.update(from: start, count: count)
      return UnsafePointer(memory)
    }
  }

  /// Reads the lines of `~/.editrc` that bind keys once more; those that choose a mode would undo what is bound.
  private static func sourceBindings(_ editor: OpaquePointer) {
    let own = getenv("EDITRC").map { String(cString: $0) }
    guard let path = own ?? getenv("HOME").map({ String(cString: $0) + "/.editrc" }), let file = fopen(path, "r")
    else { return }
    defer { fclose(file) }
    guard let tokens = tok_init(nil) else { return }
    defer { tok_end(tokens) }
    var buffer = [CChar](repeating: 0, count: 4096)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
      tok_reset(tokens)
      var count: Int32 = 0
      var words: UnsafeMutablePointer<UnsafePointer<CChar>?>?
      guard tok_str(tokens, buffer, &count, &words) == 0, count >= 3, let words, let first = words[0] else { continue }
      let command = String(cString: first)
      guard command == "bind" || command.hasSuffix(":bind") else { continue }
      el_parse(editor, count, words)
    }
  }
}
