import FuzzProperties

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What libFuzzer feeds: the property that the environment names with `CYB_FUZZ_TARGET`. A property that does not hold ends
/// the process, and the input is kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let complaint = target.complaint(about: bytes) { fatalError(complaint) }
  return 0
}

private let target: FuzzProperty = {
  let name = getenv("CYB_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzProperty(rawValue: name) else {
    fatalError("CYB_FUZZ_TARGET must be one of \(FuzzProperty.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  return target
}()
