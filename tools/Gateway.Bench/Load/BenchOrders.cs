using System.Globalization;
using Gateway.Contracts.V1;
using Gateway.Hub.Documents;
using Gateway.Hub.Orders;
using Gateway.Hub.Processes;
using Gateway.Sealing;

namespace Gateway.Bench.Load;

/// <summary>Which orders a load consists of.</summary>
internal enum LoadKind
{
    /// <summary>A notice of 30 KB and a list of 4 KB, both sealed, and two scans of 100 KB.</summary>
    Inquiry,

    /// <summary>A freeze of an account with two sealed documents of 30 KB and two scans of 100 KB.</summary>
    Freeze,

    /// <summary>Four inquiries to one freeze.</summary>
    Mix,
}

/// <summary>Orders with documents of the size that courts send, sealed before anything is timed: sealing them is the court's work. No two share a document.</summary>
/// <param name="courts">Who orders.</param>
/// <param name="sealOf">With what they seal, by court code.</param>
/// <param name="bankName">Whom they order.</param>
/// <param name="clock">When.</param>
/// <param name="first">Number of the first order: a store that had others before knows theirs.</param>
internal sealed class BenchOrders(IReadOnlyList<CourtForm> courts, Func<string, SealKey> sealOf, string bankName, TimeProvider clock, int first)
{
    public const int Accounts = 2_000;

    const int InquiriesToAFreeze = 4;

    /// <summary>Papers of 30 KB: what stands on one takes 6 KB. Scans of 100 KB.</summary>
    static readonly DocumentFill Filled = new(24_000, 100_000);

    readonly OrderWriter _writer = new(courts, sealOf, bankName, Filled);
    readonly OrderDefaults _defaults = new() { Courts = courts, Today = () => BankTime.DayOf(clock.GetUtcNow()) };

    int _next = first;

    public static string AccountNo(int number) => (6222000000000000 + number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Who holds it: nobody has two.</summary>
    public static Person Holder(int number) => new($"当事人{number}", "10100", (110101199001000000 + number).ToString(CultureInfo.InvariantCulture));

    /// <summary>As many orders as wanted, each on the next account.</summary>
    public IReadOnlyList<Order> Make(LoadKind kind, int count)
    {
        var from = _next;
        _next += count;
        var orders = new Order[count];
        Parallel.For(0, count, i => orders[i] = kind == LoadKind.Inquiry || (kind == LoadKind.Mix && (from + i) % (InquiriesToAFreeze + 1) != 0) ? Inquiry(from + i) : Freeze(from + i));
        return orders;
    }

    Order Inquiry(int number) => Write(new OrderForm { Verb = OrderVerb.Inquire, Order = $"Q{number}", Party = Holder(number % Accounts) });

    Order Freeze(int number) =>
        Write(new OrderForm { Verb = OrderVerb.Freeze, Order = $"G{number}", Party = Holder(number % Accounts), Lines = [new LineForm { Account = AccountNo(number % Accounts), Amount = "1.00" }] });

    Order Write(OrderForm form) => _writer.Write(_defaults.Fill(form), clock.GetUtcNow());
}
