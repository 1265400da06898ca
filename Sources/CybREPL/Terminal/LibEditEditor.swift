import CLibEdit
import CybTools

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Edits lines at a terminal with libedit: emacs and vi keys, `~/.editrc`, history with search, completion, and blocks
/// pasted whole.
public final class LibEditEditor: LineEditor {
  public let isInteractive = true
  public var completer: ((String) -> Completions)?

  private let editor: OpaquePointer
  private let library: OpaquePointer
  /// What libedit has of `library`: it looks there only for its own search and movements.
  private let late: UnsafeMutablePointer<CybHistory>
  /// Whether the entries have to be given to libedit anew before it looks.
  private var isStale = true
  private let prompt: PromptText
  var keys = KeyReader()
  /// A text to be put in where the cursor is, when the key for it comes.
  var pending: [String] = []
  private(set) var wasInterrupted = false
  var walk = HistoryWalk(history: History(path: nil))
  /// The text and the place at which Tab found nothing to add: the second Tab lists.
  var stuck: (text: String, cursor: Int)?
  private var isColoured: () -> Bool

  /// - Parameters:
  ///   - historyPath: the file of the history; nothing keeps none.
  ///   - isColoured: whether the prompt is shown in colour.
  /// - Returns: nothing where there is no terminal that libedit can use.
  public init?(historyPath: String?, isColoured: @escaping () -> Bool) {
    Self.useUnicode()
    guard let editor = cyb_el_start("cyb"), let library = history_winit() else { return nil }
    self.editor = editor
    self.library = library
    self.isColoured = isColoured
    cyb_history_set_size(library, Int32(History.limit))
    late = .allocate(capacity: 1)
    prompt = PromptText()
    late.initialize(
      to: CybHistory(
        history: library, fill: { owner in LibEditEditor.fillLibrary(of: owner) },
        owner: Unmanaged.passUnretained(self).toOpaque()))
    cyb_el_set_history(editor, late)
    cyb_el_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    cyb_el_set_prompt(editor, { LibEditEditor.behind($0)?.prompt.pointer }, 1)
    cyb_el_set_reader(editor) { editor, place in LibEditEditor.behind(editor)?.read(into: place) ?? -1 }
    Bindings.install(in: editor)
    walk = HistoryWalk(history: History(path: historyPath))
    keys.onSignal = { [unowned self] in self.heedSignals() }
  }

  deinit {
    history_wend(library)
    el_end(editor)
    keys.close()
    late.deallocate()
  }

  /// The editor that libedit calls back for.
  static func behind(_ editor: OpaquePointer?) -> LibEditEditor? {
    guard let editor, let client = cyb_el_client(editor) else { return nil }
    return Unmanaged<LibEditEditor>.fromOpaque(client).takeUnretainedValue()
  }

  public func readLine(prompt: String, draft: String) -> LineInput {
    self.prompt.set(prompt, isColoured: isColoured())
    _ = Signals.takeInterrupt()
    wasInterrupted = false
    stuck = nil
    walk.begin()
    if !draft.isEmpty { pending.append(draft) }
    Signals.holdStops(true)
    // Keys go to the editor before the prompt says so, not after.
    cyb_el_set_raw(editor, 1)
    setBracketedPaste(true)
    var count: Int32 = 0
    let line = el_wgets(editor, &count)
    setBracketedPaste(false)
    Signals.holdStops(false)
    if wasInterrupted {
      pending = []
      cyb_el_print(editor, "^C\n")
      return .interrupted
    }
    guard let line, count > 0 else {
      cyb_el_print(editor, "\n")
      return .end
    }
    var text = WideText.string(UnsafeBufferPointer(start: line, count: Int(count)))
    if text.last == "\n" { text.removeLast() }
    return .line(text)
  }

  public func peekLine() -> String? { nil }

