using FsCheck;
using FsCheck.Fluent;
using Gateway.Register.Accounts;
using Gateway.Register.Freezes;
using NUnit.Framework.Internal;

namespace Gateway.Register.Tests;

/// <summary>Random tales, told by the register and by counting, must agree after every step; and I3 holds all along.</summary>
internal sealed class TalePropertyTests
{
    [Test]
    public void Register_and_counting_agree_after_every_step_of_any_tale() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Tales.Any(), Told));

    // Each telling in a context of its own: those that fail on the way to the shortest tale are not the test's failures.
    private static void Told(Tale tale)
    {
        using var context = new TestExecutionContext.IsolatedContext();
        new Telling(tale).Tell();
    }

    private sealed class Telling
    {
        private static readonly string[] Courts = ["F10", "F11", "F12"];

        private readonly Tale _tale;
        private readonly Story _story;
        private readonly CountedQueue _counted;
        private int _number;
        private int _came;

        public Telling(Tale tale)
        {
            _tale = tale;
            _story = new Story(tale.Balance, "JPY", tale.Rules) { CoOwners = [.. tale.Shares.Select((s, i) => new CoOwner($"owner {i}", s))] };
            _counted = new CountedQueue(tale.Rules, tale.Shares) { Balance = tale.Balance };
            _came = tale.Balance;
        }

        public void Tell()
        {
            foreach (var step in _tale.Steps)
            {
                var before = Actuals();
                var done = Do(step);
                Compare(step);
                if (done is { } acted) RequireNoOtherShrank(before, acted, step);
            }
        }

        /// <summary>Carries the step out on both sides; returns the freeze that a court acted on ("" for none), null where no court acted.</summary>
        private string? Do(TaleStep step)
        {
            _number++;
            switch (step.Deed)
            {
                case Deed.Credit: _story.Credit(step.Amount); _counted.Balance += step.Amount; _came += step.Amount; return null;
                case Deed.Withdraw: return Withdraw(step);
                case Deed.Claim: _story.Claim($"P{_number}", step.Amount); Add(CountedQueue.Kind.Claim, $"P{_number}", step.Amount, "", DateOnly.MaxValue); return null;
                case Deed.EndClaim: return End(step, CountedQueue.Kind.Claim, e => _story.EndClaim(e.Name));
                case Deed.OtherFreeze: _story.OtherFreeze(step.Amount, documentNo: $"X{_number}"); Add(CountedQueue.Kind.Freeze, $"X{_number}", step.Amount, "", _story.Today.AddYears(1)); return null;
                case Deed.EndOtherFreeze: return End(step, CountedQueue.Kind.Freeze, e => _story.EndOtherFreeze(e.Name));
                case Deed.NextDay: return NextDay(step);
                case Deed.Freeze or Deed.FreezeWhole: return Freeze(step);
                case Deed.FreezeAndDeduct: return FreezeAndDeduct(step);
                case Deed.Deduct: return Deduct(step);
                case Deed.Renew: return Renew(step);
                default: return Release(step);
            }
        }

        private string? Withdraw(TaleStep step)
        {
            var amount = Math.Min(step.Amount, _counted.Available(_story.Today));
            _story.Withdraw(amount);
            _counted.Balance -= amount;
            _came -= amount;
            return null;
        }

        private string? End(TaleStep step, CountedQueue.Kind kind, Action<CountedQueue.Entry> end)
        {
            var there = _counted.Places.Where(e => e.Kind == kind && e.Court.Length == 0).ToList();
            if (there.Count == 0) return null;
            var entry = there[step.Which % there.Count];
            end(entry);
            _counted.Places.Remove(entry);
            return null;
        }

        private string? NextDay(TaleStep step)
        {
            // Half of the time the expiry lines run, half of the time they are late.
            var tomorrow = _story.Today.AddDays(1);
            if (step.Which % 2 == 0)
            {
                foreach (var freeze in _story.Book.Freezes.Where(f => f.Live && f.To < tomorrow).ToList()) _story.Expire(freeze.Order.OrderNo, freeze.To);
            }

            _story.GoTo(tomorrow);
            return null;
        }

        private string Freeze(TaleStep step)
        {
            var order = $"O{_number}";
            var court = Courts[step.Which % Courts.Length];
            var to = _story.Today.AddDays(step.Which);
            int? want = step.Deed == Deed.FreezeWhole ? null : step.Amount;
            var answer = _story.Freeze(order, want, court, l => l with { To = to, WholeAccount = want is null });
            Assert.That(answer.Controlled, Is.True, step.ToString());
            Add(CountedQueue.Kind.Freeze, order, want, court, to);
            var take = _counted.Count(_story.Today).Single(e => e.Name == order).Take;
            Assert.That((answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)take, (long?)(want - take ?? 0))), step.ToString());
            return order;
        }

        private string FreezeAndDeduct(TaleStep step)
        {
            var order = $"O{_number}";
            var court = Courts[step.Which % Courts.Length];
            var to = _story.Today.AddDays(step.Which);
            var answer = _story.FreezeAndDeduct(order, step.Amount, court, l => l with { To = to });
            Add(CountedQueue.Kind.Freeze, order, step.Amount, court, to);
            var taken = _counted.Count(_story.Today).Single(e => e.Name == order).Take;
            Assert.That((answer.ActualMinor, answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)taken, (long?)taken, (long?)(step.Amount - taken))), step.ToString());
            Take(order, taken, taken);
            return order;
        }

        private string Deduct(TaleStep step)
        {
            var own = Pick(step, liveOnly: false);
            var court = own?.CourtCode ?? Courts[step.Which % Courts.Length];
            var entry = _counted.Count(_story.Today).Find(e => e.Name == own?.Order.OrderNo);
            var slice = Math.Min(step.Amount, entry?.Take ?? 0);
            var total = slice + Math.Min(step.Amount - slice, _counted.Deductible(_story.Today));
            var answer = _story.Deduct($"O{_number}", own?.Order.OrderNo ?? "", step.Amount, court);
            Assert.That((answer.DeductedMinor, answer.NotDeductedMinor), Is.EqualTo(((long?)total, (long?)(step.Amount - total))), step.ToString());
            Assert.That(answer.Controlled, Is.EqualTo(total > 0), step.ToString());
            Assert.That(answer.Reason is null, Is.EqualTo(total == step.Amount), "what is missing has a reason");
            Take(own?.Order.OrderNo ?? "", slice, total);
            return own?.Order.OrderNo ?? "";
        }

        private string Renew(TaleStep step)
        {
            if (Pick(step, liveOnly: true) is not { } freeze) return "";
            var to = freeze.To.AddDays(step.Amount);
            Assert.That(_story.Renew($"O{_number}", freeze.Order.OrderNo, to, freeze.CourtCode).Controlled, Is.True, step.ToString());
            _counted.Places.Single(e => e.Name == freeze.Order.OrderNo).To = to;
            return freeze.Order.OrderNo;
        }

        private string Release(TaleStep step)
        {
            if (Pick(step, liveOnly: true) is not { } freeze) return "";
            var entry = _counted.Places.Single(e => e.Name == freeze.Order.OrderNo);
            decimal? part = step.Which % 2 == 0 || entry.Want is null ? null : step.Amount;
            var answer = _story.Release($"O{_number}", freeze.Order.OrderNo, part, freeze.CourtCode);
            Assert.That(answer.Controlled, Is.EqualTo(!(part > entry.Want)), step.ToString());
            if (part > entry.Want) return freeze.Order.OrderNo;
            if (part is null || part == entry.Want) _counted.Places.Remove(entry);
            else entry.Want -= (int)part;
            return freeze.Order.OrderNo;
        }

        private void Add(CountedQueue.Kind kind, string name, int? want, string court, DateOnly to) =>
            _counted.Add(new CountedQueue.Entry { Kind = kind, Name = name, Want = want, Court = court, To = to });

        private void Take(string own, int slice, int total)
        {
            _counted.Balance -= total;
            _counted.Deducted += total;
            if (_counted.Places.Find(e => e.Name == own && e.Want is not null) is not { } entry) return;
            entry.Want -= slice;
            if (entry.Want == 0) _counted.Places.Remove(entry);
        }

        private Freeze? Pick(TaleStep step, bool liveOnly)
        {
            var freezes = _story.Book.Freezes.Where(f => !liveOnly || f.LiveOn(_story.Today)).ToList();
            return freezes.Count == 0 ? null : freezes[step.Which % freezes.Count];
        }

        private List<(string Name, long Actual)> Actuals() =>
            [.. _story.Position.Freezes.Select(f => (f.OrderNo.Length > 0 ? f.OrderNo : f.DocumentNo, f.ActualMinor))];

        private void Compare(TaleStep step)
        {
            var position = _story.Position;
            var line = _counted.Count(_story.Today);
            Assert.That(Actuals(), Is.EqualTo(line.Where(e => e.Kind == CountedQueue.Kind.Freeze).Select(e => (e.Name, (long)e.Take))), step.ToString());
            Assert.That(position.Freezes.Select(f => f.LimitMinor), Is.EqualTo(line.Where(e => e.Kind == CountedQueue.Kind.Freeze).Select(e => (long?)e.Want)), step.ToString());
            Assert.That(position.Claims.Sum(c => c.TakeMinor), Is.EqualTo(line.Where(e => e.Kind == CountedQueue.Kind.Claim).Sum(e => e.Take)), step.ToString());
            Assert.That(position.AvailableMinor, Is.EqualTo(_counted.Available(_story.Today)), step.ToString());
            Assert.That(position.HeldMinor + position.Claims.Sum(c => c.TakeMinor), Is.LessThanOrEqualTo(position.BalanceMinor), "Σ take ≤ B");
            Assert.That(_story.Book.Deductions.Sum(d => d.AmountMinor), Is.EqualTo(_came - position.BalanceMinor), "money is deducted once, and only what came");
        }

        private void RequireNoOtherShrank(List<(string Name, long Actual)> before, string acted, TaleStep step)
        {
            var after = Actuals().ToDictionary(a => a.Name, a => a.Actual);
            foreach (var (name, actual) in before.Where(b => b.Name != acted)) Assert.That(after[name], Is.GreaterThanOrEqualTo(actual), $"{step} shrank {name}");
        }
    }
}
