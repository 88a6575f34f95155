using CoProduction.Benchmarks;

if (args is not ["--data", var data, ..] || !Directory.Exists(data))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Benchmarks -- --data FOLDER   (the folder with nhs-feedback-single-label.csv)");
    return 2;
}
var comments = Comments.Read(Path.Combine(data, "nhs-feedback-single-label.csv"));
var results = await MainJob.RunAsync(comments);
Console.WriteLine();
Console.WriteLine("| what | measured | aim |");
Console.WriteLine("|---|---|---|");
foreach (var (what, measured, aim) in results)
    Console.WriteLine($"| {what} | {measured} | {aim} |");
return 0;
