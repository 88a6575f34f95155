using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace CoProduction.Shared.Settings;

/// <summary>One thing that a process may be told: its name with colons, what it must be, whether a text will do, and whether it may be left out.</summary>
public record Setting(string Name, string Meaning, Predicate<string> IsRight, bool IsOptional = false)
{
    /// <summary>The name as an environment variable.</summary>
    public string Variable => Name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>A whole number in a range.</summary>
    public static Setting<int> Number(string name, string meaning, int usual, int least, int most) => new(
        name, $"a whole number from {least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}: {meaning}",
        (text, out value) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value) && value >= least && value <= most,
        usual);

    /// <summary>Whether something is so.</summary>
    public static Setting<bool> YesNo(string name, string meaning, bool usual) => new(name, $"true or false: {meaning}", bool.TryParse, usual);

    /// <summary>Words of any kind, but not spaces alone.</summary>
    public static Setting<string> Text(string name, string meaning, string usual = "") => new(name, meaning, (text, out value) => (value = text.Trim()).Length > 0, usual);

    /// <summary>A folder by its whole path; empty when there is no such setting.</summary>
    public static Setting<string> Folder(string name, string meaning) => new(
        name, $"a folder with its whole path: {meaning}", (text, out value) => Path.IsPathFullyQualified(value = text.Trim()) && !File.Exists(value), "");

    /// <summary>A file that is there; empty when there is no such setting.</summary>
    public static Setting<string> ExistingFile(string name, string meaning) => new(name, meaning, (text, out value) => File.Exists(value = text), "");

    /// <summary>Whether the text is an address of the web.</summary>
    public static bool IsWebAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    /// <summary>Throws, in one line, for the first setting that is missing or wrong. Values are not shown: some hold passwords.</summary>
    public static void Check(IEnumerable<Setting> settings, IConfiguration configuration, string module)
    {
        foreach (var setting in settings)
        {
            var value = configuration[setting.Name];
            var isMissing = string.IsNullOrEmpty(value);
            if (isMissing && setting.IsOptional)
                continue;
            if (isMissing)
                throw new InvalidOperationException($"{module}: the setting {setting.Name} (environment variable {setting.Variable}) is missing: {setting.Meaning}.");
            if (!setting.IsRight(value!))
                throw new InvalidOperationException($"{module}: {setting.Fault}");
        }
    }

    /// <summary>What is said of a text that will not do.</summary>
    protected string Fault => $"the setting {Name} (environment variable {Variable}) is wrong. It must be {Meaning}.";
}

/// <summary>A setting that may be left out, with what it is then, and how its text is read.</summary>
public sealed record Setting<T>(string Name, string Meaning, TryRead<T> TryRead, T Usual) : Setting(Name, Meaning, text => TryRead(text, out _), IsOptional: true)
{
    /// <summary>Its value; throws in one line when the text will not do.</summary>
    public T Read(IConfiguration configuration) =>
        configuration[Name] is not { Length: > 0 } text ? Usual : TryRead(text, out var value) ? value : throw new InvalidOperationException(Fault);
}

/// <summary>Reads a setting's text; false when it will not do.</summary>
public delegate bool TryRead<T>(string text, out T value);
