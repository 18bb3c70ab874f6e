namespace Gateway.Store.Relational;

/// <summary>The store's schema is of a later build than this one; running on would harm it.</summary>
public sealed class StoreTooNewException(int found, int known)
    : InvalidOperationException($"The store has schema version {found}, this build knows {known}. Start the later build, or restore the store from before its migration.");
