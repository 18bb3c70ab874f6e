using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Sealing;

/// <summary>
/// A key behind a signing server 签名服务器 or the front of an HSM. It is sent the SM2 digest e = SM3(Z‖M), never the message, and its answer is
/// verified before it is believed.
/// </summary>
/// <remarks>
/// <c>POST {address}/v1/signatures</c> <c>{"keyId": "…", "algorithm": "SM2-SM3", "digest": "base64 of the 32 octets of e"}</c>, with
/// <c>Authorization: Bearer …</c> where a token is set → 200 <c>{"signature": "base64 of DER SEQUENCE{INTEGER r, INTEGER s}"}</c>.
/// </remarks>
sealed class SigningServer(SealIdentity identity, SigningServerSettings settings, HttpMessageInvoker transport) : ISealSigner
{
    const int MaximumAnswerBytes = 16 * 1024;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly Uri target = new(settings.Address.AbsoluteUri.TrimEnd('/') + "/v1/signatures");

    /// <inheritdoc />
    public SealIdentity Identity => identity;

    /// <inheritdoc />
    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        var key = identity.ParsedCertificate.PublicKey;
        var digest = Sm2.MessageDigest(key, message.Span);
        var answer = await AskAsync(digest, cancel).ConfigureAwait(false);
        return Sm2.ReadSignature(answer) is { } signature && Sm2.VerifyDigest(key, digest, signature)
            ? answer
            : throw Fault("answered with a signature that the seal's certificate does not verify");
    }

    async Task<byte[]> AskAsync(byte[] digest, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = JsonContent.Create(new SignatureRequest(settings.KeyId, "SM2-SM3", digest), options: Json) };
            if (settings.Token is { } token)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
            using var response = await transport.SendAsync(request, limit.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw Fault($"answered {(int)response.StatusCode}");
            await response.Content.LoadIntoBufferAsync(MaximumAnswerBytes, limit.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadFromJsonAsync<SignatureAnswer>(Json, limit.Token).ConfigureAwait(false);
            return answer?.Signature ?? throw Fault("answered without a signature");
        }
        catch (OperationCanceledException cause) when (!cancel.IsCancellationRequested)
        {
            throw Fault($"did not answer within {settings.TimeoutSeconds} s", cause);
        }
        catch (Exception cause) when (cause is HttpRequestException or JsonException or IOException or NotSupportedException)
        {
            throw Fault("cannot be reached or does not speak the contract", cause);
        }
    }

    SealSignerException Fault(string what, Exception? cause = null) => new($"The signing server {target.GetLeftPart(UriPartial.Path)} {what}.", cause);

    sealed record SignatureRequest(string KeyId, string Algorithm, byte[] Digest);

    sealed record SignatureAnswer(byte[]? Signature);
}
