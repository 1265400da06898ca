import FuzzProperties

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// libFuzzer's loop (`LLVMFuzzerRunDriver`), which reads its own options from the arguments.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ testOneInput: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The property that the environment names. One that does not hold ends the process, and the input is kept.
private let property: FuzzProperty = {
  let name = getenv("CYB_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let property = FuzzProperty(rawValue: name) else {
    fatalError("CYB_FUZZ_TARGET must be one of \(FuzzProperty.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return property
}()

private var count = CommandLine.argc
private var arguments = CommandLine.unsafeArgv
exit(
  runFuzzer(&count, &arguments) { start, count in
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let complaint = property.complaint(about: bytes) { fatalError(complaint) }
    return 0
  })
