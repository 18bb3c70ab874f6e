using Gateway.Tidy.Rules;

namespace Gateway.Tidy;

/// <summary>Each rule finds what it is for, and leaves alone what only looks like it.</summary>
[TestFixture]
internal sealed class RuleTests
{
    private static readonly string SixtyOneLines = "class A { void M() {\n" + new string('\n', 59) + "} }";

    [TestCase("var a = DateTime.UtcNow;", true)]
    [TestCase("var a = System.DateTimeOffset.Now;", true)]
    [TestCase("var a = time.GetUtcNow();", false)]
    [TestCase("var a = \"DateTime.Now\"; // DateTime.Now", false)]
    public void The_machines_clock_is_found(string code, bool expected) => Expect(new ClockRule(), "src/A/A.cs", code, expected);

    [TestCase("var a = task.Result;", true)]
    [TestCase("task.Wait();", true)]
    [TestCase("task.GetAwaiter().GetResult();", true)]
    [TestCase("task.ConfigureAwait(false).GetAwaiter().GetResult();", true)]
    [TestCase("var a = retry.Outcome.Result;", false)]
    [TestCase("await gate.WaitAsync(); var b = nameof(Task<int>.Result);", false)]
    public void Blocking_on_a_task_is_found(string code, bool expected) => Expect(new BlockingRule(), "src/A/A.cs", code, expected);

    [TestCase("src/A/A.cs", "double a = 1;", true)]
    [TestCase("src/A/A.cs", "var a = float.Parse(b);", true)]
    [TestCase("src/A/A.cs", "var a = System.Convert.ToInt64(b); long c; decimal d;", false)]
    [TestCase("tools/A/A.cs", "double a = 1;", false)]
    public void Binary_fractions_are_found_in_the_service(string path, string code, bool expected) =>
        Expect(new FloatingPointRule(), path, code, expected);

    [TestCase("try { } catch (Exception e) { throw; }", true)]
    [TestCase("try { } catch { throw; }", true)]
    [TestCase("try { } catch (System.Exception e) when (e is not IOException) { throw; }", true)]
    [TestCase("try { } catch (Exception) when (!done) { throw; }", true)]
    [TestCase("try { } catch (Exception e) when (e is IOException or FormatException) { throw; }", false)]
    [TestCase("try { } catch (IOException e) { throw; }", false)]
    public void Catching_everything_is_found(string code, bool expected) => Expect(new CatchRule(), "src/A/A.cs", code, expected);

    [TestCase("try { } catch (IOException) { }", true)]
    [TestCase("try { } catch (IOException) { /* the file may be gone already */ }", false)]
    [TestCase("try { } catch (IOException) { Handle(); }", false)]
    public void A_dropped_exception_without_a_reason_is_found(string code, bool expected) =>
        Expect(new SwallowRule(), "src/A/A.cs", code, expected);

    [Test]
    public void A_file_of_301_lines_is_found_and_one_of_300_is_not() => Assert.Multiple(() =>
    {
        Expect(new FileLengthRule(), "src/A/A.cs", string.Concat(Enumerable.Repeat("//\n", 301)), true);
        Expect(new FileLengthRule(), "src/A/A.cs", string.Concat(Enumerable.Repeat("//\n", 300)), false);
    });

    [Test]
    public void A_method_of_61_lines_is_found_and_one_of_60_is_not() => Assert.Multiple(() =>
    {
        Expect(new MethodLengthRule(), "src/A/A.cs", SixtyOneLines, true);
        Expect(new MethodLengthRule(), "src/A/A.cs", SixtyOneLines.Replace("{\n\n", "{\n", StringComparison.Ordinal), false);
    });

    [TestCase("class OrderManager;", true)]
    [TestCase("static class StringUtils { }", true)]
    [TestCase("class HelperOrder;", false)]
    public void Names_that_say_nothing_are_found(string code, bool expected) => Expect(new NameRule(), "src/A/A.cs", code, expected);

