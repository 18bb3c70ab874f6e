using Gateway.Ops.Web;
using Gateway.Ops.Web.OpenId;
using Gateway.Ops.Web.Sessions;
using Gateway.Store.Staff;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace Gateway.Ops.Tests.Web;

/// <summary>When a session is over.</summary>
internal sealed class SessionTableTests
{
    static readonly StaffAccount Person = new("王五", StaffRole.Operator, "h", false, 3, 0, null, false);

    readonly Stopwatch time = new();
    IStaffStore staff = null!;
    SessionTable table = null!;

    [SetUp]
    public void Open()
    {
        time.Now = 0;
        staff = Substitute.For<IStaffStore>();
        staff.FindStaffAsync("王五", Arg.Any<CancellationToken>()).Returns(Person);
        table = new SessionTable(Options.Create(new ConsoleOptions { IdleMinutes = 15, SessionHours = 1 }), staff, time);
    }

    [Test]
    public async Task It_ends_when_nothing_is_done_and_lasts_while_something_is()
    {
        var session = table.Begin(Person);
        time.Pass(TimeSpan.FromMinutes(14));
        table.Touch(session.Id);
        time.Pass(TimeSpan.FromMinutes(14));
        Assert.That(await FindAsync(session), Is.SameAs(session));
        time.Pass(TimeSpan.FromMinutes(2));
        table.Touch(session.Id);
        Assert.That(await FindAsync(session), Is.Null, "an act after its end does not bring it back");
    }

    [Test]
    public async Task It_ends_after_its_longest_time_whatever_is_done()
    {
        var session = table.Begin(Person);
        for (var i = 0; i < 6; i++)
        {
            time.Pass(TimeSpan.FromMinutes(10));
            table.Touch(session.Id);
        }

        time.Pass(TimeSpan.FromMinutes(1));
        Assert.That(await FindAsync(session), Is.Null);
    }

    [TestCase(4, false)]
    [TestCase(3, true)]
    public async Task It_ends_at_once_when_its_account_is_changed_or_ended(long version, bool ended)
    {
        var session = table.Begin(Person);
        staff.FindStaffAsync("王五", Arg.Any<CancellationToken>()).Returns(Person with { Version = version, Ended = ended });
        Assert.That(await FindAsync(session), Is.Null);
    }

    [Test]
    public async Task It_ends_by_sign_out_and_no_other_id_finds_it()
    {
        var session = table.Begin(Person);
        Assert.That(await table.FindAsync("0", CancellationToken.None), Is.Null);
        table.End(session.Id);
        Assert.That(await FindAsync(session), Is.Null);
    }

    [Test]
    public async Task Somebody_whom_an_issuer_vouches_for_has_no_account_and_is_kept_out_by_one_of_their_name()
    {
        var session = table.Begin(new OpenIdPerson("李四", StaffRole.Checker, "token"));
        Assert.That(await FindAsync(session), Is.SameAs(session));
        staff.FindStaffAsync("李四", Arg.Any<CancellationToken>()).Returns(Person with { Name = "李四", Ended = true });
        Assert.That(await FindAsync(session), Is.Null);
    }

    Task<ConsoleSession?> FindAsync(ConsoleSession session) => table.FindAsync(session.Id, CancellationToken.None);

    sealed class Stopwatch : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;

        public void Pass(TimeSpan time) => Now += time.Ticks;
    }
}
