using System.Text.RegularExpressions;
using Gateway.Store.SqlServer;

namespace Gateway.Store.Tests.SqlServer;

/// <summary>The SQL that all products share, and SQL Server's own, stay within what DESIGN 4 allows, and name nothing by a word that SQL Server keeps for itself.</summary>
[TestFixture]
public sealed partial class DialectTests
{
    /// <summary>The words of the dialect. What else SQL Server reserves must stand in quotes or not at all.</summary>
    static readonly HashSet<string> Dialect = Words(
        """
        SELECT FROM WHERE INSERT INTO VALUES UPDATE SET DELETE TOP AND OR NOT EXISTS NULL IS IN AS ORDER BY DESC ASC GROUP JOIN LEFT ON CASE WHEN THEN ELSE END COALESCE DISTINCT BETWEEN LIKE UNION ALL FETCH
        """);

    static readonly HashSet<string> DefinitionDialect = Words("CREATE TABLE ALTER ADD DROP COLUMN CONSTRAINT PRIMARY KEY UNIQUE CHECK DEFAULT REFERENCES INDEX COLLATE");

    static readonly HashSet<string> Reserved = Words(
        """
        ADD ALL ALTER AND ANY AS ASC AUTHORIZATION BACKUP BEGIN BETWEEN BREAK BROWSE BULK BY CASCADE CASE CHECK CHECKPOINT CLOSE CLUSTERED COALESCE COLLATE COLUMN COMMIT COMPUTE CONSTRAINT CONTAINS CONTAINSTABLE
        CONTINUE CONVERT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATABASE DBCC DEALLOCATE DECLARE DEFAULT DELETE DENY DESC DISK DISTINCT DISTRIBUTED DOUBLE DROP DUMP
        ELSE END ERRLVL ESCAPE EXCEPT EXEC EXECUTE EXISTS EXIT EXTERNAL FETCH FILE FILLFACTOR FOR FOREIGN FREETEXT FREETEXTTABLE FROM FULL FUNCTION GOTO GRANT GROUP HAVING HOLDLOCK IDENTITY IDENTITY_INSERT
        IDENTITYCOL IF IN INDEX INNER INSERT INTERSECT INTO IS JOIN KEY KILL LEFT LIKE LINENO LOAD MERGE NATIONAL NOCHECK NONCLUSTERED NOT NULL NULLIF OF OFF OFFSETS ON OPEN OPENDATASOURCE OPENQUERY OPENROWSET
        OPENXML OPTION OR ORDER OUTER OVER PERCENT PIVOT PLAN PRECISION PRIMARY PRINT PROC PROCEDURE PUBLIC RAISERROR READ READTEXT RECONFIGURE REFERENCES REPLICATION RESTORE RESTRICT RETURN REVERT REVOKE RIGHT
        ROLLBACK ROWCOUNT ROWGUIDCOL RULE SAVE SCHEMA SECURITYAUDIT SELECT SESSION_USER SET SETUSER SHUTDOWN SOME STATISTICS SYSTEM_USER TABLE TABLESAMPLE TEXTSIZE THEN TO TOP TRAN TRANSACTION TRIGGER TRUNCATE
        TRY_CONVERT TSEQUAL UNION UNIQUE UNPIVOT UPDATE UPDATETEXT USE USER VALUES VARYING VIEW WAITFOR WHEN WHERE WHILE WITH WITHIN WRITETEXT
        """);

    /// <summary>Words of other products, and lock hints.</summary>
    static readonly HashSet<string> Foreign = Words("LIMIT CONFLICT RETURNING GLOB PRAGMA REPLACE TRUE FALSE IFNULL NOLOCK UPDLOCK ROWLOCK READPAST XLOCK TABLOCK TABLOCKX SERIALIZABLE ROWID");

    static IEnumerable<TestCaseData> Sources()
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Gateway.sln"))) root = root.Parent!;
        return new[] { "Relational", "SqlServer" }.SelectMany(f => Directory.GetFiles(Path.Combine(root.FullName, "src", "Gateway.Store", f), "*.cs"))
            .Select(f => new TestCaseData(f).SetArgDisplayNames(Path.GetFileName(f)));
    }

    [TestCaseSource(nameof(Sources))]
    public void Statements_stay_within_the_dialect(string file)
    {
        foreach (var text in Literals(File.ReadAllText(file)).Where(IsSql))
            Assert.That(Foreigners(text, definitions: text.StartsWith("CREATE TABLE schema_version", StringComparison.Ordinal)), Is.Empty, text);
    }

    [Test]
    public void Migrations_stay_within_the_dialect()
    {
        foreach (var migration in SqlServerMigrations.Embedded) Assert.That(Foreigners(migration.Sql, definitions: true), Is.Empty, migration.Name);
    }

    [TestCase("SELECT a FROM b WITH (UPDLOCK) WHERE c = 1")]
    [TestCase("MERGE INTO a USING b ON 1 = 1")]
    [TestCase("SELECT line_no AS LineNo FROM lines")]
    [TestCase("SELECT cursor FROM core_feed")]
    [TestCase("SELECT a || b FROM c")]
    [TestCase("SELECT a FROM b LIMIT 1")]
    public void What_is_outside_the_dialect_is_found(string statement)
    {
        Assert.That(IsSql(statement), Is.True);
        Assert.That(Foreigners(statement, definitions: false), Is.Not.Empty);
    }

    static IReadOnlyList<string> Foreigners(string sql, bool definitions)
    {
        var bare = NotCode().Replace(sql, " ");
        var words = Word().Matches(bare).Select(w => w.Value).Where(w =>
            Foreign.Contains(w) || (Reserved.Contains(w) && !Dialect.Contains(w) && !(definitions && DefinitionDialect.Contains(w)))).ToList();
        if (bare.Contains("||", StringComparison.Ordinal)) words.Add("||");
        return words;
    }

    static bool IsSql(string text) => Verb().IsMatch(text);

    static IEnumerable<string> Literals(string source) =>
        RawLiteral().Matches(source).Select(m => m.Groups[1].Value).Concat(PlainLiteral().Matches(RawLiteral().Replace(source, "")).Select(m => m.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal)));

    static HashSet<string> Words(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("\"\"\"(.*?)\"\"\"", RegexOptions.Singleline)]
    private static partial Regex RawLiteral();

    [GeneratedRegex("\"((?:[^\"\\\\\n]|\\\\.)*)\"")]
    private static partial Regex PlainLiteral();

    /// <summary>Comments, interpolations, literals, quoted names and parameters.</summary>
    [GeneratedRegex("""--[^\n]*|\{[^}]*\}|N?'[^']*'|"[^"]*"|@\w+""")]
    private static partial Regex NotCode();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|MERGE INTO|CREATE TABLE)\b|\w AS \w")]
    private static partial Regex Verb();
}
