using CoProduction.Benchmarks;
using CoProduction.Benchmarks.Learning;
using CoProduction.Benchmarks.Signals;
using CoProduction.Benchmarks.Size;

var data = args is ["--data", var folder, ..] ? folder : "";
Dictionary<string, Func<Task<List<(string What, string Measured, string Aim)>>>> parts = new()
{
    ["main-job"] = () => MainJob.RunAsync(Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv"))),
    ["calls"] = ServiceCalls.RunAsync,
    ["access"] = AccessCosts.RunAsync,
    ["sign-ins"] = SignIns.RunAsync,
    ["lines"] = StalledLineCosts.RunAsync,
    ["events"] = Events.RunAsync,
    ["workers"] = () => Workers.RunAsync(Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv"))),
    ["themes"] = () => ThemeQuality.RunAsync(data),
    ["theme-speed"] = () => ThemeSpeed.RunAsync(Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv"))),
    ["i-statements"] = () => IStatementQuality.RunAsync(data),
    ["learning"] = () => LearningQuality.RunAsync(data),
    ["signals"] = Signals.RunAsync,
    ["size"] = SizeCosts.RunAsync,
    ["backup"] = () => BackupCosts.RunAsync(Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv")), part: 1),
    ["backup-small"] = () => BackupCosts.RunAsync(Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv")), part: 20),
};
if (!Directory.Exists(data) || args[2..] is not ([] or ["--only", _]) || args is [.., "--only", var wanted] && !parts.ContainsKey(wanted))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/Benchmarks -- --data FOLDER [--only {string.Join('|', parts.Keys)}]   (the folder with nhs-feedback-single-label.csv)");
    return 2;
}
Console.WriteLine("| what | measured | aim |");
Console.WriteLine("|---|---|---|");
foreach (var (name, run) in parts)
{
    if (args is [.., "--only", var only] && only != name)
        continue;
    foreach (var (what, measured, aim) in await run())
        Console.WriteLine($"| {what} | {measured} | {aim} |");
}
return 0;
