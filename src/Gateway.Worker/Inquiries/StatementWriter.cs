using System.Text;
using Gateway.Contracts.Answers;
using Gateway.Contracts.Fields;
using Gateway.Register;
using Gateway.Register.Accounts;
using Gateway.Register.Answers;
using Gateway.Sealing;
using Gateway.Store;
using Gateway.Worker.Receipts;

namespace Gateway.Worker.Inquiries;

/// <summary>
/// Writes an answer's transactions into a CSV file (RFC 4180, UTF-8 with byte order mark), row by row and hashed on the way; none is kept. Values stand as the pages print them.
/// </summary>
internal sealed class StatementWriter(BankIdentity bank) : IAsyncDisposable
{
    /// <summary>As it is attached to the receipt.</summary>
    public const string FileName = "transactions.csv";

    /// <summary>Readers take 64 MiB of files in a receipt, its pages among them.</summary>
    public const long MaximumBytes = 48L << 20;

    private const string Heading = "KHZH,GLZHHM,WLXH,JYZL,ZJLX,BZ,JE,JYSJ,JYLSH,ZCKZXM,ZCKZH,ZCKZHKHH,JYDSYHHH,JYDSZJLX,JYDSZJHM,JYDSTXDZ,JYDSYZBM,JYDSLXDH\r\n";
    private const int BufferBytes = 64 * 1024;

    private static readonly byte[] ByteOrderMark = Encoding.UTF8.GetPreamble();

    private readonly FileStream _file = ScratchFile.Open();
    private readonly IncrementalSm3 _digest = new();
    private readonly StringBuilder _row = new();
    private byte[] _buffer = [.. ByteOrderMark, .. Encoding.ASCII.GetBytes(Heading)];
    private int _filled = ByteOrderMark.Length + Heading.Length;
    private long _written;

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether another row would make the file longer than readers take.</summary>
    public bool IsFull => _written + _filled >= MaximumBytes;

    /// <summary>Appends a row.</summary>
    /// <param name="no">WLXH: its place in the register's list, from 1.</param>
    public async Task AddAsync(RegisterKey register, long no, AccountTransaction row, CancellationToken cancel)
    {
        _row.Clear();
        Cells(register, no, row);
        var text = _row.ToString();
        var needed = _filled + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (needed > _buffer.Length) Array.Resize(ref _buffer, Math.Max(needed, 2 * BufferBytes));
        _filled += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_filled));
        Rows++;
        if (_filled >= BufferBytes) await FlushAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Puts the file into the store.</summary>
    public async Task<TransactionStatement> FinishAsync(ILargeDocuments documents, CancellationToken cancel)
    {
        await FlushAsync(cancel).ConfigureAwait(false);
        _file.Position = 0;
        var stored = await documents.StoreLargeAsync(_file, cancel).ConfigureAwait(false);
        return new TransactionStatement(stored.Key, FileName, Rows, stored.Bytes, Convert.ToHexStringLower(_digest.GetHashAndReset()));
    }

    public async ValueTask DisposeAsync()
    {
        _digest.Dispose();
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        _digest.Append(_buffer.AsSpan(0, _filled));
        await _file.WriteAsync(_buffer.AsMemory(0, _filled), cancel).ConfigureAwait(false);
        _written += _filled;
        _filled = 0;
    }

    private void Cells(RegisterKey register, long no, AccountTransaction row)
    {
        Cell(register.Account);
        Cell(register.SubAccount);
        _row.Append(no).Append(',');
        Cell(row.Kind);
        Cell(row.Debit ? "支出" : "收入");
        Cell(row.Currency);
        Cell(Currencies.ToText(row.AmountMinor, row.Currency));
        Cell(ReceiptWords.Time(WireText.Time(row.At, bank.TimeZone)));
        Cell(row.SerialNo);
        Cell(row.CounterpartyName);
        Cell(row.CounterpartyAccount);
        Cell(row.CounterpartyBank);
        Cell(row.CounterpartyBankNo);
        Cell(row.CounterpartyIdKind);
        Cell(row.CounterpartyIdNumber);
        Cell(row.CounterpartyAddress);
        Cell(row.CounterpartyPostcode);
        Cell(row.CounterpartyPhone);
        _row.Length--;
        _row.Append("\r\n");
    }

    private void Cell(string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n") < 0) _row.Append(text);
        else _row.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        _row.Append(',');
    }
}
