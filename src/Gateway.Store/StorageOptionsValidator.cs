using System.Globalization;
using Gateway.Store.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Options;

namespace Gateway.Store;

/// <summary>Checks what belongs together in section Storage. A connection string is never shown: it may have a password in it.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var faults = FaultsOf(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    static IEnumerable<string> FaultsOf(StorageOptions options)
    {
        if (options.Kind is not (StoreServices.Sqlite or StoreServices.SqlServer))
            yield return $"Storage:Kind = {options.Kind}: must be {StoreServices.Sqlite} or {StoreServices.SqlServer}";
        if (options.Kind == StoreServices.SqlServer)
            foreach (var fault in FaultsOf(options.SqlServer)) yield return fault;
        if (OutOf(1, 3650, options.Retention.OrderDays) is { } days) yield return $"Storage:Retention:OrderDays = {days}";
        if (OutOf(1, 1440, options.Retention.EveryMinutes) is { } minutes) yield return $"Storage:Retention:EveryMinutes = {minutes}";
        if (OutOf(1, 1000, options.Retention.Batch) is { } batch) yield return $"Storage:Retention:Batch = {batch}";
    }

    static string? OutOf(int least, int most, int value) =>
        value >= least && value <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{value}: must be from {least} to {most}");

    static IEnumerable<string> FaultsOf(SqlServerOptions options)
    {
        const string Key = "Storage:SqlServer:ConnectionString";
        if (options.PasswordFile.Length > 0 && options.Password.Length > 0) yield return "Storage:SqlServer:Password: there is a PasswordFile too, one of them is meant";
        if (options.PasswordFile.Length > 0 && UnreadableBecause(options.PasswordFile) is { } reason) yield return $"Storage:SqlServer:PasswordFile = {options.PasswordFile}: {reason}";
        if (options.ConnectionString.Length == 0)
        {
            yield return $"{Key}: is required for {StoreServices.SqlServer}";
            yield break;
        }

        var (parts, fault) = Parse(options.ConnectionString);
        if (fault is not null) yield return $"{Key}: {fault}";
        if (parts is { DataSource.Length: 0 }) yield return $"{Key}: names no server (Server=…)";
        if (parts is { InitialCatalog.Length: 0 }) yield return $"{Key}: names no database (Database=…)";
        var secret = options.PasswordFile.Length > 0 || options.Password.Length > 0;
        if (parts is { Password.Length: > 0 } && secret) yield return $"{Key}: has a password in it, and there is another one beside it";
        if (parts is { UserID.Length: 0 } && secret) yield return $"{Key}: names no user for the password (User Id=…)";
    }

    static string? UnreadableBecause(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault("").Trim().Length == 0 ? "its first line is empty" : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return unreadable.Message;
        }
    }

    static (SqlConnectionStringBuilder? Parts, string? Fault) Parse(string text)
    {
        try
        {
            return (new SqlConnectionStringBuilder(text), null);
        }
        catch (Exception unknown) when (unknown is ArgumentException or FormatException)
        {
            // The message quotes the keyword, never a value.
            return (null, unknown is FormatException ? "has a value that does not parse" : unknown.Message);
        }
    }
}
