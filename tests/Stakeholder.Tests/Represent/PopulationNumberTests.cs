using System.Globalization;
using CoProduction.Stakeholder.Features.Population;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace CoProduction.Stakeholder.Tests.Represent;

/// <summary>Numbers of people as official tables write them.</summary>
public sealed class PopulationNumberTests
{
    [Theory]
    [InlineData("1200", 1200)]
    [InlineData("12,000", 12000)]
    [InlineData("80000.0", 80000)]
    [InlineData("80000.000", 80000)]
    [InlineData("80 000", 80000)]
    [InlineData("80\u00A0000", 80000)]
    [InlineData("80\u202F000", 80000)]
    [InlineData("12'000", 12000)]
    [InlineData("12,000.00", 12000)]
    [InlineData("8,000 [note 1]", 8000)]
    [InlineData("8,000 [r]", 8000)]
    [InlineData("8,000[p][note 2]", 8000)]
    [InlineData("8,000 (note 3)", 8000)]
    [InlineData("8,000*", 8000)]
    [InlineData("8,000²", 8000)]
    [InlineData("8000r", 8000)]
    [InlineData("1.2E+03", 1200)]
    [InlineData("1.234e3", 1234)]
    [InlineData("12e3", 12000)]
    [InlineData("0", 0)]
    public void Read_Number_IsRead(string cell, long people) => Assert.Equal((true, people), (PopulationNumber.Read(cell).IsNumber, PopulationNumber.Read(cell).People));

    [Theory]
    [InlineData("[c]")]
    [InlineData("c")]
    [InlineData("[x]")]
    [InlineData("[low]")]
    [InlineData("*")]
    [InlineData("-")]
    [InlineData("–")]
    [InlineData("..")]
    [InlineData(":")]
    [InlineData("<10")]
    [InlineData("< 10 [note 1]")]
    [InlineData("≤5")]
    [InlineData("less than 5")]
    [InlineData("fewer than 10")]
    [InlineData("1 to 4")]
    [InlineData("n/a")]
    [InlineData("suppressed")]
    public void Read_Mark_StandsForANumberThatIsNotTold(string cell) => Assert.Equal(new(IsNumber: true), PopulationNumber.Read(cell));

    [Theory]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("12.5")]
    [InlineData("12.000")] // twelve, or twelve thousand
    [InlineData("1,2,3")]
    [InlineData("12,00")]
    [InlineData("1.25E+01")]
    [InlineData("-5")]
    [InlineData("45%")]
    [InlineData("12 (12)")]
    [InlineData("999999999999")]
    public void Read_NeitherNumberNorMark_IsNone(string cell) => Assert.False(PopulationNumber.Read(cell).IsNumber);

    [Property(MaxTest = 300)]
    public Property Read_AnyNumberGroupedInAnyWay_IsTheSame() => Prop.ForAll(
        Gen.Choose(0, 99_999_999).ToArbitrary(), Gen.Elements(",", " ", "\u00A0", "\u2009", "").ToArbitrary(), Gen.Elements("", ".0", " [note 1]", "*").ToArbitrary(),
        (number, between, after) => PopulationNumber.Read(number.ToString("N0", CultureInfo.InvariantCulture).Replace(",", between) + after).People == number);
}
