import Glibc
import Testing

/// Two ends of a connection over the loopback interface.
final class TCPPair {
    let near: Int32
    let far: Int32

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { _ = close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let opened = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                var size = socklen_t(MemoryLayout<sockaddr_in>.size)
                guard unsafe bind(listener, address, size) == 0, listen(listener, 1) == 0,
                    unsafe getsockname(listener, address, &size) == 0
                else { return Int32(-1) }
                let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
                return unsafe connect(client, address, size) == 0 ? client : -1
            }
        }
        far = try #require(opened >= 0 ? opened : nil)
        near = accept(listener, nil, nil)
        try #require(near >= 0)
    }

    deinit {
        _ = close(near)
        _ = close(far)
    }

    /// Reads so many bytes at the far end.
    func hear(_ count: Int) -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while all.count < count {
            let more = unsafe read(far, &part, min(part.count, count - all.count))
            if more <= 0 { break }
            all += part[..<more]
        }
        return all
    }
}
