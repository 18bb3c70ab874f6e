using System.Security.Cryptography;
using Gateway.Store.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Ops.Web.Sessions;

/// <summary>Passwords as the store keeps them: PBKDF2 with HMAC-SHA-512, a salt for each.</summary>
internal sealed class PasswordHashes
{
    private const int Iterations = 210_000;

    // Neither 0 and O nor 1, l and I: somebody reads it off a screen once.
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly Lazy<string> _nobody;

    public PasswordHashes() => _nobody = new(() => Hash(NewPassword()));

    public string Hash(string password) => _hasher.HashPassword("", password);

    /// <summary>Whether it is the account's; takes as long where there is no account, so that names cannot be found out.</summary>
    public bool Fits(StaffAccount? account, string password) =>
        _hasher.VerifyHashedPassword("", account?.PasswordHash ?? _nobody.Value, password) != PasswordVerificationResult.Failed && account is not null;

    /// <summary>Twenty letters and digits, over 110 bits.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString(Letters, 20);
}
