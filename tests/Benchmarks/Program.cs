using CoProduction.Benchmarks;
using CoProduction.Benchmarks.Signals;

if (args is not ["--data", var data, .. var rest] || !Directory.Exists(data) || rest is not ([] or ["--only", _]))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Benchmarks -- --data FOLDER [--only main-job|calls|access|sign-ins|events|workers|signals]   (the folder with nhs-feedback-single-label.csv)");
    return 2;
}
Dictionary<string, Func<Task<List<(string What, string Measured, string Aim)>>>> parts = new()
{
    ["main-job"] = () => MainJob.RunAsync(Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv"))),
    ["calls"] = ServiceCalls.RunAsync,
    ["access"] = AccessCosts.RunAsync,
    ["sign-ins"] = SignIns.RunAsync,
    ["events"] = Events.RunAsync,
    ["workers"] = () => Workers.RunAsync(Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv"))),
    ["signals"] = Signals.RunAsync,
};
Console.WriteLine("| what | measured | aim |");
Console.WriteLine("|---|---|---|");
foreach (var (name, run) in parts)
{
    if (rest is ["--only", var only] && only != name)
        continue;
    foreach (var (what, measured, aim) in await run())
        Console.WriteLine($"| {what} | {measured} | {aim} |");
}
return 0;