  public func remember(_ entry: String) {
    if walk.history.entries.last == entry { return }
    if walk.history.add(entry) {
      isStale = true
    } else if !isStale {
      WideText.with(entry) { cyb_history_enter(library, $0) }
    }
  }

  /// Gives libedit the entries, for its own search.
  private static func fillLibrary(of owner: UnsafeMutableRawPointer?) {
    guard let owner else { return }
    let editor = Unmanaged<LibEditEditor>.fromOpaque(owner).takeUnretainedValue()
    guard editor.isStale else { return }
    editor.isStale = false
    cyb_history_clear(editor.library)
    for entry in editor.walk.history.entries { WideText.with(entry) { cyb_history_enter(editor.library, $0) } }
  }

  private func setBracketedPaste(_ isOn: Bool) {
    cyb_el_print(editor, isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l")
  }

  /// The next character for libedit.
  private func read(into place: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    if wasInterrupted { return -1 }
    if !pending.isEmpty {
      place?.pointee = wchar_t(Bindings.insertKey.value)
      return 1
    }
    switch keys.next() {
    case .character(let scalar):
      place?.pointee = wchar_t(scalar.value)
      return 1
    case .paste(let text):
      pending.append(text)
      place?.pointee = wchar_t(Bindings.insertKey.value)
      return 1
    case .end: return 0
    case .interrupted:
      wasInterrupted = true
      keys.discard()
      // First the cursor goes behind the line, so that nothing is written over it.
      place?.pointee = wchar_t(Bindings.insertKey.value)
      return 1
    }
  }

  private func heedSignals() {
    if Signals.takeResize() {
      el_resize(editor)
      cyb_el_refresh(editor)
    }
    if Signals.takeStop() {
      setBracketedPaste(false)
      cyb_el_set_raw(editor, 0)
      Signals.stop()
      cyb_el_set_raw(editor, 1)
      setBracketedPaste(true)
      cyb_el_refresh(editor)
    }
  }

  /// Lets libedit read UTF-8 whatever the locale.
  private static func useUnicode() {
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8", setlocale(LC_CTYPE, "C.UTF-8") == nil {
      setlocale(LC_CTYPE, "en_US.UTF-8")
    }
  }
}

/// The prompt in memory that libedit may look at as long as the editor lives.
private final class PromptText {
  private(set) var pointer: UnsafeMutablePointer<wchar_t>?

  func set(_ text: String, isColoured: Bool) {
    // What stands between the marks takes no columns; the last character must be one that is seen.
    let trimmed = text.last == " " ? String(text.dropLast()) : text
    let shown = isColoured && !trimmed.isEmpty ? "\u{1}\u{1B}[1;36m\u{1}\(trimmed)\u{1}\u{1B}[0m\u{1}" : trimmed
    pointer?.deallocate()
    let scalars = (shown + (text.last == " " ? " " : "")).unicodeScalars
    let memory = UnsafeMutablePointer<wchar_t>.allocate(capacity: scalars.count + 1)
    for (index, scalar) in scalars.enumerated() { memory[index] = wchar_t(scalar.value) }
    memory[scalars.count] = 0
    pointer = memory
  }

  deinit { pointer?.deallocate() }
}

/// Texts as libedit has them.
enum WideText {
  static func string(_ characters: UnsafeBufferPointer<wchar_t>) -> String {
    var text = String.UnicodeScalarView()
    for character in characters { text.append(Unicode.Scalar(UInt32(truncatingIfNeeded: character)) ?? "\u{FFFD}") }
    return String(text)
  }

  /// Calls a body with the text, ended by a zero; characters that libedit could not hold are left out.
  static func with<Result>(_ text: String, _ body: (UnsafePointer<wchar_t>) -> Result) -> Result {
    var characters = text.unicodeScalars.lazy.filter { $0.value != 0 }.map { wchar_t($0.value) } + [0]
    return characters.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("the text has its end at least") }
      return body(UnsafePointer(start))
    }
  }
}
