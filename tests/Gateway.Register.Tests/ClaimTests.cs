namespace Gateway.Register.Tests;

/// <summary>C17–C19: priority claims 优先受偿权 stand in the same queue, and are never deducted.</summary>
internal sealed class ClaimTests
{
    private static readonly Rules AnyClaimBlocks = new() { PriorityClaim = PriorityClaimRule.AnyClaimBlocks };

    [Test]
    public void C17_an_earlier_claims_value_does_not_count_as_frozen()
    {
        var story = new Story(100000).Claim("P1", 70000, "某担保公司");
        var answer = story.Freeze("O1", 50000);
        Assert.That((answer.ActualMinor, answer.BeyondMinor), Is.EqualTo(((long?)3000000, (long?)2000000)));
        var claim = answer.Claims.Single();
        Assert.That((claim.ClaimId, claim.Holder, claim.AmountMinor, claim.TakeMinor, claim.Kind), Is.EqualTo(("P1", "某担保公司", (long?)7000000, 7000000L, "MARGIN")));
    }

    [Test]
    public void C17_a_claim_that_falls_lets_the_freeze_fill()
    {
        var story = new Story(100000).Claim("P1", 70000);
        story.Freeze("O1", 50000);
        story.ClaimFallsTo("P1", 40000);
        Assert.That((story.Actuals[0], story.Available), Is.EqualTo(((decimal?)50000, 10000m)));
    }

    [Test]
    public void C17_a_claims_rise_stands_at_its_own_time_and_its_parts_are_one_record()
    {
        var story = new Story(100000).Claim("P1", 40000);
        story.Freeze("O1", 50000);
        story.Claim("P1", 30000);
        var claim = story.Position.Claims.Single();
        Assert.That((claim.AmountMinor, claim.TakeMinor, story.Actuals[0]), Is.EqualTo(((long?)7000000, 5000000L, (decimal?)50000)));
        story.ClaimFallsTo("P1", 45000);
        Assert.That((story.ClaimTakes[0], story.Available), Is.EqualTo(((decimal?)45000, 5000m)));
    }

