using System.CommandLine;
using System.Globalization;
using System.Net;

namespace CoProduction.Host.Commands;

/// <summary>Where things are kept and which port the pages have: options, or environment variables of the same meaning.</summary>
internal static class PlaceOptions
{
    public static Option<string> DataDir()
    {
        var dataDir = new Option<string>("--data-dir")
        {
            Description = "Folder for everything that is kept (or DATA_DIR).",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DATA_DIR") is { Length: > 0 } folder ? folder : "data",
        };
        dataDir.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("DATA_DIR must be the name of a folder.");
        });
        return dataDir;
    }

    public static Option<int> Port()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the pages, on this machine only (or PORT).",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("PORT") is not { Length: > 0 } text ? 8080
                : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > IPEndPoint.MaxPort)
                result.AddError($"PORT must be a number from 1 to {IPEndPoint.MaxPort}.");
        });
        return port;
    }
}
