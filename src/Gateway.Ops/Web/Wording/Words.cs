namespace Gateway.Ops.Web.Wording;

/// <summary>Names the console's words: Words.resx is Chinese, Words.en.resx English.</summary>
internal sealed class Words;
