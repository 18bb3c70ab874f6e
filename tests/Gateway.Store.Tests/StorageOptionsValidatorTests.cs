using Gateway.Store.SqlServer;

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

    static StorageOptions SqlServer(string connection, string file, string password) =>
        new() { Kind = StoreServices.SqlServer, SqlServer = new SqlServerOptions { ConnectionString = connection, PasswordFile = file, Password = password } };

    static List<string> FaultsOf(StorageOptions options) => [.. new StorageOptionsValidator().Validate(null, options).Failures ?? []];
}
