using System.Numerics.Tensors;

namespace CoProduction.Analytics.Theming;

internal static class UnitVector
{
    private const float Nothing = 1e-9f;

    /// <summary>Gives the vector this length; false when it has no direction.</summary>
    public static bool Scale(Span<float> vector, float length)
    {
        float norm = TensorPrimitives.Norm<float>(vector);
        if (!(norm > Nothing)) return false;
        TensorPrimitives.Multiply(vector, length / norm, vector);
        return true;
    }
}
