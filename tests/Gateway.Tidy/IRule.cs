namespace Gateway.Tidy;

/// <summary>One rule of the house style.</summary>
internal interface IRule
{
    string Name { get; }

    IEnumerable<Finding> Check(Repository repository);
}
