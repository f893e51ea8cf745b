import Foundation

/// Sine and cosine of an angle in degrees, exact at multiples of 90 so that a quarter turn stays on the pixel grid.
public func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    let turn = degrees.truncatingRemainder(dividingBy: 360)
    switch turn {
    case 0: return (0, 1)
    case 90, -270: return (1, 0)
    case 180, -180: return (0, -1)
    case 270, -90: return (-1, 0)
    default: return (sin(turn * .pi / 180), cos(turn * .pi / 180))
    }
}
