using CoProduction.Analytics.Theming;
using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace CoProduction.Analytics.Tests.Theming;

public sealed class ThemeEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _data;

    public ThemeEstimatorTests() => _data = _ml.Data.LoadFromEnumerable(CareStatements.Of(150).Append("n/a").Select(text => new Said { Words = text }));

    [Fact]
    public void Fit_Statements_AgreesWithTheEngine()
    {
        string[] texts = [.. _data.GetColumn<string>("Words")];
        ThemingResult expected = new ThemingEngine().Theme(texts, Facet.General, new ThemingOptions(5), null, TestContext.Current.CancellationToken);

        IDataView themed = Estimator().Fit(_data).Transform(_data);

        int[] themes = [.. themed.GetColumn<int>("Theme")];
        Assert.Equal(expected.Assignments.Select(a => a.Similarity), themed.GetColumn<float>("ThemeSimilarity"));
        Assert.Equal(-1, themes[^1]);
        Assert.Equal(themes.Length, themes.Zip(expected.Assignments).Count(pair => (pair.First < 0) == (pair.Second.Theme < 0)));
        Assert.Equal(5, themes.Zip(expected.Assignments.Select(a => a.Theme)).Where(pair => pair.First >= 0).Distinct().Count());
    }

    [Fact]
    public void Save_ThenLoadInAnotherContext_GivesTheSame()
    {
        ITransformer fitted = Estimator().Fit(_data);
        using var file = new MemoryStream();
        _ml.Model.Save(fitted, _data.Schema, file);
        file.Position = 0;
        var other = new MLContext(seed: 2);
        ThemeEstimator.Register(other);

        ITransformer loaded = other.Model.Load(file, out DataViewSchema schema);

        Assert.Equal("Words", Assert.Single(schema).Name);
        Assert.Equal(fitted.Transform(_data).GetColumn<int>("Theme"), loaded.Transform(_data).GetColumn<int>("Theme"));
        Assert.Equal(fitted.Transform(_data).GetColumn<float[]>("ThemeVector"), loaded.Transform(_data).GetColumn<float[]>("ThemeVector"));
    }

    [Fact]
    public void Append_OtherEstimators_ComposesAndSaves()
    {
        var pipeline = Estimator()
            .Append(_ml.Transforms.Conversion.ConvertType("ThemeNumber", "Theme", DataKind.Single))
            .Append(_ml.Transforms.Concatenate("Features", "ThemeVector", "ThemeNumber"))
            .Append(_ml.Transforms.NormalizeMinMax("Features"));
        using var file = new MemoryStream();
        var fitted = pipeline.Fit(_data);
        _ml.Model.Save(fitted, _data.Schema, file);
        file.Position = 0;
        var other = new MLContext(seed: 2);
        ThemeEstimator.Register(other);

        IDataView transformed = other.Model.Load(file, out _).Transform(_data);

        Assert.Equal(["Words", "Theme", "ThemeSimilarity", "ThemeVector", "ThemeNumber", "Features"], transformed.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
        Assert.All(transformed.GetColumn<float[]>("Features"), row => Assert.Equal(229, row.Length));
        Assert.Equal(fitted.Transform(_data).GetColumn<float[]>("Features"), transformed.GetColumn<float[]>("Features"));
    }

    [Fact]
    public void Fit_NothingSaid_Throws()
    {
        IDataView empty = _ml.Data.LoadFromEnumerable([new Said { Words = "n/a" }]);

        Assert.Throws<InvalidOperationException>(() => Estimator().Fit(empty));
    }

    private ThemeEstimator Estimator() => new(_ml, "Theme", "Words", new ThemingOptions(5));

    private sealed class Said
    {
        public string Words { get; set; } = "";
    }
}
