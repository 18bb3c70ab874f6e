using Gateway.Register.Decisions;
using Gateway.Register.Freezes;
using Gateway.Register.Orders;

namespace Gateway.Register.Tests;

/// <summary>What a decision puts on record beside its amounts: who changed a freeze, which freeze was meant, until when money is held.</summary>
internal sealed class DecisionRecordTests
{
    private static readonly ControlLine Bare = new() { LineNo = "1", Measure = Measure.Freeze, Account = Story.AccountNo, To = Story.Start.AddDays(90) };

    [Test]
    public void A_change_names_the_order_that_made_it_and_the_banks_own_lines_have_none()
    {
        var story = new Story(10000);
        story.Freeze("O1", 6000);
        story.Freeze("O2", 6000, with: l => l with { To = Story.Start.AddDays(9) });
        story.Release("O3", "O1");
        Assert.That(story.Book.Freezes[0].Changes.Single().ByOrder, Is.EqualTo(new OrderKey("zdz", "O3", 1)));
        var end = Story.Start.AddDays(10);
        var expiry = story.Case("expire", "F10", Bare with { Measure = Measure.Expire, ExpiringFreezeId = "zdz:O2:1:1" }) with
        {
            Header = null,
            ServiceTime = new DateTimeOffset(end.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)),
        };
        Assert.That(FreezeRegister.Decide(expiry).Changes.Single().ByOrder, Is.Null);
    }

    [Test]
    public void C22_the_amount_of_a_whole_account_freeze_means_nothing_and_is_not_on_record()
    {
        Decision Decide(bool whole) => FreezeRegister.Decide(new Story(10000).Case("O1", "F10", Bare with { WholeAccount = whole, Amount = 5000 }));
        Assert.That((Decide(true).AskedMinor, Decide(true).NewFreeze!.GrantedMinor), Is.EqualTo(((long?)null, (long?)null)));
        Assert.That((Decide(false).AskedMinor, Decide(false).NewFreeze!.GrantedMinor), Is.EqualTo(((long?)500000, (long?)500000)));
    }

    [TestCase("F10", "甲市人民法院", TestName = "{m}: under which it is registered")]
    [TestCase("F99", "甲市法院", TestName = "{m}: under which it ordered, if it is not")]
    public void Others_read_the_courts_name(string court, string name)
    {
        var story = new Story(10000);
        var line = story.Case("O1", court, Bare with { Amount = 5000 });
        Assert.That(FreezeRegister.Decide(line with { Header = line.Header! with { CourtName = "甲市法院" } }).NewFreeze!.CourtName, Is.EqualTo(name));
    }

    [Test]
    public void C22_the_receipt_of_a_renewal_says_that_the_freeze_is_one_of_the_whole_account()
    {
        var story = new Story(10000);
        story.Freeze("O1", null, with: l => l with { WholeAccount = true, To = Story.Start.AddDays(90) });
        Assert.That(story.Renew("O2", "O1", Story.Start.AddDays(91)).WholeAccount, Is.True);
        story.Freeze("O3", 100, "F11", l => l with { To = Story.Start.AddDays(90) });
        Assert.That(story.Renew("O4", "O3", Story.Start.AddDays(91), "F11").WholeAccount, Is.False);
    }

    [Test]
    public void The_payee_stands_in_the_receipts_of_deductions_alone()
    {
        var story = new Story(10000);
        Assert.That(story.Freeze("O1", 6000, with: l => l with { Payee = Story.PayeeOf("F10") }).Payee, Is.Null);
        Assert.That(story.Deduct("O2", "O1", 100).Payee, Is.EqualTo(Story.PayeeOf("F10")));
    }

    [Test]
    public void C14d_of_a_cases_freezes_the_first_in_rank_is_meant_whatever_its_channel_and_the_sequence_decides_between_equal_times()
    {
        var story = new Story(10000);
        story.Freeze("O1", 1000, caseNo: "C");
        story.Freeze("O2", 2000, caseNo: "C");
        Freeze Moved(int at, int rankOf, long sequence, string channel) => story.Book.Freezes[at] with
        {
            Order = story.Book.Freezes[at].Order with { ChannelId = channel },
            RankTime = story.Book.Freezes[rankOf].RankTime,
            Sequence = sequence,
        };

        var line = story.Case("O3", "F10", Bare with { Measure = Measure.Deduct, Amount = 100, Payee = Story.PayeeOf("F10") }, "C");
        string? Meant(params Freeze[] freezes) => FreezeRegister.Decide(line with { Book = line.Book with { Freezes = freezes } }).OriginalFreezeId;
        Assert.That(Meant(Moved(0, 0, 1, "ddd"), Moved(1, 1, 2, "zdz")), Is.EqualTo("zdz:O1:1:1"), "the other channel's stands first");
        Assert.That(Meant(Moved(0, 0, 2, "zdz"), Moved(1, 0, 1, "zdz")), Is.EqualTo("zdz:O2:1:1"), "equal times");
    }

    [TestCase("23:59:50", "00:00:10", 2, TestName = "{m}: read behind midnight")]
    [TestCase("23:59:40", "23:59:50", 1, TestName = "{m}: read on the day of service")]
    [TestCase("00:00:10", "23:59:50", 2, TestName = "{m}: read before the service of an order of the next day")]
    public void C14e_the_temporary_hold_outlives_its_line(string served, string read, int days)
    {
        var story = new Story(10000);
        DateTimeOffset At(string time) => new(Story.Start.AddDays(time.StartsWith("00", StringComparison.Ordinal) ? 1 : 0).ToDateTime(TimeOnly.Parse(time)), TimeSpan.FromHours(8));
        var line = story.Case("O1", "F10", Bare with { Measure = Measure.Deduct, Amount = 100, Payee = Story.PayeeOf("F10") });
        var hold = FreezeRegister.Decide(line with { ServiceTime = At(served), RankTime = At(served), Live = line.Live! with { AsOf = At(read) } }).Instructions.OfType<PutHold>().Single();
        Assert.That(hold.To, Is.EqualTo(Story.Start.AddDays(days)));
    }

    [Test]
    public void C27_a_freeze_entered_by_hand_begins_when_its_document_says_and_is_lifted_by_authority_and_document_together()
    {
        var story = new Story(10000);
        Decision Decide(Measure measure, DeskAct act) =>
            FreezeRegister.Decide(story.Case("desk", "F10", Bare with { Measure = measure, Act = act }) with { Header = null, Book = story.Book with { OtherFreezes = [.. Entered()] } });
        IEnumerable<EnteredFreeze> Entered()
        {
            yield return new EnteredFreeze("other:1", story.Book.Key, "甲市公安局", "X2", 100, Story.Start, Story.Start, story.Now, 1);
            yield return new EnteredFreeze("other:2", story.Book.Key, "甲市公安局", "X1", 100, Story.Start, Story.Start, story.Now, 2);
            yield return new EnteredFreeze("other:3", story.Book.Key, "乙市公安局", "X1", 100, Story.Start, Story.Start, story.Now, 3);
        }

        var act = new DeskAct { TaskId = 7, Authority = "乙市公安局", DocumentNo = "X1", Limit = 3000, To = Story.Start.AddDays(30) };
        Assert.That(Decide(Measure.EndOtherFreeze, act).EndedOtherFreeze, Is.EqualTo("other:3"));
        Assert.That(Decide(Measure.EnterOtherFreeze, act).EnteredFreeze!.From, Is.EqualTo(Story.Start), "not stated: today");
        Assert.That(Decide(Measure.EnterOtherFreeze, act with { From = Story.Start.AddDays(-9) }).EnteredFreeze!.From, Is.EqualTo(Story.Start.AddDays(-9)));
    }

    [Test]
    public void A_refusal_brings_no_freeze_and_no_deduction_either()
    {
        var story = new Story(1000);
        story.Freeze("O1", 100);
        var freeze = story.Book.Freezes[0] with { FreezeId = "new", Sequence = 9, RankTime = story.Now };
        var refused = new Decision { Refusal = Reason.TermInvalid };
        Assert.That(() => FreezeRegister.Apply(story.Book, refused with { NewFreeze = freeze }), Throws.TypeOf<InvariantBrokenException>().With.Property("Subject").EqualTo(Story.AccountNo));
        Assert.That(() => FreezeRegister.Apply(story.Book, refused with { Deduction = new Deduction(freeze.Order, "1", story.Book.Key, "F10", 1, story.Now) }), Throws.TypeOf<InvariantBrokenException>());
    }
}
