namespace Gateway.Register.Tests;

/// <summary>What logs, traces and lists may hold of customers' data.</summary>
internal sealed class MaskedTests
{
    [TestCase("", "")]
    [TestCase("1", "****")]
    [TestCase("12345678", "****", Description = "of a short number the last four would be half of it")]
    [TestCase("123456789", "****6789")]
    [TestCase("110101199001011234", "****1234")]
    public void Of_a_number_the_last_four_are_shown(string number, string shown) => Assert.That(Masked.Of(number), Is.EqualTo(shown));

    [TestCase("", "")]
    [TestCase("张", "张**")]
    [TestCase("张三丰", "张**")]
    [TestCase("𠮷野", "𠮷**", Description = "a character outside the basic plane is not cut in two")]
    public void Of_a_name_the_first_character_is_shown(string name, string shown) => Assert.That(Masked.Name(name), Is.EqualTo(shown));

    [Test]
    public void Of_half_a_character_there_is_no_other_half() => Assert.That(Masked.Name("\ud842"), Is.EqualTo("\ud842**"));

    [TestCase("", "")]
    [TestCase("欠款", "****")]
    public void Of_free_text_nothing_is_shown(string text, string shown) => Assert.That(Masked.Words(text), Is.EqualTo(shown));
}
