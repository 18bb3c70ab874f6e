using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Contracts.Errors;
using Gateway.Register.Courts;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Ingress.Identity;

/// <summary>Which channel a call comes from: its client certificate says so (Rule 2). Dates and courts are judged when an order is taken, not here: a closed channel still fetches what it is owed.</summary>
sealed class ChannelGate
{
    readonly CourtBook courts;
    readonly FrozenSet<string> fronts;
    readonly ChannelContacts contacts;
    readonly TimeProvider time;
    readonly ILogger<ChannelGate> log;
    volatile Known known;

    public ChannelGate(CourtBook courts, IOptions<IngressOptions> options, ChannelContacts contacts, TimeProvider time, ILogger<ChannelGate> log)
    {
        this.courts = courts;
        known = Known.Of(courts.Now);
        fronts = options.Value.Fronts.Select(Fingerprint.Parse).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        this.contacts = contacts;
        this.time = time;
        this.log = log;
    }

    /// <summary>Whose certificate it was, by its fingerprint, for a record of who was turned away: the one that a front forwarded, or the caller's own; empty without one.</summary>
    public string CallerOf(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } caller) return "";
        var fingerprint = Of(caller);
        if (!fronts.Contains(fingerprint) || context.Request.Headers[ForwardedCertificate.Header] is not [{ Length: > 0 } text]) return fingerprint;
        using var forwarded = ForwardedCertificate.Read(text);
        return forwarded is null ? fingerprint : Of(forwarded);
    }

    /// <summary>The calling channel.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED without a certificate; PERMISSION_DENIED with one that is no channel's.</exception>
    public Channel Identify(HttpContext context)
    {
        var channel = ChannelOf(context);
        contacts.Hear(channel.Id);
        return channel;
    }

    Channel ChannelOf(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } caller) throw Unauthenticated("a client certificate is required");
        var fingerprint = Of(caller);
        var forwarded = context.Request.Headers[ForwardedCertificate.Header];
        if (fronts.Contains(fingerprint)) return Forwarded(forwarded);
        // Only a front's word counts: from anyone else the header is an attempt to be somebody.
        if (forwarded.Count > 0) throw Unknown(fingerprint, "a client certificate may be forwarded by a registered front only");
        return Find(fingerprint) ?? throw Unknown(fingerprint, "no channel has this client certificate");
    }

    Channel Forwarded(Microsoft.Extensions.Primitives.StringValues header)
    {
        if (header is not [{ Length: > 0 } text]) throw Unauthenticated("the front forwarded no client certificate");
        using var certificate = ForwardedCertificate.Read(text) ?? throw Unauthenticated("the forwarded client certificate cannot be read");
        var now = time.GetUtcNow();
        if (now < certificate.NotBefore || now > certificate.NotAfter) throw Unauthenticated("the forwarded client certificate is not valid now");
        var fingerprint = Of(certificate);
        return Find(fingerprint) ?? throw Unknown(fingerprint, "no channel has the forwarded client certificate");
    }

    Channel? Find(string fingerprint)
    {
        var (now, directory) = (known, courts.Now);
        if (!ReferenceEquals(now.Directory, directory)) known = now = Known.Of(directory);
        return now.Channels.GetValueOrDefault(fingerprint);
    }

    RpcException Unknown(string fingerprint, string message)
    {
        log.ChannelUnknown(fingerprint, message);
        return RichStatus.WithReason(StatusCode.PermissionDenied, FaultReason.ChannelUnknown, message).ToException();
    }

    static RpcException Unauthenticated(string message) => RichStatus.Of(StatusCode.Unauthenticated, message).ToException();

    static string Of(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();

    sealed record Known(CourtDirectory Directory, FrozenDictionary<string, Channel> Channels)
    {
        public static Known Of(CourtDirectory directory) => new(
            directory,
            directory.Channels.SelectMany(channel => channel.CertificateFingerprints.Select(fingerprint => (fingerprint, channel)))
                .ToFrozenDictionary(pair => pair.fingerprint, pair => pair.channel, StringComparer.Ordinal));
    }
}
