using Gateway.Register.Decisions;

namespace Gateway.Register.Tests;

/// <summary>退回 (htxx): whom to ask and why are read again from the one text that the receipt has.</summary>
internal sealed class ReturnWordsTests
{
    [Test]
    public void What_was_written_is_read_again()
    {
        var words = new ReturnWords("王经办", "0571-10000000", "裁定书缺页；请补正\n第二页");
        Assert.That(ReturnWords.Read(ReturnWords.Marked(words.ToNote())), Is.EqualTo(words));
    }

    [Test]
    public void A_return_in_other_words_is_all_note() =>
        Assert.That(ReturnWords.Read(ReturnWords.Marked("缺裁定书")), Is.EqualTo(new ReturnWords("", "", "缺裁定书")));

    [Test]
    public void What_has_no_mark_is_no_return() => Assert.That(ReturnWords.Read("联系人王，电话1；缺裁定书"), Is.Null);
}
