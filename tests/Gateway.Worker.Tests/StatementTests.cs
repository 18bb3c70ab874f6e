using System.Runtime.CompilerServices;
using System.Text;
using Gateway.Contracts.V1;
using Gateway.Register.Answers;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Worker.Inquiries;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>More transactions than an answer lists go into a file under the receipt's seal, and memory does not grow with them.</summary>
[TestFixture, NonParallelizable]
public sealed class StatementTests
{
    private const string Account = "6222000000000001";
    private const int Mebibyte = 1 << 20;

    [Test]
    public async Task Ten_times_the_transactions_need_no_more_memory()
    {
        await PeakAsync(3_000); // what is loaded once is loaded
        var (few, _) = await PeakAsync(10_000);
        var (many, bytes) = await PeakAsync(100_000);

        Assert.That(bytes, Is.GreaterThan(15 * Mebibyte), "so much there was to hold");
        Assert.That(many - few, Is.LessThan(10 * Mebibyte), "a piece of 4 MiB, its copy, and no rows");
    }

    [Test]
    public async Task The_receipt_lists_the_first_and_carries_all_in_a_file_under_its_seal()
    {
        await using var bench = await OpenAsync(2_500, () => { });
        bench.Options.TransactionsPrinted = 40;
        await bench.AcceptAsync(Given.Inquiry("Q1", Given.Today.AddDays(-30), Given.Today));
        await bench.RunAllAsync();

        var receipt = (await bench.ReceiptsAsync()).Single();
        var body = ReceiptBody.Parser.ParseFrom(receipt.Body);
        var register = body.Inquiry.Accounts.Single().Itself;
        Assert.That((register.Transactions.Count, register.TransactionCount, body.Inquiry.Statement.Rows), Is.EqualTo((40, 2_500L, 2_500L)));
        Assert.That(new SealVerifier(TestSeal.Trust, new SealPolicy()).VerifyOfd(receipt.Ofd, bench.Time.GetUtcNow()).IsValid, Is.True);
        var file = OfdAttachments.Read(receipt.Ofd).Single(a => a.FileName == body.Inquiry.Statement.FileName).Content;
        Assert.That((Sm3.HexHash(file), (long)file.Length), Is.EqualTo((body.Inquiry.Statement.Sm3, body.Inquiry.Statement.Bytes)));
        var lines = Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Split("\r\n");
        Assert.That(lines, Has.Length.EqualTo(2_502));
        Assert.That(lines[0], Does.StartWith("KHZH,GLZHHM,WLXH,JYZL,ZJLX,BZ,JE,JYSJ,JYLSH,"));
        Assert.That(lines[1], Is.EqualTo(Account + ",,1,消费,支出,CNY,1.00,2026/11/21 10:00:00,S000000,\"对手方,\"\"0\"\"\",62170000000000,某行,105,10100,1,路1号,100000,138"));
        Assert.That(lines[2_500], Does.StartWith(Account + ",,2500,"));
        Assert.That(OfdText.Extract(receipt.Ofd), Does.Contain("共2500条，本页以下列前40条").And.Contain("S000039").And.Not.Contain("S000040").And.Contain("transactions.csv"));
    }

    [Test]
    public async Task Beyond_the_maximum_the_file_ends_and_the_answer_says_so()
    {
        await using var bench = await OpenAsync(900, () => { });
        (bench.Options.TransactionsPrinted, bench.Options.TransactionsMaximum) = (10, 700);
        var order = await bench.AcceptAsync(Given.Inquiry("Q1", Given.Today.AddDays(-30), Given.Today));
        await bench.RunAllAsync();

        var inquiry = (await bench.FileAsync(order)).Inquiry!;
        Assert.That((inquiry.Statement!.Rows, inquiry.Remark), Is.EqualTo((700L, "交易明细超过700条，本回执仅列前700条，其余请分期间查询。")));
    }

    /// <summary>The most that lived while an answer of so many rows was read, stored, sealed and stored again, above what lived before.</summary>
    private static async Task<(long Peak, long Bytes)> PeakAsync(int rows)
    {
        long peak = 0, calls = 0;
        void Sample()
        {
            // Each look collects: what is counted is what is held.
            if (calls++ % 25 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }

        await using var bench = await OpenAsync(rows, Sample);
        var order = await bench.AcceptAsync(Given.Inquiry("Q1", Given.Today.AddDays(-300), Given.Today));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await bench.Inquiries().RunAsync(PartyKeys.Of(Given.Zhang), default, default);
        var file = await bench.FileAsync(order);
        var statement = file.Inquiry!.Statement!;
        calls = 0;
        var receipt = await bench.Maker.MakeWithStatementAsync(file, statement, new Watched(bench.Store, () => { calls = 0; Sample(); }), bench.Time.GetUtcNow(), default);
        var stored = await bench.Store.StoreReceiptAsync(receipt, default);
        Assert.That((statement.Rows, stored.Large is null, stored.Ofd.Length == 0), Is.EqualTo(((long)rows, rows < 50_000, rows >= 50_000)), "the largest travels by itself");
        return (peak - before, statement.Bytes);
    }

    private static async Task<Bench> OpenAsync(int rows, Action beforePage)
    {
        var bench = await Bench.OpenAsync(Given.Account(Account, 10000));
        bench.Core.Endless = (rows, Row, beforePage);
        return bench;
    }

    private static AccountTransaction Row(int n) => new($"S{n:D6}", "消费", true, "CNY", 100 + n, Given.Start.AddMinutes(-n), $"对手方,\"{n * 7919L % 99991}\"", $"62170000{n * 104729L % 999983:D6}", "某行")
    {
        CounterpartyBankNo = "105", CounterpartyIdKind = "10100", CounterpartyIdNumber = n == 0 ? "1" : $"{n * 15485863L % 32452843}{n * 49979687L % 67867967}", CounterpartyAddress = n == 0 ? "路1号" : $"甲市开发区创业路{n * 86028121L % 122949823}号{n * 104395301L % 122949823}室", CounterpartyPostcode = "100000", CounterpartyPhone = "138",
    };

    /// <summary>A store that is looked at before each piece.</summary>
    private sealed class Watched(ILargeDocuments documents, Action beforePiece) : ILargeDocuments
    {
        public Task<LargeDocument> StoreLargeAsync(Stream content, CancellationToken cancel)
        {
            beforePiece();
            return documents.StoreLargeAsync(content, cancel);
        }

        public Task<LargeDocument?> FindLargeAsync(string key, CancellationToken cancel) => documents.FindLargeAsync(key, cancel);

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadLargeAsync(string key, long fromByte, [EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (var piece in documents.ReadLargeAsync(key, fromByte, cancel))
            {
                beforePiece();
                yield return piece;
            }
        }
    }
}
