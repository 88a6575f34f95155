using System.Runtime.InteropServices;

namespace CoProduction.Analytics.Theming;

internal static class FloatArrays
{
    public static void Write(BinaryWriter writer, float[] numbers)
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes<float>(numbers));
    }

    public static float[] Read(BinaryReader reader)
    {
        var numbers = new float[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}
