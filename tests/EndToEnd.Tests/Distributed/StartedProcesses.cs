namespace CoProduction.EndToEnd.Tests.Distributed;

/// <summary>Everything that a start has started: it has the data folder in its environment, as the start was given it.</summary>
internal static class StartedProcesses
{
    public static IEnumerable<(int Id, string[] Environment)> Of(string dataFolder) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), out _)
        let environment = Read(folder, "environ").Split('\0')
        where environment.Contains($"DATA_DIR={dataFolder}")
        select (int.Parse(Path.GetFileName(folder)), environment);

    /// <summary>Those that run a module, with its name.</summary>
    public static IEnumerable<(int Id, string Module)> ModulesOf(string dataFolder) =>
        from process in Of(dataFolder)
        let module = SettingOf(process.Environment, "Modules")
        where module is not null
        select (process.Id, module);

    /// <summary>Those that run a module, with its name and where it listens.</summary>
    public static IEnumerable<(string Module, string Address)> ListeningOf(string dataFolder) =>
        from process in Of(dataFolder)
        let address = SettingOf(process.Environment, "Listen")
        where address is not null
        select (SettingOf(process.Environment, "Modules")!, address);

    /// <summary>The name of the program that a process runs; empty when it has ended.</summary>
    public static string ProgramOf(int id) => Read($"/proc/{id}", "comm").Trim();

    private static string? SettingOf(string[] environment, string name) =>
        Array.Find(environment, variable => variable.StartsWith(name + '=', StringComparison.Ordinal))?[(name.Length + 1)..];

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended, or is somebody else's
        }
    }
}
