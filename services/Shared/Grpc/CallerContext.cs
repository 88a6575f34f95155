using CoProduction.Shared.Access;

namespace CoProduction.Shared.Grpc;

/// <summary>On whose behalf this scope calls other services; set once at its start.</summary>
public sealed class CallerContext
{
    private Caller? _current;

    /// <summary>The caller; throws when nobody has been set.</summary>
    public Caller Current
    {
        get => _current ?? throw new InvalidOperationException("Nobody has said on whose behalf services are called here.");
        set => _current = value;
    }
}
