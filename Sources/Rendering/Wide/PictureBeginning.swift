/// What a renderer comes to on its own thread.
public enum PictureBeginning: Sendable {
    case made(Picture)
    /// A large picture, whose pieces may be shared out.
    case wide(WidePlan)
}
