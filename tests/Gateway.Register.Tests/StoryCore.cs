using Gateway.Register.Accounts;
using Gateway.Register.Decisions;

namespace Gateway.Register.Tests;

/// <summary>The least that a core does with one register's balance and holds, and strict about it: every instruction must make sense where it arrives.</summary>
internal sealed class StoryCore
{
    private readonly Dictionary<string, LiveHold> _holds = [];

    public long BalanceMinor { get; set; }
    public IReadOnlyList<LiveHold> Holds => [.. _holds.Values];
    public List<CoreInstruction> Journal { get; } = [];
    /// <summary>What the core settles apart with each debit; null: nothing.</summary>
    public long? InterestMinor { get; set; }

    /// <summary>A hold that has another number, as one of a system before this one has.</summary>
    public void Renumber(string from, string to)
    {
        _holds.Remove(from, out var hold);
        _holds.Add(to, hold! with { HoldId = to });
    }

    /// <summary>The payee's bank sends the money of a debit back: it lies under the debit's return hold.</summary>
    public void SendBack(Debit debit)
    {
        BalanceMinor += debit.AmountMinor;
        if (debit.ReturnHold is { } hold) _holds.Add(hold.HoldId, new LiveHold(hold.HoldId, debit.AmountMinor, hold.To));
    }

    public DebitConfirmation? Execute(CoreInstruction instruction, string registerCurrency, DateTimeOffset at)
    {
        Journal.Add(instruction);
        switch (instruction)
        {
            case PutHold put:
                Assert.That(put.Currency, Is.EqualTo(registerCurrency));
                _holds.Add(put.HoldId, new LiveHold(put.HoldId, put.LimitMinor, put.To));
                return null;
            case ChangeHold change:
                Assert.That(_holds, Contains.Key(change.HoldId));
                _holds[change.HoldId] = new LiveHold(change.HoldId, change.LimitMinor, change.To);
                return null;
            case RemoveHold remove:
                _holds.Remove(remove.HoldId);
                return null;
            case Debit debit:
                return Pay(debit, registerCurrency, at);
            default:
                throw new AssertionException($"unknown instruction {instruction}");
        }
    }

    private DebitConfirmation Pay(Debit debit, string registerCurrency, DateTimeOffset at)
    {
        Assert.That(debit.Currency, Is.EqualTo(registerCurrency));
        Assert.That(debit.Consumes.Sum(u => u.AmountMinor), Is.EqualTo(debit.AmountMinor), "a debit names the holds that it consumes");
        Assert.That(debit.AmountMinor, Is.InRange(1, BalanceMinor));
        foreach (var use in debit.Consumes)
        {
            var hold = _holds[use.HoldId];
            if (hold.LimitMinor is not { } limit) continue;
            Assert.That(use.AmountMinor, Is.InRange(1, limit));
            if (use.AmountMinor == limit) _holds.Remove(use.HoldId);
            else _holds[use.HoldId] = hold with { LimitMinor = limit - use.AmountMinor };
        }

        BalanceMinor -= debit.AmountMinor;
        var confirmed = debit.Convert
            ? new DebitConfirmation(debit.AmountMinor, debit.AmountMinor * 71 / 10, debit.PayeeCurrency, "7.1000", at)
            : new DebitConfirmation(debit.AmountMinor, debit.AmountMinor, debit.PayeeCurrency, "", at);
        return confirmed with { InterestMinor = InterestMinor };
    }
}
