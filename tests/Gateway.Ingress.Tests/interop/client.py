"""Calls the ingress as a court's own software might: Python's gRPC, which shares no code with the server's.

usage: client.py ADDRESS FOLDER

FOLDER holds ca.pem, client.pem, client.key, stranger.pem, stranger.key, the generated messages in stubs/ and requests
as serialised SubmitRequest messages: order.bin (answered by the bank), waiting.bin (never answered), many-N.bin.
Prints "ok NAME" for each check and stops at the first that fails.
"""

import pathlib
import queue
import sys
import threading

import google
import grpc

ADDRESS, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
sys.path.insert(0, str(FOLDER / "stubs"))
google.__path__.append(str(FOLDER / "stubs" / "google"))

from gateway.v1 import gateway_pb2 as door  # noqa: E402
from gateway.v1 import order_pb2, receipt_pb2  # noqa: E402
from google.rpc import error_details_pb2, status_pb2  # noqa: E402

SERVICE = "/gateway.v1.OrderGateway/"
SECONDS = 60


def credentials(name):
    key = (FOLDER / f"{name}.key").read_bytes() if name else None
    chain = (FOLDER / f"{name}.pem").read_bytes() if name else None
    return grpc.ssl_channel_credentials((FOLDER / "ca.pem").read_bytes(), key, chain)


class Door:
    """The service's methods on one channel."""

    def __init__(self, name):
        self.channel = grpc.secure_channel(ADDRESS, credentials(name), [("grpc.max_receive_message_length", -1)])
        self.submit = self._method("unary_unary", "Submit", door.SubmitRequest, door.SubmitReply)
        self.submit_many = self._method("stream_stream", "SubmitMany", door.SubmitRequest, door.SubmitManyReply)
        self.get_receipt = self._method("unary_unary", "GetReceipt", door.GetReceiptRequest, receipt_pb2.Receipt)
        self.watch = self._method("unary_stream", "WatchReceipts", door.WatchReceiptsRequest, receipt_pb2.Receipt)
        self.acknowledge = self._method("unary_unary", "AcknowledgeReceipts", door.AcknowledgeReceiptsRequest, door.AcknowledgeReceiptsReply)
        self.get_order = self._method("unary_unary", "GetOrder", door.GetOrderRequest, door.OrderStatus)
        self.unknown = self._method("unary_unary", "NoSuchMethod", door.GetOrderRequest, door.OrderStatus)

    def _method(self, kind, name, request, reply):
        return getattr(self.channel, kind)(SERVICE + name, request_serializer=request.SerializeToString, response_deserializer=reply.FromString)


def request(name):
    return door.SubmitRequest.FromString((FOLDER / f"{name}.bin").read_bytes())


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def fault(call, code):
    try:
        call()
    except grpc.RpcError as error:
        expect(error.code() == code, f"{error.code()} in place of {code}: {error.details()}")
        return error
    raise AssertionError(f"no error in place of {code}")


def details(error, kind):
    """The details of a kind from the trailer that carries the standard error model."""
    trailer = [value for key, value in error.trailing_metadata() if key == "grpc-status-details-bin"]
    expect(len(trailer) == 1, f"{len(trailer)} trailers with details")
    status = status_pb2.Status.FromString(trailer[0])
    expect(status.code == error.code().value[0], "the details carry another code than the call")
    found = []
    for packed in status.details:
        message = kind()
        if packed.Unpack(message):
            found.append(message)
    return found


def unary():
    reply, call = bank.submit.with_call(request("order"), timeout=SECONDS)
    expect((reply.order_no, reply.order_version, reply.repeat) == ("I1", 1, False), f"reply {reply}")
    expect(reply.service_time.endswith("+08:00"), reply.service_time)
    expect(call.code() == grpc.StatusCode.OK, f"status {call.code()}")


def repeat():
    reply = bank.submit(request("order"), timeout=SECONDS)
    expect(reply.repeat and reply.order_version == 1, f"reply {reply}")


def error_with_details():
    order = request("order")
    order.order.order_no = "I2"
    order.order.court_code = ""
    order.order.freeze.lines[0].amount = "viel"
    error = fault(lambda: bank.submit(order, timeout=SECONDS), grpc.StatusCode.INVALID_ARGUMENT)
    fields = [violation.field for found in details(error, error_details_pb2.BadRequest) for violation in found.field_violations]
    expect(sorted(fields) == ["order.court_code", "order.freeze.lines[0].amount"], f"fields {fields}")


def conflict():
    order = request("order")
    order.order.freeze.lines[0].amount = "1.00"
    error = fault(lambda: bank.submit(order, timeout=SECONDS), grpc.StatusCode.ALREADY_EXISTS)
    expect([info.reason for info in details(error, error_details_pb2.ErrorInfo)] == ["ORDER_CONFLICT"], "no reason")


def many_details():
    order = request("order")
    order.order.order_no = "I3"
    for number in range(199):
        order.order.freeze.lines.add().target.line_no = f"x{number}"
    error = fault(lambda: bank.submit(order, timeout=SECONDS), grpc.StatusCode.INVALID_ARGUMENT)
    fields = [violation.field for found in details(error, error_details_pb2.BadRequest) for violation in found.field_violations]
    expect(len(fields) > 50 and "199 fault(s)" in error.details(), f"{len(fields)} fields, {error.details()}")


