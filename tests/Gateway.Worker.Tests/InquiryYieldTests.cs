using Gateway.Register.Orders;
using Gateway.Store;
using Gateway.Worker.Inquiries;
using Gateway.Worker.Tests.Support;

namespace Gateway.Worker.Tests;

/// <summary>Inquiries begin nothing while a control is in hand, but never stand still.</summary>
[TestFixture]
public sealed class InquiryYieldTests
{
    private const int GuardMilliseconds = 60_000;

    private readonly FakeTime _time = new(Given.Start);

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task While_a_control_is_in_hand_so_many_pieces_a_second_begin_and_then_all(CancellationToken guard)
    {
        var traffic = new OrderTraffic(_time);
        var yielding = new InquiryYield(traffic, new WorkerOptions { InquiryFloorPerSecond = 10 }, _time);
        await yielding.GiveWayAsync(guard);
        var hand = traffic.Enter(OrderKind.Control);
        var pieces = new Pieces(yielding, 20, guard);

        await AdvanceAsync(500, guard);
        Assert.That(pieces.Begun, Is.InRange(4, 6), "the floor");
        hand.Dispose();
        await AdvanceAsync(100, guard);
        await pieces.All;
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task Each_step_of_a_control_that_ends_lets_four_pieces_pass(CancellationToken guard)
    {
        var traffic = new OrderTraffic(_time);
        var yielding = new InquiryYield(traffic, new WorkerOptions { InquiryFloorPerSecond = 1 }, _time);
        using var hand = traffic.Enter(OrderKind.Control);
        await yielding.GiveWayAsync(guard); // this second's
        traffic.Enter(OrderKind.Control).Dispose();
        var pieces = new Pieces(yielding, 10, guard);

        await AdvanceAsync(500, guard);
        Assert.That(pieces.Begun, Is.EqualTo(4));
        for (var i = 0; i < 1000; i++) traffic.Enter(OrderKind.Control).Dispose();
        await AdvanceAsync(100, guard);
        await pieces.All;
    }

    [Test, CancelAfter(GuardMilliseconds)]
    public async Task What_controls_left_unused_is_not_saved_for_a_flood(CancellationToken guard)
    {
        var traffic = new OrderTraffic(_time);
        var yielding = new InquiryYield(traffic, new WorkerOptions { InquiryFloorPerSecond = 1 }, _time);
        for (var i = 0; i < 1000; i++) traffic.Enter(OrderKind.Control).Dispose();
        using var hand = traffic.Enter(OrderKind.Control);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(guard);
        var pieces = new Pieces(yielding, 100, end.Token);

        await AdvanceAsync(500, guard);
        Assert.That(pieces.Begun, Is.EqualTo(61), "with this second's");
        await end.CancelAsync();
        Assert.That(() => pieces.All, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_control_counts_for_a_moment_after_it_left_one_hand_for_the_next_and_not_for_ever_while_it_waits_for_the_core()
    {
        var traffic = new OrderTraffic(_time);
        Assert.That(traffic.Busy, Is.False);
        using (traffic.Enter(OrderKind.Control))
        {
            Assert.That(traffic.Busy, Is.True);
            _time.Advance(TimeSpan.FromSeconds(3));
            Assert.That(traffic.Busy, Is.False, "it waits for something else");
        }

        Assert.That(traffic.Busy, Is.True, "on its way to its receipt");
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That(traffic.Busy, Is.False);
    }

    private async Task AdvanceAsync(int milliseconds, CancellationToken guard)
    {
        for (var passed = 0; passed < milliseconds; passed += 5)
        {
            guard.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromMilliseconds(5));
            // Continuations of what fell due run on other threads.
            for (var i = 0; i < 50; i++) await Task.Yield();
        }
    }

    /// <summary>Pieces of inquiries that give way at the same time.</summary>
    private sealed class Pieces
    {
        private int _begun;

        public Pieces(InquiryYield yielding, int count, CancellationToken cancel) => All = Task.WhenAll(Enumerable.Range(0, count).Select(_ => PieceAsync(yielding, cancel)));

        /// <summary>How many have begun.</summary>
        public int Begun => Volatile.Read(ref _begun);

        public Task All { get; }

        private async Task PieceAsync(InquiryYield yielding, CancellationToken cancel)
        {
            await yielding.GiveWayAsync(cancel);
            Interlocked.Increment(ref _begun);
        }
    }
}
