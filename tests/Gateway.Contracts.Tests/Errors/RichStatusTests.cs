using Gateway.Contracts.Errors;
using Gateway.Contracts.Orders;
using Google.Rpc;
using Grpc.Core;

namespace Gateway.Contracts.Tests.Errors;

public sealed class RichStatusTests
{
    [Test]
    public void Faults_travel_in_the_trailer_and_come_out_again()
    {
        var exception = RichStatus.InvalidArgument([new FieldFault("order.order_no", "is missing"), new FieldFault("order", "names no measure")]).ToException();

        var status = RichStatus.Read(exception);

        Assert.That(exception.StatusCode, Is.EqualTo(StatusCode.InvalidArgument));
        Assert.That(status.TryGetDetail<BadRequest>(out var details), Is.True);
        Assert.That(details!.FieldViolations.Select(v => (v.Field, v.Description)), Is.EqualTo(new[] { ("order.order_no", "is missing"), ("order", "names no measure") }));
    }

    [Test]
    public void More_faults_than_a_trailer_carries_are_counted()
    {
        var faults = Enumerable.Range(0, 1000).Select(i => new FieldFault($"order.freeze.lines[{i}].target.account", "is missing")).ToList();

        var status = RichStatus.InvalidArgument(faults);

        Assert.That(status.CalculateSize(), Is.LessThan(6 * 1024), "gRPC clients refuse more than 8 KiB of trailers, in base64");
        Assert.That(status.TryGetDetail<BadRequest>(out var details), Is.True);
        Assert.That(details!.FieldViolations, Has.Count.GreaterThan(50));
        Assert.That(status.Message, Does.Contain("1000 fault(s)").And.Contain($"first {details.FieldViolations.Count}"));
    }

    [Test]
    public void A_reason_and_a_delay_come_out_again()
    {
        var status = RichStatus.Read(RichStatus.Retry(StatusCode.Unavailable, FaultReason.StoreUnavailable, "try again", TimeSpan.FromSeconds(2)).ToException());

        Assert.That(status.TryGetDetail<ErrorInfo>(out var info), Is.True);
        Assert.That(status.TryGetDetail<RetryInfo>(out var retry), Is.True);
        Assert.That((info!.Reason, info.Domain), Is.EqualTo(("STORE_UNAVAILABLE", "gateway.v1")));
        Assert.That(retry!.RetryDelay.ToTimeSpan(), Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(status.TryGetDetail<BadRequest>(out _), Is.False);
    }

    [Test]
    public void A_bare_status_has_no_details() =>
        Assert.That(RichStatus.Read(new RpcException(new global::Grpc.Core.Status(StatusCode.NotFound, "none"))), Is.EqualTo(new Google.Rpc.Status { Code = 5, Message = "none" }));
}
