using Gateway.Store.SqlServer;
using Microsoft.Data.SqlClient;

namespace Gateway.Store.Tests;

[TestFixture]
public sealed class StorageOptionsValidatorTests
{
    const string Secret = "s3cret";
    const string Good = "Server=db.bank;Database=gateway;User Id=gateway";

    [Test]
    public void The_defaults_are_right()
    {
        Assert.That(FaultsOf(new StorageOptions()), Is.Empty);
    }

    [TestCase(Good, "", Secret)]
    [TestCase(Good + ";Password=" + Secret, "", "")]
    [TestCase("Server=db.bank;Database=gateway;Integrated Security=true", "", "")]
    public void Ways_to_log_in(string connection, string file, string password)
    {
        Assert.That(FaultsOf(SqlServer(connection, file, password)), Is.Empty);
    }

    [TestCase("", "", "", "is required")]
    [TestCase("Server=db.bank", "", "", "names no database")]
    [TestCase("Database=gateway", "", "", "names no server")]
    [TestCase(Good + ";Pasword=" + Secret, "", "", "pasword")]
    [TestCase(Good + ";Connect Timeout=" + Secret, "", "", "ConnectionString")]
    [TestCase(Good + ";Password=" + Secret, "", Secret, "another one beside it")]
    [TestCase("Server=db.bank;Database=gateway", "", Secret, "names no user")]
    [TestCase(Good, "/no/such/file", "", "PasswordFile = /no/such/file")]
    [TestCase(Good, "/no/such/file", Secret, "one of them is meant")]
    public void Faults_are_named_and_secrets_are_not(string connection, string file, string password, string fault)
    {
        var faults = FaultsOf(SqlServer(connection, file, password));

        Assert.That(faults, Has.Some.Contains(fault));
        Assert.That(faults, Has.None.Contains(Secret));
    }

    [Test]
    public void All_faults_come_at_once()
    {
        var options = SqlServer("Encrypt=Mandatory", "/no/such/file", "");
        options.Retention.OrderDays = 0;
        options.Retention.Batch = 5000;

        Assert.That(FaultsOf(options), Has.Count.EqualTo(6));
    }

    [Test]
    public void An_unknown_kind_is_named_with_the_known_ones()
    {
        Assert.That(FaultsOf(new StorageOptions { Kind = "oracle" }).Single(), Is.EqualTo("Storage:Kind = oracle: must be sqlite or sql-server"));
    }

    [Test]
    public void The_password_comes_from_the_first_line_of_its_file_and_is_never_shown()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"{Secret}\nnot this\n");
        var connections = new SqlServerConnections(new SqlServerOptions { ConnectionString = Good, PasswordFile = file }, busyTimeoutSeconds: 30);
        File.Delete(file);

        using var connection = connections.Alone();
        Assert.That(connection.ConnectionString, Does.Contain($"Password={Secret}").And.Contain("Command Timeout=30"));
        Assert.That(connections.Place, Is.EqualTo("db.bank/gateway"));
    }

    [Test]
    public void A_changed_password_holds_for_connections_made_from_then_on_and_a_spoilt_file_changes_nothing()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "first\n");
        var time = new Ticks();
        var connections = new SqlServerConnections(new SqlServerOptions { ConnectionString = Good, PasswordFile = file }, busyTimeoutSeconds: 30, time);

        File.WriteAllText(file, "second\n");
        var atOnce = Passwords(connections);
        time.Pass();
        var later = Passwords(connections);
        File.WriteAllText(file, "");
        time.Pass();
        var empty = Passwords(connections);
        File.Delete(file);
        time.Pass();

        Assert.That((atOnce, later, empty, Passwords(connections)), Is.EqualTo(("first first", "second second", "second second", "second second")));
    }

    static string Passwords(SqlServerConnections connections)
    {
        using var pooled = connections.Pooled();
        using var alone = connections.Alone();
        return string.Join(' ', new[] { pooled, alone }.Select(c => new SqlConnectionStringBuilder(c.ConnectionString).Password));
    }

    sealed class Ticks : TimeProvider
    {
        long _now;

        public override long GetTimestamp() => _now;

        public void Pass() => _now += 6 * TimestampFrequency;
    }

    static StorageOptions SqlServer(string connection, string file, string password) =>
        new() { Kind = StoreServices.SqlServer, SqlServer = new SqlServerOptions { ConnectionString = connection, PasswordFile = file, Password = password } };

    static List<string> FaultsOf(StorageOptions options) => [.. new StorageOptionsValidator().Validate(null, options).Failures ?? []];
}
