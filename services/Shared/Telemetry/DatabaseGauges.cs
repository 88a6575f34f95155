using System.Diagnostics.Metrics;
using CoProduction.Shared.Data;
using CoProduction.Shared.Modules;
using Dapper;
using Npgsql;

namespace CoProduction.Shared.Telemetry;

/// <summary>
/// Gauges over one query to tables of no tenant. It runs when somebody reads them, and at most once a second however many read;
/// while the database is away there are no figures. The query may use @now.
/// </summary>
public sealed class DatabaseGauges<TRow>(IMeterFactory meters, IModule module, RelayDatabase database, TimeProvider time, string sql)
    where TRow : class
{
    private const int LongestQuerySeconds = 2;
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);
    private readonly Meter _meter = meters.Create(Metering.Name);
    private readonly Lock _oneAtATime = new();
    private TRow? _row;
    private long? _readAt;

    /// <summary>Adds a gauge; a figure that is null is not shown.</summary>
    public void Show(string name, string unit, string description, Func<TRow, double?> figure, params KeyValuePair<string, object?>[] labels)
    {
        KeyValuePair<string, object?>[] all = [Metering.Of(module), .. labels];
        _meter.CreateObservableGauge<double>(
            name, () => Read() is { } row && figure(row) is { } value ? [new Measurement<double>(value, all)] : [], unit, description);
    }

    private TRow? Read()
    {
        lock (_oneAtATime)
        {
            if (_readAt is not { } at || time.GetElapsedTime(at) >= _fresh)
            {
                _row = Query();
                _readAt = time.GetTimestamp();
            }
            return _row;
        }
    }

    private TRow? Query()
    {
        try
        {
            using var connection = database.Source.OpenConnection();
            return connection.QuerySingle<TRow>(sql, new { now = time.GetUtcNow() }, commandTimeout: LongestQuerySeconds);
        }
        catch (NpgsqlException)
        {
            return null; // the module's readiness says so
        }
    }
}
