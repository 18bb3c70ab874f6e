namespace Gateway.Sealing;

/// <summary>Pictures inside a drawing.</summary>
static class SvgPicture
{
    /// <summary>The picture itself as the address of an image; null: of a kind that browsers do not show.</summary>
    public static string? Of(ReadOnlySpan<byte> content)
    {
        var type = content switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'B', (byte)'M', ..] => "image/bmp",
            _ => null,
        };
        return type is null ? null : $"data:{type};base64,{Convert.ToBase64String(content)}";
    }
}
