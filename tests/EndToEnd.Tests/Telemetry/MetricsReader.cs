using System.Globalization;

namespace CoProduction.EndToEnd.Tests.Telemetry;

/// <summary>Reads metrics as Prometheus does.</summary>
internal sealed class MetricsReader(string address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new(address) };

    /// <summary>The whole page.</summary>
    public Task<string> ReadAsync() => _http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

    /// <summary>The figure of that name for a module, or null when it is not shown.</summary>
    public async Task<double?> ReadAsync(string name, string module)
    {
        var line = (await ReadAsync()).Split('\n').FirstOrDefault(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains($"module=\"{module}\""));
        return line is null ? null : double.Parse(line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
    }

    public void Dispose() => _http.Dispose();
}
