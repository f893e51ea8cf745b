import Canvas
import Testing

private func blurredPoint(sigma: Double) throws -> CoverageMask {
    let bounds = PixelRect(x: 0, y: 0, width: 161, height: 161)
    var mask = try Coverage(.rectangle(Rect(x: 70, y: 70, width: 21, height: 21)), clip: bounds).mask(in: bounds)
    try mask.blur(sigma: sigma)
    return mask
}

@Test(arguments: [0.3, 1, 2.5, 6, 12]) func `a blur keeps the mass and has its variance`(sigma: Double) throws {
    let mask = try blurredPoint(sigma: sigma)
    var mass = 0.0
    var spread = 0.0
    for y in 0..<161 {
        for x in 0..<161 {
            let value = Double(mask.bytes[y * 161 + x])
            mass += value
            spread += value * Double((x - 80) * (x - 80))
        }
    }
    #expect(abs(mass / (255 * 441) - 1) < 0.02)
    // A uniform block of 21 has variance (21² − 1) / 12; blurring adds sigma².
    #expect(abs(spread / mass - (440.0 / 12 + sigma * sigma)) < 0.05 * (440.0 / 12 + sigma * sigma))
}

@Test(arguments: [0.5, 3, 7.7, 20]) func `a blur stays within its reach`(sigma: Double) throws {
    let reach = CoverageMask.reach(ofSigma: sigma)
    let bounds = PixelRect(x: 0, y: 0, width: 301, height: 3)
    var mask = try Coverage(.rectangle(Rect(x: 150, y: 0, width: 1, height: 3)), clip: bounds).mask(in: bounds)
    try mask.blur(sigma: sigma)
    for x in 0..<301 where abs(x - 150) > reach { #expect(mask.bytes[301 + x] == 0) }
}

@Test func `a blurred block looks the same from all four sides`() throws {
    let mask = try blurredPoint(sigma: 5)
    for y in 0..<161 {
        for x in 0..<161 {
            let value = Int(mask.bytes[y * 161 + x])
            #expect(abs(value - Int(mask.bytes[y * 161 + 160 - x])) <= 1)
            #expect(abs(value - Int(mask.bytes[x * 161 + y])) <= 1)
        }
    }
}
