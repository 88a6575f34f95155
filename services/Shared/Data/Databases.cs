using Npgsql;

namespace CoProduction.Shared.Data;

/// <summary>The pool of the role that works for one partnership at a time. Use it through <see cref="TenantDatabase"/>.</summary>
public sealed record AppDatabase(NpgsqlDataSource Source) : IDisposable
{
    /// <summary>Closes the pool.</summary>
    public void Dispose() => Source.Dispose();
}

/// <summary>The pool of the role that reaches tables of no tenant only: outbox, inbox, and queues of ids.</summary>
public sealed record RelayDatabase(NpgsqlDataSource Source) : IDisposable
{
    /// <summary>Closes the pool.</summary>
    public void Dispose() => Source.Dispose();
}
