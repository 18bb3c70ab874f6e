using System.Globalization;

namespace Gateway.CoreSim;

/// <summary>Money is decimal text with the currency's scale outside and minor units inside (ISO 4217).</summary>
internal static class Amounts
{
    /// <summary>The largest amount of a register, in minor units.</summary>
    const decimal MaximumMinor = 9_000_000_000_000_000m;

    public static int Scale(string currency) => currency switch
    {
        "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "XAF" or "XOF" or "XPF" or "PYG" or "UGX" or "RWF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Minor units of a non-negative decimal text.</summary>
    /// <exception cref="BadRequestException">Not a non-negative decimal of at most the currency's scale.</exception>
    public static long Parse(string text, string currency, string field)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            throw new BadRequestException($"{field}: not a decimal amount");
        var minor = amount * Power(Scale(currency));
        if (decimal.Truncate(minor) != minor) throw new BadRequestException($"{field}: more decimals than {currency} has");
        if (minor > MaximumMinor) throw new BadRequestException($"{field}: too large");
        return (long)minor;
    }

    public static string Text(long minor, string currency)
    {
        var scale = Scale(currency);
        return (minor / Power(scale)).ToString("F" + scale, CultureInfo.InvariantCulture);
    }

    /// <summary>What an amount buys at a rate per unit, rounded down to the minor unit of the target.</summary>
    public static long Convert(long minor, string from, decimal rate, string into) =>
        (long)decimal.Floor(minor / Power(Scale(from)) * rate * Power(Scale(into)));

    static decimal Power(int scale) => scale switch { 0 => 1m, 2 => 100m, _ => 1000m };
}
