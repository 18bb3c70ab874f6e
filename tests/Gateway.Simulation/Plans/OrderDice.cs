using Gateway.Register.Accounts;
using Gateway.Register.Orders;
using V1 = Gateway.Contracts.V1;

namespace Gateway.Simulation.Plans;

/// <summary>Draws orders that know of each other: a release of a freeze that may not be there yet, two courts on one account, a deduction of more than there is.</summary>
internal sealed class OrderDice(Random dice, IReadOnlyList<LiveAccount> accounts)
{
    private const string Nobodys = "ONONE";

    /// <summary>Freezes that were ordered so far: number, court, register.</summary>
    private readonly List<(string OrderNo, string Court, RegisterKey Register)> _freezes = [];

    /// <summary>Sends one order. What it says is drawn now; its dates are those of the day on which it is sent.</summary>
    public Action<World> Next(int number)
    {
        var orderNo = $"O{number:D3}";
        var court = dice.Next(3) == 0 ? "F11" : "F10";
        var account = accounts[dice.Next(accounts.Count)];
        var register = account.Registers[dice.Next(4) == 0 ? account.Registers.Count - 1 : 0].Key;
        var write = Measure(orderNo, ref court, ref register);
        var sentBefore = dice.Next(4) == 0 ? dice.Next(120) : (int?)null;
        var lacksRuling = dice.Next(10) == 0;
        var byLine = court == "F11" && dice.Next(2) == 0;
        var holder = accounts.First(a => a.Account == register.Account).Holder;
        var speaks = court;
        return world =>
        {
            var today = world.Scenario.Rules.DateOf(world.Agenda.Now);
            var order = write(Papers.Order(orderNo, speaks, holder), today);
            if (sentBefore is { } seconds) order.SentTime = (world.Agenda.Now - TimeSpan.FromSeconds(seconds)).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            var lacks = lacksRuling && order.MeasureCase != V1.Order.MeasureOneofCase.Inquiry;
            world.Courts.Send(byLine ? Papers.Line : Papers.Hub, lacks ? order.WithoutRuling() : order, lacks ? order : null);
        };
    }

    private Func<V1.Order, DateOnly, V1.Order> Measure(string orderNo, ref string court, ref RegisterKey register)
    {
        var amount = 100m * (1 + dice.Next(120));
        var days = dice.Next(3) == 0 ? 364 : dice.Next(20);
        var measure = dice.Next(100);
        if (_freezes.Count > 0 && measure is >= 40 and < 75) (court, register) = Known(court);
        var target = Papers.Target(register.Account, register.SubAccount);
        var original = _freezes.Count > 0 && dice.Next(12) > 0 ? OriginalOf(court, register) : Nobodys;
        var payee = PayeeOf(court, register);
        var part = dice.Next(3) == 0 ? amount / 4 : (decimal?)null;
        switch (measure)
        {
            case < 34:
                _freezes.Add((orderNo, court, register));
                var (whole, queued) = (dice.Next(12) == 0, dice.Next(5) == 0);
                var second = dice.Next(5) == 0 ? accounts.FirstOrDefault(a => a.Account != target.Account && a.Holder == accounts.First(b => b.Account == target.Account).Holder) : null;
                return (order, today) =>
                {
                    order.Freeze(target, whole ? null : amount, today.AddDays(days), queued);
                    return second is null ? order : order.Freeze(Papers.Target(second.Account, lineNo: "2"), amount / 2, today.AddDays(days));
                };
            case < 40:
                return (order, today) => order.Inquire(part is null ? null : today.AddDays(-9), part is null ? null : today);
            case < 46:
                return (order, today) => order.Renew(target, original, today.AddDays(days + 20));
            case < 58:
                return (order, _) => order.Release(target, original, part);
            case < 80:
                var named = dice.Next(4) > 0 && original != Nobodys ? original : "";
                var convert = register.SubAccount.Length > 0 && payee != "9011";
                return (order, _) => order.Deduct(target, amount, payee, named, convert);
            case < 97:
                _freezes.Add((orderNo, court, register));
                return (order, today) => order.FreezeAndDeduct(target, amount, payee, today.AddDays(days));
            default:
                return (order, _) => order.Collect(target, amount);
        }
    }

    /// <summary>A court and a register that a freeze was ordered on, mostly the same court.</summary>
    private (string Court, RegisterKey Register) Known(string court)
    {
        var (_, of, register) = _freezes[dice.Next(_freezes.Count)];
        return (dice.Next(8) == 0 ? court : of, register);
    }

    private string OriginalOf(string court, RegisterKey register)
    {
        var own = _freezes.Where(f => f.Court == court && f.Register == register).ToList();
        return own.Count == 0 ? _freezes[dice.Next(_freezes.Count)].OrderNo : own[dice.Next(own.Count)].OrderNo;
    }

    /// <summary>Mostly the court's own fund; now and then another's, or one that people have to look at.</summary>
    private string PayeeOf(string court, RegisterKey register) => dice.Next(10) switch
    {
        0 => court == "F10" ? "900277" : "9001",
        1 or 2 => "8801",
        _ when register.SubAccount.Length > 0 && dice.Next(2) == 0 => "9011",
        _ => court == "F10" ? "9001" : "900277",
    };
}
