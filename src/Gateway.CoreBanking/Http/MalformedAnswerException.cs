namespace Gateway.CoreBanking.Http;

/// <summary>An answer that the contract does not allow; never leaves this folder. The message names the member, not its value, which may be a customer's.</summary>
internal sealed class MalformedAnswerException(string why) : Exception(why);