def receipt():
    got = bank.get_receipt(door.GetReceiptRequest(order_no="I1"), timeout=SECONDS)
    expect(got.order_no == "I1" and got.sequence == 1 and got.kind == receipt_pb2.RECEIPT_KIND_FINAL, f"receipt {got}")
    expect(got.ofd == bytes([1, 2, 3]) and got.body.controls[0].reason == "ACCOUNT_NOT_FOUND", f"receipt {got}")
    expect(bank.submit(request("order"), timeout=SECONDS).receipt.repeat, "a repeat brings the answer again")


def not_found():
    fault(lambda: bank.get_order(door.GetOrderRequest(order_no="nowhere"), timeout=SECONDS), grpc.StatusCode.NOT_FOUND)


def deadline():
    bank.submit(request("waiting"), timeout=SECONDS)
    fault(lambda: bank.get_receipt(door.GetReceiptRequest(order_no="I9"), timeout=0.5), grpc.StatusCode.DEADLINE_EXCEEDED)


def watch():
    stream = bank.watch(door.WatchReceiptsRequest(from_sequence=1))
    stream.initial_metadata()
    expect(next(stream).order_no == "I1", "the receipt that is there")
    bank.submit(request("many-0"), timeout=SECONDS)
    expect(next(stream).order_no == "N0", "the receipt that comes")
    stream.cancel()
    fault(lambda: next(stream), grpc.StatusCode.CANCELLED)


def acknowledge():
    reply = bank.acknowledge(door.AcknowledgeReceiptsRequest(sequences=[1, 99]), timeout=SECONDS)
    expect(list(reply.unknown) == [99], f"unknown {reply.unknown}")
    stream = bank.watch(door.WatchReceiptsRequest())
    expect(next(stream).sequence == 2, "acknowledged receipts are not sent again")
    stream.cancel()


def both_ways():
    outgoing = queue.Queue()
    replies = bank.submit_many(iter(outgoing.get, None), timeout=SECONDS)
    for index in range(1, 4):
        outgoing.put(request(f"many-{index}"))
        reply = next(replies)
        expect((reply.index, reply.accepted.order_no) == (index - 1, f"N{index}"), f"reply {reply}")
    spoilt = request("many-4")
    spoilt.order.court_code = ""
    outgoing.put(spoilt)
    outgoing.put(request("many-4"))
    reply = next(replies)
    expect(reply.fault.code == grpc.StatusCode.INVALID_ARGUMENT.value[0], f"reply {reply}")
    expect(next(replies).accepted.order_no == "N4", "a fault does not end the stream")
    outgoing.put(None)
    expect(list(replies) == [], "nothing more")
    expect(replies.code() == grpc.StatusCode.OK, f"status {replies.code()}")


def cancelled_stream():
    sending = queue.Queue()
    replies = bank.submit_many(iter(sending.get, None))
    sending.put(request("many-5"))
    next(replies)
    replies.cancel()
    fault(lambda: next(replies), grpc.StatusCode.CANCELLED)
    sending.put(None)
    expect(bank.submit(request("many-5"), timeout=SECONDS).repeat, "the door is open still")


def over_size():
    order = request("order")
    for _ in range(4):
        order.order.documents.add(content=bytes(8 << 20))
    fault(lambda: bank.submit(order, timeout=SECONDS), grpc.StatusCode.RESOURCE_EXHAUSTED)
    fault(lambda: list(bank.submit_many(iter([order]), timeout=SECONDS)), grpc.StatusCode.RESOURCE_EXHAUSTED)


def nearly_over_size():
    order = request("order")
    order.order.order_no = "I5"
    for _ in range(3):
        order.order.documents.add(kind=order_pb2.DOCUMENT_KIND_OTHER, content=bytes(8 << 20))
    order.order.documents.add(kind=order_pb2.DOCUMENT_KIND_OTHER, content=bytes((32 << 20) - order.ByteSize() - 100))
    expect(bank.submit(order, timeout=SECONDS).order_no == "I5", "32 MiB are taken")


def compressed():
    fault(lambda: bank.submit(request("order"), timeout=SECONDS, compression=grpc.Compression.Gzip), grpc.StatusCode.UNIMPLEMENTED)


def side_by_side():
    replies = [bank.submit.future(request("order"), timeout=SECONDS) for _ in range(30)]
    expect(all(reply.result().repeat for reply in replies), "thirty calls on one connection")


def unknown_method():
    fault(lambda: bank.unknown(door.GetOrderRequest(), timeout=SECONDS), grpc.StatusCode.UNIMPLEMENTED)


def no_certificate():
    fault(lambda: Door(None).submit(request("order"), timeout=SECONDS), grpc.StatusCode.UNAVAILABLE)


def strange_certificate():
    error = fault(lambda: Door("stranger").submit(request("order"), timeout=SECONDS), grpc.StatusCode.PERMISSION_DENIED)
    expect([info.reason for info in details(error, error_details_pb2.ErrorInfo)] == ["CHANNEL_UNKNOWN"], "no reason")


bank = Door("client")
threading.excepthook = lambda problem: None  # a cancelled stream's sender ends in its own thread
for check in (unary, repeat, error_with_details, conflict, many_details, receipt, not_found, deadline, watch, acknowledge, both_ways,
              cancelled_stream, over_size, nearly_over_size, compressed, side_by_side, unknown_method, no_certificate, strange_certificate):
    check()
    print("ok", check.__name__, flush=True)
