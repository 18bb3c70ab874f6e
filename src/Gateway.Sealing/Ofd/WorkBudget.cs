namespace Gateway.Sealing;

/// <summary>
/// What looking at one archive may cost: the bounds of single files do not bound their sum, since one archive may name up to 32 signatures, each with
/// files of its own or all with the same.
/// </summary>
sealed class WorkBudget
{
    const long MaximumReadBytes = 24L * 1024 * 1024;
    const long MaximumHashedBytes = 64L * 1024 * 1024;
    const int MaximumTreeNodes = 150_000;
    const int MaximumVisitedElements = 400_000;

    /// <summary>A signature's value is hashed whole, and its parts again: the signed part, the seal in it, what the maker signed.</summary>
    const int HashesOfSignature = 4;

    long readBytes;
    long hashedBytes;
    int treeNodes;
    int visitedElements;

    /// <exception cref="OfdException">Over the bound; so for all.</exception>
    public void Read(long bytes) => Require((readBytes += bytes) <= MaximumReadBytes);

    public void HashSignature(long bytes) => Hash(HashesOfSignature * bytes);

    public void Hash(long bytes) => Require((hashedBytes += bytes) <= MaximumHashedBytes);

    public void BuildNodes(int count) => Require((treeNodes += count) <= MaximumTreeNodes);

    public void VisitElement() => Require(++visitedElements <= MaximumVisitedElements);

    static void Require(bool condition)
    {
        if (!condition)
            throw new OfdException(SealReason.OfdMalformed);
    }
}
