using System.Globalization;
using Dapper;
using Gateway.CoreSim.Contract;
using Microsoft.Data.Sqlite;

namespace Gateway.CoreSim.Data;

/// <summary>Buying rates: how much of the bank's own currency it pays for one unit of another.</summary>
internal sealed class Rates(SimDatabase database, SimClock clock)
{
    const string OwnCurrency = "CNY";

    public Quote? Quote(string currency) =>
        database.Read(c => Find(c, currency, OwnCurrency)) is { } rate ? new Quote(currency, OwnCurrency, rate, clock.GetUtcNow()) : null;

    /// <summary>Replaces all rates.</summary>
    public void Set(IReadOnlyDictionary<string, string> rates) => database.Write(c =>
    {
        c.Execute("DELETE FROM rates");
        foreach (var (currency, rate) in rates)
        {
            if (!decimal.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value <= 0)
                throw new BadRequestException($"{currency}: not a rate");
            c.Execute("INSERT INTO rates (currency, rate) VALUES (@currency, @rate)", new { currency, rate });
        }

        return rates.Count;
    });

    public static string? Find(SqliteConnection c, string currency, string into) =>
        into == OwnCurrency ? c.QuerySingleOrDefault<string>("SELECT rate FROM rates WHERE currency = @currency", new { currency }) : null;

    public static decimal Value(string rate) => decimal.Parse(rate, CultureInfo.InvariantCulture);
}
