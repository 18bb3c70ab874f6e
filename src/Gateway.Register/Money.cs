namespace Gateway.Register;

/// <summary>The scale of a currency: how many minor units (分, cent) make one unit. ISO 4217.</summary>
public static class Currencies
{
    /// <summary>Digits behind the decimal point: CNY 2, JPY 0. Unknown codes have 2.</summary>
    public static int Scale(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "XAF" or "XOF" or "XPF" or "PYG" or "UGX" or "RWF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Minor units of a decimal amount, or null where it is more precise than the currency or exceeds the range of a register.</summary>
    public static long? ToMinor(decimal amount, string currency)
    {
        // Beyond it already, so that no step below leaves the range of a decimal.
        if (Math.Abs(amount) > MaximumMinor) return null;
        for (var i = Scale(currency); i > 0; i--) amount *= 10;
        return decimal.Truncate(amount) != amount || Math.Abs(amount) > MaximumMinor ? null : (long)amount;
    }

    /// <summary>Minor units as decimal text with the currency's scale: 600000 CNY is "6000.00".</summary>
    public static string ToText(long minor, string currency)
    {
        var scale = Scale(currency);
        var digits = Math.Abs((decimal)minor).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = minor < 0 ? "-" : "";
        return scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}";
    }

    /// <summary>The largest amount that a register takes, in minor units: sums of a thousand such amounts still fit a long.</summary>
    public const long MaximumMinor = 9_000_000_000_000_000;
}
