using Grpc.Core;

namespace CoProduction.Shared.Access;

/// <summary>The caller of an RPC.</summary>
public static class CallerExtensions
{
    internal static readonly object Key = new();

    /// <summary>Who calls, as the token says.</summary>
    public static Caller Caller(this ServerCallContext context) => (Caller)context.UserState[Key];
}
