namespace Gateway.Contracts.HubForms;

/// <summary>The bank's sealed receipt as the hub takes it (hzxx).</summary>
/// <param name="FileName">WJMC.</param>
/// <param name="Ofd">Its bytes.</param>
/// <param name="Md5">Of them, lower-case hexadecimal.</param>
public sealed record HubReceipt(string FileName, ReadOnlyMemory<byte> Ofd, string Md5);
