using System.CommandLine;

namespace CoProduction.Host.Commands;

/// <summary>Where things are kept and which port the pages have: options, or environment variables of the same meaning.</summary>
internal static class PlaceOptions
{
    public static Option<string> DataDir() => new("--data-dir")
    {
        Description = "Folder for everything that is kept (or DATA_DIR).",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DATA_DIR") is { Length: > 0 } folder ? folder : "data",
    };

    public static Option<int> Port()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the pages, on this machine only (or PORT).",
            DefaultValueFactory = result => PortFromEnvironment(result.AddError),
        };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 1 or > 65535)
                result.AddError("PORT must be a number from 1 to 65535.");
        });
        return port;
    }

    private static int PortFromEnvironment(Action<string> error)
    {
        var text = Environment.GetEnvironmentVariable("PORT");
        if (string.IsNullOrEmpty(text))
            return 8080;
        if (int.TryParse(text, out var port))
            return port;
        error($"PORT must be a number from 1 to 65535, not “{text}”.");
        return 0;
    }
}
