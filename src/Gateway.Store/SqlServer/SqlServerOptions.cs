namespace Gateway.Store.SqlServer;

/// <summary>Where the SQL Server is (section Storage:SqlServer).</summary>
public sealed class SqlServerOptions
{
    /// <summary>As Microsoft.Data.SqlClient takes it. The password is best left out of it, and comes from <see cref="PasswordFile"/> or <see cref="Password"/>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>A file whose first line is the password. Looked at every few seconds: a changed password holds for connections made from then on.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The password, for the environment: GATEWAY__Storage__SqlServer__Password.</summary>
    public string Password { get; set; } = "";
}
