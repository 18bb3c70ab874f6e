namespace Gateway.Worker.Feed;

/// <summary>Under which name a process reads the feed. Without one each has its own, so that one of them reads; for development all have the same, so that any can read to the present end when asked.</summary>
/// <param name="Name">As it stands in the lease.</param>
public sealed record FeedHolder(string Name);