    [Test]
    public void C17_where_any_claim_blocks_a_freeze_behind_it_holds_nothing_and_no_deduction_takes_anything()
    {
        var story = new Story(100000, rules: AnyClaimBlocks).Claim("P1", 10000);
        Assert.That(story.Freeze("O1", 50000).ActualMinor, Is.Zero);
        var deduction = story.Deduct("O2", "O1", 50000);
        Assert.That((deduction.Controlled, deduction.Reason, deduction.DeductedMinor), Is.EqualTo((false, (Reason?)Reason.PriorityClaim, (long?)0)));
        Assert.That(story.Deduct("O3", "", 5000, "F11").DeductedMinor, Is.Zero, "not from free money either");
        story.EndClaim("P1");
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 50000 }));
    }

    [Test]
    public void C17_where_any_claim_blocks_a_freeze_before_it_is_taken_from_all_the_same_but_free_money_is_not()
    {
        var story = new Story(100000, rules: AnyClaimBlocks);
        story.Freeze("O1", 50000);
        story.Claim("P1", 10000);
        Assert.That(story.Deduct("O2", "O1", 60000).DeductedMinor, Is.EqualTo(5000000));
    }

    [Test]
    public void C17b_a_later_claim_ranks_behind_the_freezes_that_were_there()
    {
        var story = new Story(100000);
        story.Freeze("O1", 50000);
        story.Claim("P1", 70000);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 50000 }));
        Assert.That(story.ClaimTakes, Is.EqualTo(new decimal?[] { 50000 }));
        Assert.That(story.Available, Is.Zero);
    }

    [Test]
    public void C17b_where_late_claims_go_ahead_every_claim_stands_before_every_freeze()
    {
        var story = new Story(100000, rules: new Rules { LateClaim = LateClaimRule.Ahead });
        story.Freeze("O1", 50000);
        story.Claim("P1", 70000);
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 30000 }));
        Assert.That(story.ClaimTakes, Is.EqualTo(new decimal?[] { 70000 }));
    }

    [Test]
    public void C18_only_the_freezes_own_take_is_deducted_and_the_holder_is_named_until_the_claim_ends()
    {
        var story = new Story(100000).Claim("P1", 70000, "某担保公司");
        story.Freeze("O1", 50000);
        var answer = story.Deduct("O2", "O1", 50000);
        Assert.That((answer.DeductedMinor, answer.NotDeductedMinor, answer.Reason), Is.EqualTo(((long?)3000000, (long?)2000000, (Reason?)Reason.PriorityClaim)));
        Assert.That(answer.ReasonDetail, Is.EqualTo("某担保公司 70000.00 CNY"));
        story.EndClaim("P1");
        Assert.That((story.Balance, story.Available, story.Limits[0], story.Actuals[0]), Is.EqualTo((70000m, 50000m, (decimal?)20000, (decimal?)20000)));
        Assert.That(story.Deduct("O3", "O1", 20000).DeductedMinor, Is.EqualTo(2000000));
    }

    [Test]
    public void C18_a_claim_that_was_raised_is_named_with_all_of_its_amount()
    {
        var story = new Story(100000).Claim("P1", 70000, "某担保公司").Claim("P2", 5000, "别的公司").Claim("P1", 20000, "某担保公司");
        Assert.That(story.Deduct("O1", "", 50000).ReasonDetail, Is.EqualTo("某担保公司 90000.00 CNY"));
    }

    [TestCase("LC_MARGIN")]
    [TestCase("GUARANTEE_MARGIN")]
    public void C19_a_margin_is_frozen_but_not_deducted_while_it_serves(string nature)
    {
        var story = new Story(10000) { Nature = nature };
        Assert.That(story.Freeze("O1", 6000).Controlled, Is.True);
        var refused = story.Deduct("O2", "O1", 6000);
        Assert.That((refused.Controlled, refused.Reason, refused.NotDeductedMinor), Is.EqualTo((false, (Reason?)Reason.AccountProtected, (long?)600000)));
        Assert.That(refused.ReasonDetail, Does.Contain("不可扣划"));
        story.Nature = "GENERAL";
        Assert.That(story.Deduct("O3", "O1", 6000).DeductedMinor, Is.EqualTo(600000));
    }

    [Test]
    public void C26_the_banks_own_holds_do_not_count()
    {
        var answer = new Story(10000) { InternalHoldsMinor = 999900 }.Freeze("O1", 6000);
        Assert.That((answer.ActualMinor, answer.AvailableMinor), Is.EqualTo(((long?)600000, (long?)400000)));
    }

    [Test]
    public void C27_other_authorities_freezes_stand_in_the_same_queue_and_are_named_without_an_order_number()
    {
        var story = new Story(10000).OtherFreeze(2000, "某公安局", "X1", Story.Start.AddDays(5));
        var answer = story.Freeze("O1", 9000);
        Assert.That((answer.ActualMinor, answer.Rank, answer.PriorCount), Is.EqualTo(((long?)800000, (int?)2, 1)));
        Assert.That((answer.Prior[0].Authority, answer.Prior[0].DocumentNo, answer.Prior[0].RequestedMinor, answer.Prior[0].ActualMinor), Is.EqualTo(("某公安局", "X1", (long?)200000, 200000L)));
        Assert.That((story.Position.Freezes[0].OrderNo, story.Position.Freezes[0].FreezeId, story.Position.HeldMinor), Is.EqualTo(("", "", 1000000L)));
        Assert.That((story.Position.Freezes[1].OrderNo, story.Position.Freezes[1].FreezeId), Is.EqualTo(("O1", "zdz:O1:1:1")), "a court's is known by its order");
        story.GoTo(Story.Start.AddDays(6));
        Assert.That(story.Actuals, Is.EqualTo(new decimal?[] { 9000 }), "it ends with its last day");
    }

    [Test]
    public void C27_another_authoritys_whole_account_freeze_leaves_nothing()
    {
        var story = new Story(10000).OtherFreeze(null);
        Assert.That(story.Freeze("O1", 1000).ActualMinor, Is.Zero);
        Assert.That(story.EndOtherFreeze("X1").Actuals, Is.EqualTo(new decimal?[] { 1000 }));
    }

    [Test]
    public void C28_at_one_service_time_the_sequence_decides_and_a_claim_and_another_authority_stand_before_a_court()
    {
        var story = new Story(10000);
        var first = story.Case("O1", "F10", Line(6000));
        story.Send(first);
        var second = story.Case("O2", "F11", Line(6000));
        story.Send(second with { RankTime = first.RankTime, ServiceTime = first.RankTime });
        Assert.That(story.Position.Freezes.Select(f => f.OrderNo), Is.EqualTo(new[] { "O1", "O2" }));
        Assert.That((story.Book.Freezes[1].ServiceTime, story.Book.Freezes[1].RankTime), Is.EqualTo((first.RankTime, first.RankTime)));
    }

    [Test]
    public void C28_at_one_moment_a_claim_stands_before_another_authority_and_that_before_a_court()
    {
        var story = new Story(10000).OtherFreeze(4000).Claim("P1", 3000);
        var live = story.Live();
        var line = story.Case("O1", "F10", Line(6000));
        var register = live.Registers[0] with
        {
            Claims = [live.Registers[0].Claims[0] with { RegisteredAt = line.RankTime }],
            OtherFreezes = [live.Registers[0].OtherFreezes[0] with { RegisteredAt = line.RankTime }],
        };
        var together = live with { Registers = [register] };
        var book = FreezeRegister.Apply(story.Book, FreezeRegister.Decide(line with { Live = together }));
        var position = FreezeRegister.Position(together, register, book, story.Now, story.Rules);
        Assert.That((position.Claims[0].TakeMinor, position.Freezes[0].ActualMinor, position.Freezes[1].ActualMinor), Is.EqualTo((300000L, 400000L, 300000L)));
        Assert.That(position.Freezes[1].OrderNo, Is.EqualTo("O1"));
    }

    [Test]
    public void C28_another_authority_registered_behind_the_service_time_ranks_behind_although_it_was_there_first()
    {
        var story = new Story(10000);
        var served = story.Now;
        story.OtherFreeze(8000);
        var line = story.Case("O1", "F10", Line(6000));
        var answer = story.Send(line with { ServiceTime = served, RankTime = served });
        Assert.That((answer.Rank, answer.ActualMinor, answer.LaterCount), Is.EqualTo(((int?)1, (long?)600000, 1)));
    }

    private static Orders.ControlLine Line(decimal amount) =>
        new() { LineNo = "1", Measure = Orders.Measure.Freeze, Account = Story.AccountNo, Amount = amount, To = Story.Start.AddDays(30) };
}
