namespace CoProduction.Analytics.Theming.Learning;

/// <summary>A text as the numbers of the features that it has, ascending, and their values.</summary>
internal sealed record TextRow(int[] Features, float[] Values)
{
    public double SquaredLength { get; } = Values.Sum(value => (double)value * value);

    public double Dot(float[] weights)
    {
        double sum = 0;
        for (int i = 0; i < Features.Length; i++) sum += Values[i] * weights[Features[i]];
        return sum;
    }

    public void AddTo(float[] weights, float times)
    {
        for (int i = 0; i < Features.Length; i++) weights[Features[i]] += Values[i] * times;
    }
}
