/// One line before it has a place: which scalars it shows, what the layout adds, how wide it is.
struct LineSpan {
    /// What it shows, without the spaces that hang over its end.
    var shown: Range<Int>
    /// Where the next line starts.
    let next: Int
    let segment: Int
    /// True at a hard break and at the end of the text: such a line is not justified.
    let endsSegment: Bool
    var mark: LineMark?
    /// The width in pixels, the mark's included.
    var width: Double
}

/// A place where a line may end.
struct LineOpportunity {
    /// Where the next line would start.
    let next: Int
    /// The end of what this line would show.
    let shownEnd: Int
    let isSoftHyphen: Bool
}