    [TestCase("src/Gateway.Register/Gateway.Register.csproj", "<PackageReference Include=\"Dapper\" />", true)]
    [TestCase("src/Gateway.Store/Gateway.Store.csproj", "<ProjectReference Include=\"../Gateway.Bus/Gateway.Bus.csproj\" />", true)]
    [TestCase("src/Gateway.Store/Gateway.Store.csproj", "<ProjectReference Include=\"../Gateway.Register/Gateway.Register.csproj\" />", false)]
    [TestCase("src/Gateway.Store/Gateway.Store.csproj", "<ProjectReference Include=\"../../tools/Gateway.Hub/Gateway.Hub.csproj\" />", true)]
    [TestCase("src/Gateway.Ingress/Gateway.Ingress.csproj", "<ProjectReference Include=\"..\\Gateway.Store\\Gateway.Store.csproj\" />", false)]
    [TestCase("tools/Gateway.Hub/Gateway.Hub.csproj", "<ProjectReference Include=\"../../src/Gateway.Host/Gateway.Host.csproj\" />", true)]
    [TestCase("tests/Gateway.EndToEnd.Tests/Gateway.EndToEnd.Tests.csproj", "<ProjectReference Include=\"../../src/Gateway.Host/Gateway.Host.csproj\" />", false)]
    [TestCase("src/Gateway.Contracts/Gateway.Contracts.csproj", "<PackageReference Include=\"Google.Protobuf\" />", true)]
    [TestCase("src/Gateway.New/Gateway.New.csproj", "", true)]
    public void References_against_the_direction_are_found(string path, string items, bool expected) =>
        Expect(new DirectionRule(), path, $"<Project><ItemGroup>{items}</ItemGroup></Project>", expected);

    [TestCase("see /work/x/y", true)]
    [TestCase("cd /home/someone/gateway", true)]
    [TestCase("// TODO later", true)]
    [TestCase("see issue 12", true)]
    [TestCase("color: #123456; &#1234; /homework/ http://127.0.0.1/work", false)]
    public void Text_that_does_not_belong_in_the_product_is_found(string text, bool expected) =>
        Expect(new ForeignTextRule(), "src/A/readme.md", text, expected);

    [TestCase("logger.LogInformation(\"a\");", true)]
    [TestCase("logger.OrderAccepted(1);", false)]
    public void Logging_past_the_log_methods_is_found(string code, bool expected) => Expect(new LoggingRule(), "src/A/A.cs", code, expected);

    [TestCase("src/Gateway.Worker/Log.cs", "[LoggerMessage(2001, LogLevel.Debug, \"a\")] partial void A();", false)]
    [TestCase("src/Gateway.Worker/Log.cs", "[LoggerMessage(EventId = 3001, Level = LogLevel.Debug)] partial void A();", true)]
    [TestCase("src/Gateway.Worker/Log.cs", "[LoggerMessage(2001)] partial void A(); [LoggerMessage(2001)] partial void B();", true)]
    [TestCase("src/Gateway.Worker/Other.cs", "[LoggerMessage(2001)] partial void A();", true)]
    public void Event_ids_out_of_place_are_found(string path, string members, bool expected) =>
        Expect(new EventIdRule(), path, $"partial class Log {{ {members} }}", expected);

    [Test]
    public void Events_and_alerts_without_a_word_in_the_runbook_are_found_and_words_without_them_too()
    {
        var repository = Repository.Of(
            ("src/A/Log.cs", "partial class Log { [LoggerMessage(2001, LogLevel.Error, \"a\")] partial void A();\n[LoggerMessage(2002, LogLevel.Warning, \"b\")] partial void B();\n[LoggerMessage(2003, LogLevel.Information, \"c\")] partial void C(); }"),
            ("deploy/prometheus/gateway-alerts.yml", "- alert: GatewayDown\n- alert: GatewayLate\n"),
            ("deploy/RUNBOOK.md", "| GatewayDown | critical | it is |\n| 2001 | Warning | not so |\n| 2004 | Error | never |\nsee GatewayGone, Gateway.Store\n"));
        Assert.That(new RunbookRule().Check(repository).Select(finding => finding.ToString()), Is.EquivalentTo(new[]
        {
            "src/A/Log.cs:2: runbook: deploy/RUNBOOK.md does not say what event 2002 means",
            "deploy/RUNBOOK.md:2: runbook: no event 2001 is logged as Warning",
            "deploy/RUNBOOK.md:3: runbook: no event 2004 is logged as Error",
            "deploy/prometheus/gateway-alerts.yml:2: runbook: deploy/RUNBOOK.md does not say what GatewayLate means",
            "deploy/RUNBOOK.md:4: runbook: there is no alert GatewayGone",
        }));
    }

