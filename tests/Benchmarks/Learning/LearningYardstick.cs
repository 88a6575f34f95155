using System.Diagnostics;
using System.Text.Json;
using CoProduction.TestCommon;

namespace CoProduction.Benchmarks.Learning;

/// <summary>The same learned by scikit-learn, which Debian's python3-sklearn brings.</summary>
internal static class LearningYardstick
{
    private const string Python = "/usr/bin/python3";

    public static async Task<IReadOnlyList<YardstickScore>> RunAsync(params LearningPart[] parts)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(parts.Select(part => new
            {
                part.Name,
                part.Texts,
                Labels = part.Name == "tags" ? (object)part.Labels : part.Labels.Select(of => of[0]),
                part.Sizes,
                part.Splits,
            }), JsonSerializerOptions.Web));
            using var python = Process.Start(new ProcessStartInfo(Python, [RepositoryFolder.At("tests/Benchmarks/Yardsticks/learning.py"), file]) { RedirectStandardOutput = true })!;
            var said = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return python.ExitCode == 0
                ? JsonSerializer.Deserialize<List<YardstickScore>>(said, JsonSerializerOptions.Web)!
                : throw new InvalidOperationException("The yardstick needs scikit-learn: apt-get install python3-sklearn.");
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>What scikit-learn came to with one setting: accuracy and macro F1 for themes, micro and macro F1 for tags.</summary>
internal sealed record YardstickScore(string Part, int Train, string Setting, double[] Scores);
