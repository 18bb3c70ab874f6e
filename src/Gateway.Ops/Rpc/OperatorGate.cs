using System.Collections.Frozen;
using System.Security.Cryptography;
using Gateway.Contracts.Errors;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Rpc;

/// <summary>Who calls, by the client certificate, and whether the person may.</summary>
internal sealed class OperatorGate(IOptions<OperatorsOptions> options)
{
    private readonly FrozenDictionary<string, Operator> _people = options.Value.People.ToFrozenDictionary(
        p => OperatorsOptionsValidator.Fingerprint(p.Fingerprint) ?? p.Fingerprint,
        p => new Operator(p.Name.Trim(), p.Roles.Aggregate(OperatorRoles.None, (all, word) => all | (Operator.RoleOf(word) ?? OperatorRoles.None))), StringComparer.Ordinal);

    /// <summary>The person's name.</summary>
    /// <exception cref="RpcException">UNAUTHENTICATED without a certificate; PERMISSION_DENIED with one that is nobody's, or without the role.</exception>
    public string Require(ServerCallContext call, OperatorRoles role)
    {
        if (call.GetHttpContext().Connection.ClientCertificate is not { } certificate) throw RichStatus.Of(StatusCode.Unauthenticated, "a client certificate is required").ToException();
        if (_people.GetValueOrDefault(certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()) is not { } person)
            throw RichStatus.WithReason(StatusCode.PermissionDenied, "OPERATOR_UNKNOWN", "no operator has this client certificate").ToException();
        return person.Roles.HasFlag(role) ? person.Name : throw RichStatus.WithReason(StatusCode.PermissionDenied, "ROLE_MISSING", $"this takes the role {role.ToString().ToLowerInvariant()}").ToException();
    }
}
