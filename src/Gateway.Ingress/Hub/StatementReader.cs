using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using Gateway.Contracts.V1;

namespace Gateway.Ingress.Hub;

/// <summary>Reads a statement of transactions as the bank's own receipts have it: CSV (RFC 4180) in UTF-8 with a mark, columns by their heading, row by row.</summary>
static class StatementReader
{
    public static async IAsyncEnumerable<(string Account, Transaction Transaction)> ReadAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pipe = new Pipe();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // What breaks the filling breaks the reading.
        var filling = FillAsync(file, pipe.Writer, stopping.Token).ContinueWith(filled => pipe.Writer.Complete(filled.Exception), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            using var text = new StreamReader(pipe.Reader.AsStream(), Encoding.UTF8);
            var heading = await NextAsync(text, cancel).ConfigureAwait(false) ?? throw new InvalidDataException("the statement has no heading");
            while (await NextAsync(text, cancel).ConfigureAwait(false) is { } fields)
            {
                if (fields.Count != heading.Count) throw new InvalidDataException($"a row of the statement has {fields.Count} fields, its heading {heading.Count}");
                yield return Row(heading.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
            }
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await filling.ConfigureAwait(false);
        }
    }

    static async Task FillAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> file, PipeWriter into, CancellationToken cancel)
    {
        await foreach (var piece in file.WithCancellation(cancel).ConfigureAwait(false)) await into.WriteAsync(piece, cancel).ConfigureAwait(false);
    }

    static (string, Transaction) Row(Dictionary<string, string> row) => (row["KHZH"], new Transaction
    {
        Kind = row["JYZL"],
        Debit = row["ZJLX"] == "支出",
        Currency = row["BZ"],
        Amount = row["JE"],
        Time = row["JYSJ"],
        SerialNo = row["JYLSH"],
        CounterpartyName = row["ZCKZXM"],
        CounterpartyAccount = row["ZCKZH"],
        CounterpartyBank = row["ZCKZHKHH"],
        CounterpartyBankNo = row["JYDSYHHH"],
        CounterpartyIdKind = row["JYDSZJLX"],
        CounterpartyIdNumber = row["JYDSZJHM"],
        CounterpartyAddress = row["JYDSTXDZ"],
        CounterpartyPostcode = row["JYDSYZBM"],
        CounterpartyPhone = row["JYDSLXDH"],
    });

    // A record, over several lines where a field has line breaks; null: the file is over.
    static async Task<List<string>?> NextAsync(StreamReader text, CancellationToken cancel)
    {
        if (await text.ReadLineAsync(cancel).ConfigureAwait(false) is not { } line) return null;
        while (line.AsSpan().Count('"') % 2 != 0)
            line += "\n" + (await text.ReadLineAsync(cancel).ConfigureAwait(false) ?? throw new InvalidDataException("the statement ends within a field"));
        return Fields(line);
    }

    static List<string> Fields(string record)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < record.Length; i++)
        {
            var c = record[i];
            if (c == '"' && quoted && i + 1 < record.Length && record[i + 1] == '"') field.Append(record[i++]);
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted) { fields.Add(field.ToString()); field.Clear(); }
            else field.Append(c);
        }

        fields.Add(field.ToString());
        return fields;
    }
}
