using Gateway.Ops.Orders;
using Gateway.Register;
using Gateway.Store;

namespace Gateway.Ops.Tests.Orders;

/// <summary>What people keep of a search, and how it is meant.</summary>
internal sealed class OrderSearchTests
{
    static readonly Rules Rules = new();

    [Test]
    public void A_search_is_kept_without_a_customer_s_numbers()
    {
        var search = new OrderSearch { CaseNo = "(2026)执1号", Court = "F10", State = OrderState.Accepted, Reason = Reason.SealInvalid, Open = true, From = new DateTime(2026, 11, 1), Account = "6222001", IdKind = "10100", IdNumber = "1101" };
        var json = search.ToJson();
        Assert.That(json, Does.Not.Contain("6222001").And.Not.Contain("1101").And.Contain("执1号"));
        Assert.That(OrderSearch.Parse(json), Is.EqualTo(search with { Account = "", IdKind = "", IdNumber = "" }));
        Assert.That(OrderSearch.Parse("no search"), Is.Null);
    }

    [Test]
    public void Blanks_look_for_nothing_and_moments_are_the_bank_s()
    {
        var filter = new OrderSearch { OrderNo = "  ", CaseNo = " 案 ", IdKind = "10100", From = new DateTime(2026, 11, 1, 8, 0, 0) }.ToFilter(Rules);
        Assert.That((filter.OrderNo, filter.CaseNo, filter.Party, filter.From), Is.EqualTo(((string?)null, "案", (Gateway.Store.Views.PartyNumbers?)null, (DateTimeOffset?)DateTimeOffset.Parse("2026-11-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture))));
    }
}
