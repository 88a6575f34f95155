using CoProduction.Stakeholder.Features.PeopleImports;

namespace CoProduction.Stakeholder.Tests.Register;

/// <summary>Names put together from the columns that a file has, and which columns those are.</summary>
public sealed class WrittenNameTests
{
    [Theory]
    [InlineData("Tamsin Pellow", "", "", "", "", "Tamsin Pellow")]
    [InlineData("", "Tamsin", "", "Pellow", "", "Tamsin Pellow")]
    [InlineData("", "Tamsin", "Jane", "Pellow", "", "Tamsin Jane Pellow")]
    [InlineData("", "Tamsin", "", "", "", "Tamsin")]
    [InlineData("", "", "", "Pellow", "", "Pellow")]
    [InlineData("Tamsin", "", "", "Pellow", "", "Tamsin Pellow")] // “name” and “surname”
    [InlineData("Tamsin Pellow", "", "", "Pellow", "", "Tamsin Pellow")]
    [InlineData("Tamsin Pellow", "Tamsin", "", "Pellow", "", "Tamsin Pellow")]
    [InlineData("Pellow, Tamsin", "", "", "", "", "Tamsin Pellow")]
    [InlineData("Pellow, Ms Tamsin Jane", "", "", "", "", "Tamsin Jane Pellow")]
    [InlineData("Pellow, Tamsin, Ms", "", "", "", "", "Tamsin Pellow")]
    [InlineData("van der Berg, Anna Maria", "", "", "", "", "Anna Maria van der Berg")]
    [InlineData("Tamsin Pellow, MBE", "", "", "", "", "Tamsin Pellow, MBE")]
    [InlineData("Tamsin Pellow, Oke Brannick", "", "", "", "", "Tamsin Pellow, Oke Brannick")] // two people
    [InlineData("Dr. Tamsin Pellow", "", "", "", "", "Tamsin Pellow")]
    [InlineData("", "Ms Tamsin", "", "Pellow", "", "Tamsin Pellow")]
    [InlineData("Mrs Pellow", "", "", "", "", "Mrs Pellow")]
    [InlineData("", "Robert", "", "Smith", "Bob", "Bob Smith")]
    [InlineData("Robert Smith", "", "", "", "Bob", "Bob Smith")]
    [InlineData("", "Robert", "", "Smith", "Bobby Smith", "Bobby Smith")]
    [InlineData("", "Robert", "", "Smith", "Robert", "Robert Smith")]
    [InlineData("", "", "", "", "Bob", "Bob")]
    [InlineData("", "", "", "", "", "")]
    public void Text_OfColumns_FirstNameFirstWithoutTitle(string full, string first, string middle, string last, string preferred, string name) =>
        Assert.Equal(name, new WrittenName(full, first, middle, last, preferred).Text);

    [Theory]
    [InlineData("First Name", "FirstName")]
    [InlineData("Forename(s)", "FirstName")]
    [InlineData("given_name", "FirstName")]
    [InlineData("Q1. First name (required)", "FirstName")]
    [InlineData("about_you/first_name", "FirstName")]
    [InlineData("SURNAME", "LastName")]
    [InlineData("Family name *", "LastName")]
    [InlineData("LastName", "LastName")]
    [InlineData("Known as", "PreferredName")]
    [InlineData("Name (surname, first name)", "Name")]
    [InlineData("E-mail address", "Email")]
    [InlineData("Work email", "Email")]
    [InlineData("Email 2", "Email")]
    [InlineData("Home tel.", "Phone")]
    [InlineData("Telephone 2", "Phone")]
    [InlineData("Tel. no.", "Phone")]
    [InlineData("Landline", "Phone")]
    [InlineData("Daytime telephone", "Phone")]
    [InlineData("Contact number", "Phone")]
    [InlineData("Phone / Mobile", "Phone")]
    [InlineData("Mobile", "Text")]
    [InlineData("Mobile phone number", "Text")]
    [InlineData("Work", "AnyContact")]
    [InlineData("Address line 2", "Post")]
    [InlineData("Post code", "PostPart")]
    [InlineData("Agreed?", "Agreed")]
    [InlineData("Title", "LeftOut")]
    [InlineData("Emergency contact phone", "LeftOut")]
    [InlineData("Next of kin: telephone", "LeftOut")]
    [InlineData("Carer's email", "LeftOut")]
    [InlineData("Phone (next of kin)", "LeftOut")]
    [InlineData("Username", "LeftOut")]
    [InlineData("Number", "LeftOut")]
    [InlineData("Shoe size", "LeftOut")]
    public void Of_Header_IsWhatItIsFor(string header, string column) => Assert.Equal(column, PersonHeaders.Of(header).ToString());
}
