using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Gateway.Contracts.Errors;
using Gateway.Contracts.V1;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Status = Grpc.Core.StatusCode;

namespace Gateway.Host.Tests;

/// <summary>The operators' calls on a gateway with the role ops: who may do what, and a register changed by two people.</summary>
[TestFixture]
public sealed class OperationsTests
{
    private const int GuardMilliseconds = 120_000;

    private static readonly string[] Roles = ["viewer", "operator", "checker"];

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task People_change_a_register_by_calls_each_as_their_role_allows(CancellationToken guard)
    {
        using var bank = new Installation();
        var people = Roles.Append("stranger").ToDictionary(r => r, Certificate);
        await File.WriteAllTextAsync(Path.Combine(bank.Folder, "people.pem"), string.Join('\n', people.Values.Select(p => p.ExportCertificatePem())), guard);
        bank.Settings["Courts"] = JsonNode.Parse("""[{ "Code": "F10", "Name": "甲市人民法院" }]""");
        bank.Settings["Operators"] = new JsonObject
        {
            ["Listen"] = "127.0.0.1:0", ["ServerCertificate"] = "tls/server.pem", ["ServerKey"] = "tls/server.key", ["ClientCa"] = "people.pem",
            ["People"] = new JsonArray([.. Roles.Select(r => new JsonObject { ["Name"] = $"{r}甲", ["Fingerprint"] = people[r].GetCertHashString(HashAlgorithmName.SHA256), ["Roles"] = new JsonArray(r) })]),
        };
        bank.Write();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(guard);
        using var output = new LineWriter();
        var running = GatewayProcess.RunAsync(["--config", bank.ConfigFile, "--roles", "ops"], output, TextWriter.Null, stop.Token);
        var address = (await output.ReadUntilAsync("gateway ready", guard)).Single(l => l.StartsWith("operators ", StringComparison.Ordinal))[10..];
        var server = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(Path.Combine(bank.Folder, "tls", "server.pem"), guard)).GetCertHashString();
        Operations.OperationsClient As(string role) => new(GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = Handler(people[role], server) }));
        var (viewer, maker, checker) = (As("viewer"), As("operator"), As("checker"));

        Assert.That((await viewer.ListRegisterAsync(new ListRegisterRequest { Register = "courts" }, cancellationToken: guard)).Entries.Single().Texts["Name"], Is.EqualTo("甲市人民法院"));
        var set = new SetEntryRequest { Register = "courts", Texts = { ["Code"] = "F11", ["Name"] = "乙市人民法院", ["Parent"] = "F10" }, Ground = new Ground { Note = "新增" } };
        Assert.That(Refused(() => viewer.SetEntry(set)), Is.EqualTo((Status.PermissionDenied, "ROLE_MISSING")));
        Assert.That(Refused(() => As("stranger").SetEntry(set)), Is.EqualTo((Status.PermissionDenied, "OPERATOR_UNKNOWN")));
        Assert.That(Refused(() => maker.SetEntry(new SetEntryRequest { Register = "courts", Texts = { ["Code"] = "F 12", ["Parent"] = "F99" } })), Is.EqualTo((Status.InvalidArgument, "Code,Name")));
        Assert.That(Refused(() => maker.SetEntry(new SetEntryRequest { Register = "seals" })), Is.EqualTo((Status.InvalidArgument, "register")));

        var task = (await maker.SetEntryAsync(set, cancellationToken: guard)).TaskId;
        Assert.That(Refused(() => maker.ConfirmTask(new ConfirmTaskRequest { TaskId = task })), Is.EqualTo((Status.PermissionDenied, "ROLE_MISSING")));
        Assert.That((await checker.ShowTaskAsync(new ShowTaskRequest { TaskId = task }, cancellationToken: guard)).Changes.Single().After.Texts["Parent"], Is.EqualTo("F10"));
        Assert.That((await checker.ConfirmTaskAsync(new ConfirmTaskRequest { TaskId = task }, cancellationToken: guard)).Head.State, Is.EqualTo("Done"));
        Assert.That(Refused(() => checker.ConfirmTask(new ConfirmTaskRequest { TaskId = task })), Is.EqualTo((Status.FailedPrecondition, "NOT_PROPOSED")));
        Assert.That((await viewer.ShowEntryAsync(new ShowEntryRequest { Register = "courts", Key = "F11" }, cancellationToken: guard)).Changes.Single().TaskId, Is.EqualTo(task));

        var file = (await viewer.ExportRegisterAsync(new ExportRegisterRequest { Register = "courts" }, cancellationToken: guard)).Csv;
        Assert.That(Refused(() => maker.ImportRegister(new ImportRegisterRequest { Register = "courts", Csv = file })).Code, Is.EqualTo(Status.InvalidArgument), "nothing would change");

        await RaiseAsync(viewer, maker, checker, guard);
        await stop.CancelAsync();
        Assert.That(await running, Is.Zero);
    }

    /// <summary>What people raise themselves; the core is away.</summary>
    private static async Task RaiseAsync(Operations.OperationsClient viewer, Operations.OperationsClient maker, Operations.OperationsClient checker, CancellationToken guard)
    {
        var act = new OpenActRequest { OtherFreeze = new OtherFreeze { Account = "6222001", Authority = "某公安局", DocumentNo = "X1", AuthorityKind = AuthorityOfFreeze.Police, Limit = "100.00", To = "2027-01-01" } };
        Assert.That(Refused(() => viewer.OpenAct(act)), Is.EqualTo((Status.PermissionDenied, "ROLE_MISSING")));
        var task = (await maker.OpenActAsync(act, cancellationToken: guard)).TaskId;
        Assert.That((await checker.ConfirmTaskAsync(new ConfirmTaskRequest { TaskId = task }, cancellationToken: guard)).Head, Has.Property("Kind").EqualTo("EnterOtherFreeze").And.Property("State").EqualTo("Confirmed"));
        Assert.That(maker.OpenAct(new OpenActRequest { EndOtherFreeze = new EndOtherFreeze { Account = "6222001", Authority = "某公安局", DocumentNo = "X1" } }, cancellationToken: guard).TaskId, Is.EqualTo(task + 1));
        Assert.That(Refused(() => maker.OpenAct(new OpenActRequest { OtherFreeze = new OtherFreeze { Account = "6222001", Authority = "某公安局", DocumentNo = "X1", Limit = "x", To = "2027-01-01" } })), Is.EqualTo((Status.InvalidArgument, "act.limit")));
        Assert.That(Refused(() => maker.OpenAct(new OpenActRequest { HandOver = new HandOver { FirstOrder = "O1", SecondOrder = "O2" } })), Is.EqualTo((Status.InvalidArgument, "act.first_order")));
        Assert.That(Refused(() => maker.OpenAct(new OpenActRequest { Transfer = new Transfer { Order = "O1", Court = "F99" } })), Is.EqualTo((Status.InvalidArgument, "act.court")));
        Assert.That(Refused(() => maker.OpenAct(new OpenActRequest())), Is.EqualTo((Status.InvalidArgument, "act")));

        Assert.That(Refused(() => maker.Pause(new PauseRequest { Measure = "99", Why = "x" })), Is.EqualTo((Status.InvalidArgument, "measure")));
        Assert.That(Refused(() => maker.Pause(new PauseRequest { Everything = true })), Is.EqualTo((Status.InvalidArgument, "why")));
        var pause = maker.Pause(new PauseRequest { Measure = "06", Why = "收款专户异常" }, cancellationToken: guard).PauseId;
        Assert.That(Refused(() => maker.Pause(new PauseRequest { Measure = "06", Why = "再停" })), Is.EqualTo((Status.FailedPrecondition, "PAUSED")));
        var resume = maker.Resume(new ResumeRequest { PauseId = pause, Ground = new Ground { Note = "已排除" } }, cancellationToken: guard).TaskId;
        Assert.That(viewer.ListPauses(new ListPausesRequest(), cancellationToken: guard).Pauses.Single(), Has.Property("Subject").EqualTo("Measure 06").And.Property("TaskId").EqualTo(resume));
        Assert.That(checker.ConfirmTask(new ConfirmTaskRequest { TaskId = resume }, cancellationToken: guard).Head.State, Is.EqualTo("Done"));
        Assert.That(Refused(() => maker.Resume(new ResumeRequest { PauseId = pause })).Code, Is.EqualTo(Status.NotFound));

        var file = Google.Protobuf.ByteString.CopyFromUtf8("OrderNo,Channel,Court,CaseNo,Account,Currency,Limit,Rank,ServedAt,From,To,HoldId\nT1,nowhere,F10,案,6222001,CNY,x,1,2026-07-01 09:00:00,2026-07-01,2099-01-01,H\n");
        var refused = Assert.Throws<RpcException>(() => maker.TakeOver(new TakeOverRequest { Freezes = file, CheckOnly = true }))!;
        Assert.That(RichStatus.Read(refused).TryGetDetail<BadRequest>(out var bad) ? bad.FieldViolations.Select(v => v.Field) : [], Does.Contain("freezes line 2, Limit").And.Contain("freezes line 2, Channel"), "all at once");
        var settle = new SettleParkedRequest { Account = "6222001", Ground = new Ground { Note = "核心未执行" }, Instructions = { new StatedInstruction { Stage = 1, Step = 1 } } };
        Assert.That(Refused(() => maker.SettleParked(settle)), Is.EqualTo((Status.FailedPrecondition, "NOT_PARKED")), "the line that was confirmed above waits, but the account goes on");
        Assert.That(viewer.ListParked(new ListParkedRequest(), cancellationToken: guard).Accounts, Is.Empty);
        Assert.That((Refused(() => maker.RetryParked(new RetryParkedRequest { Account = "6222001" })).Code, maker.RetryParked(new RetryParkedRequest { All = true }, cancellationToken: guard).Accounts), Is.EqualTo((Status.NotFound, 0)));
    }

    private static (Status Code, string Why) Refused(Action call)
    {
        var refused = Assert.Throws<RpcException>(() => call())!;
        var status = RichStatus.Read(refused);
        return (refused.StatusCode, status.TryGetDetail<ErrorInfo>(out var info) ? info.Reason : status.TryGetDetail<BadRequest>(out var bad) ? string.Join(',', bad.FieldViolations.Select(v => v.Field)) : "");
    }

    private static SocketsHttpHandler Handler(X509Certificate2 person, string server) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == server,
            LocalCertificateSelectionCallback = (_, _, _, _, _) => person,
            ClientCertificates = [person],
        },
    };

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
