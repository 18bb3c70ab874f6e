using System.Data.Common;

namespace Gateway.Store.Relational;

/// <summary>A step would have written what the schema allows only once; it wrote nothing.</summary>
public sealed class StoreConstraintException(StoreConstraint constraint, DbException inner)
    : InvalidOperationException($"The store has this already: {constraint}.", inner)
{
    public StoreConstraint Constraint { get; } = constraint;
}