    [Test]
    public void A_test_that_the_threat_model_names_and_that_is_gone_is_found()
    {
        var repository = Repository.Of(("tests/A/ATests.cs", "void It_holds() { }"), ("deploy/SECURITY.md", "| `It_holds` |\n| `It_held_once` |\n"));
        Assert.That(new NamedTestsRule().Check(repository).Select(finding => finding.ToString()), Is.EqualTo(new[] { "deploy/SECURITY.md:2: named-tests: there is no test It_held_once" }));
    }

    [TestCase("src/A/A.cs", "Thread.Sleep(1);", true)]
    [TestCase("tests/A/A.cs", "await Task.Delay(1);", true)]
    [TestCase("tests/A/A.cs", "await Task.Delay(Timeout.Infinite, token);", false)]
    [TestCase("src/A/A.cs", "await Task.Delay(interval, time, token);", false)]
    public void Sleeping_is_found(string path, string code, bool expected) => Expect(new SleepRule(), path, code, expected);

    [TestCase("namespace A;\n\nclass B\n{\n    int C;\n}\n", 0)]
    [TestCase("namespace A;\n\nclass B {\n  int C;\n}\n", 2)]
    public void A_file_in_another_format_is_found(string code, int lines)
    {
        var root = Directory.CreateTempSubdirectory("tidy");
        try
        {
            Directory.CreateDirectory(Path.Combine(root.FullName, "src"));
            File.WriteAllText(Path.Combine(root.FullName, "src", "B.cs"), code);
            var findings = new FormatRule(root.FullName).Check(Repository.Of());
            Assert.That(findings.Select(finding => finding.Path), Is.EqualTo(Enumerable.Repeat("src/B.cs", lines)));
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    [Test]
    public void A_file_that_nothing_names_is_found()
    {
        var repository = Repository.Of(
            ("Gateway.sln", "src/A/A.csproj"),
            ("src/A/A.csproj", "<Project />"),
            ("src/B/B.csproj", "<Project />"),
            ("src/A/Program.cs", "new Used().Twice(); // reads data/rows.sql"),
            ("src/A/Used.cs", "class Used;"),
            ("src/A/Extensions.cs", "static class Extensions { static void Twice(this Used used) { } }"),
            ("src/A/Part1.cs", "partial class Parts;"),
            ("src/A/Part2.cs", "partial class Parts;"),
            ("src/A/Lonely.cs", "class Lonely;"),
            ("src/A/data/rows.sql", ""),
            ("tests/A.Tests/LonelyTests.cs", "new Lonely();"),
            ("notes.txt", ""));
        Assert.That(new UnusedFileRule().Check(repository).Select(finding => finding.Path), Is.EquivalentTo(new[]
        {
            "src/B/B.csproj", "src/A/Part1.cs", "src/A/Part2.cs", "src/A/Lonely.cs", "tests/A.Tests/LonelyTests.cs", "notes.txt",
        }));
    }

    [Test]
    public void An_exception_covers_its_rule_and_path_and_is_stale_when_it_covers_nothing()
    {
        var allowed = AllowList.Parse("# heading\nclock src/A/* # the edge\nclock src/B/B.cs # gone since\n");
        var findings = new[] { new Finding("clock", "src/A/A.cs", 1, ""), new Finding("sleep", "src/A/A.cs", 1, ""), new Finding("clock", "src/C.cs", 1, "") };
        Assert.Multiple(() =>
        {
            Assert.That(allowed.Without(findings), Is.EqualTo(findings[1..]));
            Assert.That(allowed.Stale("clock", findings), Has.One.Contains("src/B/B.cs"));
            Assert.That(() => AllowList.Parse("clock src/A.cs"), Throws.TypeOf<FormatException>());
        });
    }

    private static void Expect(IRule rule, string path, string text, bool expected)
    {
        var findings = rule.Check(Repository.Of((path, text))).ToList();
        Assert.That(findings, expected ? Has.Count.EqualTo(1) : Is.Empty, string.Join('\n', findings));
        Assert.That(findings.All(finding => finding.Rule == rule.Name && finding.Path == path && finding.Line > 0));
    }
}
