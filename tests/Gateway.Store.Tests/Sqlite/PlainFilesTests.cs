using System.Text;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Register.Decisions;
using Gateway.Register.Orders;
using Gateway.Store.Desk;
using Gateway.Store.Privacy;
using Gateway.Store.Relational;
using Gateway.Store.Retention;
using Gateway.Store.Sqlite;
using Gateway.Store.Tests.Compliance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Store.Tests.Sqlite;

/// <summary>Whoever gets hold of the store's files learns nobody's name, ID number or phone from them.</summary>
[TestFixture]
public sealed class PlainFilesTests
{
    private const string Phone = "13912345678";

    private static readonly string[] Secrets = ["张三", "110101199001011234", "李四", Phone, "复核意见", "裁定书全文"];

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero));
    private string _folder = "";

    private static CancellationToken Cancel => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("gateway-plain-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("aes-256-gcm")]
    [TestCase("sm4-gcm")]
    public async Task No_file_of_the_store_says_anything_of_customers(string algorithm)
    {
        KeyFile.Add(Path.Combine(_folder, "keys"), algorithm, _clock.Now);
        await using (var store = await OpenAsync(new PrivacyOptions { KeyFile = Path.Combine(_folder, "keys") }))
        {
            await FillAsync(store);
            Assert.That(Found(), Is.Empty, "while it is open: the log too");
            _clock.Now += TimeSpan.FromDays(91);
            Assert.That(await new RetentionJob(store, store, new RetentionOptions(), _clock, NullLogger<RetentionJob>.Instance).RunDueAsync(Cancel), Is.GreaterThan(0));
        }

        Assert.That(Found(), Is.Empty);
        Assert.That(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), Is.GreaterThan(10_000), "something was written");
    }

    [Test]
    public async Task A_store_from_before_encryption_is_read_as_it_was_and_sealed_by_and_by()
    {
        var off = new PrivacyOptions { Encryption = PrivacyOptions.Off };
        OrderKey order;
        await using (var plain = await OpenAsync(off)) order = await FillAsync(plain);
        Assert.That(Found(), Is.EquivalentTo(Secrets), "it was there");

        await using (var store = await OpenAsync(new PrivacyOptions()))
        {
            var before = StoreJson.Write(await store.ReadOrderAsync(order, Cancel));
            Assert.That(before, Does.Contain("张三"));
            // What waited keeps the key that it is looked for by until it is done.
            var waiting = (await store.ReadInquiriesAsync(PartyKeys.Of(Make.Party), 10, Cancel)).Single();
            await store.RecordInquiryAsync(waiting.Order, new InquiryAnswer { AsOf = DateTimeOffset.UnixEpoch }, Cancel);
            await store.MarkSentAsync([.. (await store.ReadOutboxAsync("inquiry", 10, Cancel)).Select(r => r.Id)], Cancel);
            _clock.Now += store.NoticedWithin;
            Assert.That((await store.ReencryptAsync((_, _) => { }, Cancel)).Values, Is.GreaterThan(0));
            _clock.Now += TimeSpan.FromDays(3);
            Assert.That((await store.ReencryptAsync((_, _) => { }, Cancel)).SegmentsRemoved, Is.EqualTo(1));
            Assert.That(StoreJson.Write(await store.ReadOrderAsync(order, Cancel)), Is.EqualTo(before));
            Assert.That(await store.VerifyAuditAsync(Cancel), Is.Null);
            Assert.That((await store.ReadDocumentAsync(Make.Digest("裁定书全文"), Cancel))!, Has.Length.GreaterThan(0));
        }

        await VacuumAsync();
        Assert.That(Found(), Is.Empty);
        Assert.That(() => OpenAsync(off), Throws.TypeOf<StoreKeyException>().With.Message.Contains("cannot be off"));
    }

    private static async Task<OrderKey> FillAsync(RelationalStore store)
    {
        var key = (await store.AcceptAsync(Make.Accept(Make.Control("A1", Make.Line("1", "6001")), blobs: Make.Blobs("裁定书全文")), Cancel)).Known.Key;
        var turn = (await store.OpenTurnAsync("6001", Cancel))!;
        turn = (await store.RecordIntentAsync(turn, new TurnIntent(1, Make.PutHold(turn)), Cancel))!;
        var outcome = Make.Refused(turn, Register.Reason.HolderMismatch) with { Audit = [new AuditEntry("t", "t", "t", "张三")] };
        await store.RecordOutcomeAsync(turn, outcome with { Seen = new SeenEntries([new ClaimPart("Q1", "质押", "李四", "", Phone, 100, DateTimeOffset.UnixEpoch)], []) }, Cancel);
        await store.StoreReceiptAsync(Make.Receipt(key) with { Body = Encoding.UTF8.GetBytes("张三"), Ofd = Encoding.UTF8.GetBytes($"回执 张三 {Phone}") }, Cancel);
        await store.AcknowledgeAsync("zdz", [1], Cancel);
        await ReviewAsync(store);
        var inquiry = (await store.AcceptAsync(Make.Accept(Make.Inquiry("Q1")), Cancel)).Known.Key;
        var account = new LiveAccount { Account = "6003", Holder = Make.Party, HolderPhone = Phone, Status = AccountStatus.Normal, Registers = [], AsOf = DateTimeOffset.UnixEpoch };
        await store.RecordInquiryAsync(inquiry, new InquiryAnswer { AsOf = DateTimeOffset.UnixEpoch, Accounts = [new AccountAnswer(account, [])] }, Cancel);
        await store.AcceptAsync(Make.Accept(Make.Inquiry("Q2")), Cancel);
        return key;
    }

    private static async Task ReviewAsync(RelationalStore store)
    {
        await store.AcceptAsync(Make.Accept(Make.Control("A2", Make.Line("1", "6002"))), Cancel);
        var turn = (await store.OpenTurnAsync("6002", Cancel))!;
        await store.RecordReviewAsync(turn, new Decision { Review = new ReviewNeed([ReviewRule.ProtectedAccount], "张三的工资户", "CNY") }, TimeSpan.FromHours(1), Cancel);
        var task = (await store.ReadTasksAsync(new DeskFilter(null, false), 10, Cancel)).Single();
        await store.ProposeAsync(task.TaskId, new DeskProposal("甲", DeskDecision.Reject, "复核意见：李四所有"), Cancel);
        await store.ConfirmAsync(task.TaskId, "乙", Cancel);
    }

    private async Task<SqliteStore> OpenAsync(PrivacyOptions privacy)
    {
        var store = new SqliteStore(new StorageOptions { Directory = Path.Combine(_folder, "data") }, _clock, NullLogger<SqliteStore>.Instance, privacy);
        await store.MigrateAsync(Cancel);
        return store;
    }

    /// <summary>SQLite keeps the pages that rows let go of.</summary>
    private async Task VacuumAsync()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder, "data", SqliteStore.FileName)};Pooling=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <summary>Which of the secrets the files hold, in UTF-8 or UTF-16.</summary>
    private string[] Found()
    {
        var files = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(Bytes).ToList();
        return [.. Secrets.Where(s => files.Any(f => Holds(f, Encoding.UTF8.GetBytes(s)) || Holds(f, Encoding.Unicode.GetBytes(s)) || Holds(f, Encoding.BigEndianUnicode.GetBytes(s))))];
    }

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }

    private static bool Holds(byte[] file, byte[] text) => file.AsSpan().IndexOf(text) >= 0;
}
