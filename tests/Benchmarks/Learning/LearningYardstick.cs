using System.Text.Json;

namespace CoProduction.Benchmarks.Learning;

/// <summary>The same learned by scikit-learn.</summary>
internal static class LearningYardstick
{
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
            return JsonSerializer.Deserialize<List<YardstickScore>>(await ScikitLearn.RunAsync("learning.py", file), JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

/// <summary>What scikit-learn came to with one setting: accuracy and macro F1 for themes, micro and macro F1 for tags.</summary>
internal sealed record YardstickScore(string Part, int Train, string Setting, double[] Scores);
