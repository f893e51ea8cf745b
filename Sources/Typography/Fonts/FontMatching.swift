/// The rules by which CSS picks one face of a family: https://www.w3.org/TR/css-fonts-4/#font-style-matching.
enum FontMatching {
    /// The index of the best of `faces`: italic or upright first, then the weight.
    static func best(of faces: [FontFace], among candidates: [Int], weight: Int, isItalic: Bool) -> Int? {
        let styled = candidates.filter { faces[$0].isItalic == isItalic }
        return (styled.isEmpty ? candidates : styled).min { first, second in
            rank(faces[first].weights, for: weight) < rank(faces[second].weights, for: weight)
        }
    }

    /// Lower is better. 400–500 looks up to 500, then below, then above; below 400 looks down first; above 500 up first.
    static func rank(_ weights: ClosedRange<Int>, for wanted: Int) -> Int {
        if weights.contains(wanted) { return 0 }
        let isAbove = weights.lowerBound > wanted
        let nearest = isAbove ? weights.lowerBound : weights.upperBound
        let distance = abs(nearest - wanted)
        if (400...500).contains(wanted) {
            if isAbove { return nearest <= 500 ? distance : 2_000 + distance }
            return 1_000 + distance
        }
        return (wanted < 400) == isAbove ? 1_000 + distance : distance
    }
}
