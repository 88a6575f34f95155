using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CoProduction.Stakeholder.Features.SignIn;

/// <summary>
/// Hashes and checks passwords. That takes a processor for a moment by design, so browsers that have signed in before and all others wait in lines of
/// their own: a flood of wrong tries holds up neither right ones nor anything else.
/// </summary>
internal sealed class Passwords
{
    private const int Iterations = 210_000; // OWASP's figure for PBKDF2 with HMAC-SHA-512
    private static readonly object _nobody = new();
    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly WaitingLine _known = new();
    private readonly WaitingLine _others = new();
    private readonly string _unknown;

    public Passwords() => _unknown = Hash(Secret.New());

    public string Hash(string password) => _hasher.HashPassword(_nobody, password);

    /// <summary>Whether the password is the one that was hashed; without a hash it takes as long to say no.</summary>
    public async Task<bool> IsRightAsync(string? hash, string password, bool isKnownDevice, CancellationToken cancel)
    {
        var line = isKnownDevice ? _known : _others;
        await line.EnterAsync(cancel);
        try
        {
            return _hasher.VerifyHashedPassword(_nobody, hash ?? _unknown, password) != PasswordVerificationResult.Failed && hash is not null;
        }
        finally
        {
            line.Leave();
        }
    }
}
