namespace Gateway.Store.Relational;

/// <summary>A step would have written what the schema allows only once; it wrote nothing. The product's own message is left out: it may hold the row's values.</summary>
public sealed class StoreConstraintException(StoreConstraint constraint) : InvalidOperationException($"The store has this already: {constraint}.")
{
    public StoreConstraint Constraint { get; } = constraint;
}
